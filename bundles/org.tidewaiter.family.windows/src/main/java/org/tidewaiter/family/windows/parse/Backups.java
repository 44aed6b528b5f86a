package org.tidewaiter.family.windows.parse;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.BackupState;
import org.tidewaiter.family.windows.data.RestorePoint;

/** Backups that Windows makes itself. */
public final class Backups {

    private Backups() {
    }

    /** A row of SystemRestore; its time is written as CIM writes it, in UTC. */
    public static @Nullable RestorePoint restorePoint(CimRow row) {
        var number = Clean.number(row, "SequenceNumber");
        return number == null ? null
                : new RestorePoint(number, Clean.text(row, "Description"), Clean.instant(row, "CreationTime"));
    }

    /** What Get-WBSummary tells. */
    public static @Nullable BackupState state(CimRow row) {
        return row.values().isEmpty() ? null
                : new BackupState(Clean.instant(row, "LastSuccessfulBackupTime"), Clean.instant(row, "LastBackupTime"),
                        Clean.instant(row, "NextBackupTime"),
                        Clean.number(row, "NumberOfVersions"), Clean.text(row, "LastBackupResultHR"));
    }
}
