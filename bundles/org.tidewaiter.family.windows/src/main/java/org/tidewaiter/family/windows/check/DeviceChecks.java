package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.BitLockerVolume;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** What somebody with the machine in hand may do, and what programs may not. */
final class DeviceChecks {

    /** DeviceEnumerationPolicy: 0 none, 1 after a login, 2 all. */
    private static final long ALLOW_ALL = 2;
    /** NoDriveTypeAutoRun for drives of all kinds. */
    private static final long ALL_DRIVES = 0xff;
    /** Key protectors that ask for more than the machine's own TPM. */
    private static final Set<String> ASKING = Set.of("TpmPin", "TpmPinStartupKey", "TpmStartupKey", "TpmNetworkKey", "Password",
            "ExternalKey");

    private static final String EXPLOIT_PROTECTION = "exploit-protection.";
    /** What is on where nothing is set. */
    private static final Set<String> ON_BY_DEFAULT = Set.of("exploit-protection.DEP.Enable", "exploit-protection.ASLR.BottomUp",
            "exploit-protection.ASLR.HighEntropy", "exploit-protection.CFG.Enable", "exploit-protection.SEHOP.Enable",
            "exploit-protection.Heap.TerminateOnError");

    private DeviceChecks() {
    }

    static List<Check> encryption() {
        return List.of(
                RowCheck.of("bitlocker", "Encryption of the system volume", BitLockerVolume.class)
                        .given(DeviceChecks::tellsOfSystem)
                        .unsafe(v -> isSystem(v) ? Truth.of(v.protectedNow()).not() : Truth.NO)
                        .says(v -> "volume " + v.volume() + " is not protected"
                                + (v.conversion() == null ? "" : " (" + v.conversion() + ")"))
                        .finds(MEDIUM, "The system volume is not encrypted",
                                "whoever has the disk reads it, and gets in by changing it",
                                "Turn on BitLocker, and keep the recovery key in the directory", "Microsoft: BitLocker overview"),
                RowCheck.of("bitlocker-pin", "Start of an encrypted system", BitLockerVolume.class)
                        .given(DeviceChecks::tellsOfSystem)
                        .unsafe(DeviceChecks::startsAlone)
                        .says(v -> "volume " + v.volume() + " is unlocked by " + Words.list(v.protectors()))
                        .finds(LOW, "The system starts without anybody's PIN",
                                "whoever has the machine starts it, and may read the key on its way from the TPM",
                                "Require additional authentication at startup where machines leave the house",
                                "Policy Require additional authentication at startup", "Microsoft: BitLocker countermeasures"),
                SettingCheck.of("kernel-dma", "Devices with access to memory", "dma.DeviceEnumerationPolicy")
                        .unsafe(v -> v == ALLOW_ALL)
                        .unset(Default.since(Builds.WINDOWS_10_1803, Default.safe(),
                                Default.unknown("Windows has it since 10 1803")))
                        .finds(MEDIUM, "Devices that are plugged in may read memory before anybody logs in",
                                "whoever has the machine in hand reads keys and passwords by Thunderbolt or PCI Express",
                                "Set the enumeration policy for external devices incompatible with Kernel DMA Protection to block all",
                                "Microsoft: Kernel DMA Protection"));
    }

    /** Servers without the feature BitLocker, and old editions, tell nothing: that does not say that nothing encrypts. */
    private static Truth tellsOfSystem(Facts facts) {
        return facts.of(BitLockerVolume.class).stream().anyMatch(row -> isSystem(row.item())) ? Truth.YES : Truth.UNKNOWN;
    }

    private static Truth startsAlone(BitLockerVolume volume) {
        if (!isSystem(volume) || Boolean.FALSE.equals(volume.protectedNow())) {
            return Truth.NO;
        }
        return volume.protectedNow() == null || volume.protectors().isEmpty() ? Truth.UNKNOWN
                : Truth.of(volume.protectors().contains("Tpm") && volume.protectors().stream().noneMatch(ASKING::contains));
    }

    private static boolean isSystem(BitLockerVolume volume) {
        return "system".equals(volume.kind());
    }

    static List<Check> programs() {
        return List.of(
                SettingCheck.of("autoplay", "AutoPlay", "autoplay.NoDriveTypeAutoRun").unsafe(v -> (v & ALL_DRIVES) != ALL_DRIVES)
                        .unset(Default.unsafe("to open media"))
                        .finds(LOW, "AutoPlay is on for some drives", "a medium that is plugged in offers its programs",
                                "Enable the policy Turn off AutoPlay for all drives", "Policy Turn off AutoPlay"),
                SettingCheck.of("autorun", "AutoRun", "autoplay.NoAutorun").unsafe(v -> v == 0).unset(Default.unsafe("to ask"))
                        .finds(LOW, "AutoRun commands of media are offered", "a medium that is plugged in brings its own command",
                                "Set the default behavior for AutoRun not to execute any autorun commands",
                                "Policy Set the default behavior for AutoRun"),
                SettingCheck
                        .of("autoplay-devices", "AutoPlay of devices that are no volumes",
                                "autoplay-policy.NoAutoplayfornonVolume")
                        .unsafe(v -> v == 0).unset(Default.unsafe("on"))
                        .finds(LOW, "AutoPlay is on for devices such as cameras and telephones",
                                "a device that is plugged in is opened",
                                "Enable the policy Disallow AutoPlay for non-volume devices",
                                "Policy Disallow AutoPlay for non-volume devices"),
                RowCheck.of("data-execution-prevention", "Data execution prevention", WindowsRelease.class)
                        .unsafe(row -> row.executionPrevention() instanceof Long policy ? Truth.of(policy == 0) : Truth.UNKNOWN)
                        .rowsSuffice()
                        .says(row -> "DataExecutionPrevention_SupportPolicy of Win32_OperatingSystem is "
                                + row.executionPrevention())
                        .finds(MEDIUM, "Data execution prevention is off", "flaws of programs are used more easily",
                                "bcdedit /set nx OptOut, and restart",
                                "Microsoft: Win32_OperatingSystem, DataExecutionPrevention_SupportPolicy"),
                SettingCheck.of("exception-chain", "Protection of exception handlers", "exploit.DisableExceptionChainValidation")
                        .unsafe(v -> v != 0)
                        .unset(Default.since(Builds.WINDOWS_10, Default.safe(),
                                Default.unknown("before Windows 10 it hangs on the edition")))
                        .finds(LOW, "Exception handlers are not protected", "flaws of 32-bit programs are used more easily",
                                "Set DisableExceptionChainValidation to 0", "Microsoft: Exploit protection reference, SEHOP"),
                RowCheck.of("exploit-protection", "Exploit protection of the system", HardeningSetting.class)
                        .given(facts -> isProtectionTold(facts) ? Truth.YES : Truth.UNKNOWN)
                        .unsafe(row -> Truth.of(ON_BY_DEFAULT.contains(row.name()) && "OFF".equalsIgnoreCase(row.value())))
                        .says(row -> row.name().substring(EXPLOIT_PROTECTION.length()) + " is off")
                        .finds(MEDIUM, "A part of exploit protection is switched off", "flaws of programs are used more easily",
                                "Set-ProcessMitigation -System -Enable with its name, or its default",
                                "Microsoft: Exploit protection reference"),
                new ApplicationControlCheck());
    }

    private static boolean isProtectionTold(Facts facts) {
        return facts.of(HardeningSetting.class).stream().anyMatch(row -> ON_BY_DEFAULT.contains(row.item().name()));
    }
}
