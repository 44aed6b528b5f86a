package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.BackupState;
import org.tidewaiter.family.windows.data.RestorePoint;
import org.tidewaiter.family.windows.data.ShadowCopy;
import org.tidewaiter.family.windows.data.ShadowStorage;
import org.tidewaiter.family.windows.parse.Backups;
import org.tidewaiter.family.windows.parse.Volumes;

/** Snapshots, restore points, Windows Server Backup; backup programs of others are told by their services, see {@link AgentStep}. */
public final class BackupStep implements TableStep {

    private static final PowerShellScript STORAGE = PowerShellScript.of("shadow-storage",
            "Get-CimInstance -ClassName Win32_ShadowStorage -OperationTimeoutSec 20 | Select-Object"
                    + " @{ n = 'volume'; e = { $_.Volume.DeviceID } }, 'AllocatedSpace', 'UsedSpace', 'MaxSpace'");
    private static final PowerShellScript SUMMARY = PowerShellScript.of("server-backup",
            "if (Get-Command -Name Get-WBSummary -ErrorAction SilentlyContinue) { Get-WBSummary | Select-Object 'LastSuccessfulBackupTime', 'LastBackupTime',"
                    + " 'NextBackupTime', 'NumberOfVersions', @{ n = 'LastBackupResultHR'; e = { '0x{0:x8}' -f $_.LastBackupResultHR } } }")
            .within(Duration.ofSeconds(30));

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CimQuery.of("shadow-copies", "Win32_ShadowCopy", "ID", "VolumeName", "InstallDate", "Persistent",
                    "ClientAccessible"), ShadowCopy.class, "there is no snapshot", Volumes::shadow),
            new Reading<>(STORAGE, ShadowStorage.class, "no room is kept for snapshots", Volumes::storage),
            new Reading<>(CimQuery.of("restore-points", "SystemRestore", "SequenceNumber", "Description", "CreationTime")
                    .in("root/default"), RestorePoint.class, "there is no restore point", Backups::restorePoint),
            new Reading<>(SUMMARY, BackupState.class, "Windows Server Backup is not installed", Backups::state));

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
