package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.BitLockerVolume;
import org.tidewaiter.family.windows.parse.Volumes;

/** File systems and their encryption. */
public final class VolumeStep implements RemotingStep {

    private static final String ENCRYPTION = "root/cimv2/Security/MicrosoftVolumeEncryption";

    private static final CimQuery VOLUMES = CimQuery.of("volumes", "Win32_Volume", "DeviceID", "DriveLetter", "Name", "Label",
            "FileSystem", "Capacity", "FreeSpace", "DriveType", "SerialNumber", "Compressed", "BootVolume", "SystemVolume",
            "PageFilePresent");
    private static final CimQuery NETWORK_DRIVES = CimQuery
            .of("network-drives", "Win32_LogicalDisk", "DeviceID", "DriveType", "ProviderName", "FileSystem", "VolumeName",
                    "Size",
                    "FreeSpace")
            .where("DriveType=4");
    private static final CimQuery ENCRYPTABLE = CimQuery
            .of("encryptable-volumes", "Win32_EncryptableVolume", "DeviceID", "DriveLetter", "ProtectionStatus").in(ENCRYPTION);
    /** Before Windows 10 these are methods, and a query for them fails, which costs no more than them. */
    private static final CimQuery METHODS = CimQuery
            .of("encryption-methods", "Win32_EncryptableVolume", "DeviceID", "ConversionStatus", "EncryptionMethod", "VolumeType")
            .in(ENCRYPTION);

    /** Only the kinds of the key protectors: what Get-BitLockerVolume holds besides them stays on the computer. */
    private static final PowerShellScript PROTECTORS = PowerShellScript.of("key-protectors",
            "if (Get-Command -Name Get-BitLockerVolume -ErrorAction SilentlyContinue) { Get-BitLockerVolume | Select-Object 'MountPoint',"
                    + " @{ n = 'protectors'; e = { @($_.KeyProtector | ForEach-Object { \"$($_.KeyProtectorType)\" }) } } }")
            .within(Duration.ofSeconds(30));

    @Override
    public String id() {
        return "volume";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Volume.class, BitLockerVolume.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(VOLUMES, NETWORK_DRIVES, ENCRYPTABLE, METHODS, PROTECTORS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(100);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var encryptable = session.query(ENCRYPTABLE);
        var methods = Volumes.byId(session.query(METHODS).rows());
        var encryption = Volumes.encryption(encryptable.rows(), methods);
        new Reading<>(VOLUMES, Volume.class, "no volume is there", row -> Volumes.volume(row, encryption)).state(session, sink);
        Reading.state(sink, session.query(NETWORK_DRIVES), Volume.class, Volumes::networkDrive);
        var protectors = session.run(PROTECTORS);
        var kinds = Volumes.protectors(protectors.rows());
        var found = Reading.state(sink, encryptable, BitLockerVolume.class, row -> Volumes.bitLocker(row, methods, kinds));
        Reading.settle(sink, encryptable, BitLockerVolume.class, found > 0, "BitLocker knows no volume");
        if (found > 0) {
            sink.missing(BitLockerVolume.class, protectors);
        }
    }
}
