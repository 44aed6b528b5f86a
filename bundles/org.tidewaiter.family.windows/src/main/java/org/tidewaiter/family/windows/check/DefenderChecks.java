package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.DefenderPreference;
import org.tidewaiter.family.windows.data.DefenderStatus;

/** Microsoft Defender Antivirus, where it is the one that scans. */
final class DefenderChecks {

    private static final long OLDEST_DAYS = 7;
    /** A whole drive, a system folder, all profiles or a temporary folder. */
    private static final Pattern BROAD_PATH = Pattern.compile(
            "(?:[a-z]:|%systemdrive%)?\\\\?\\*?"
                    + "|(?:[a-z]:|%systemdrive%)\\\\(?:users|windows|windows\\\\temp|windows\\\\system32|temp|programdata)\\\\?\\*?"
                    + "|%(?:temp|tmp|windir|systemroot|userprofile|appdata|localappdata|programdata)%\\\\?\\*?");
    private static final Set<String> RUNNABLE = Set.of("*", "exe", "dll", "com", "scr", "ps1", "bat", "cmd", "vbs", "js", "msi",
            "sys");
    /** Programs that run what others wrote. */
    private static final Set<String> HOSTS = Set.of("powershell.exe", "pwsh.exe", "cmd.exe", "wscript.exe", "cscript.exe",
            "rundll32.exe", "regsvr32.exe", "mshta.exe", "svchost.exe", "explorer.exe");
    private static final Pattern BLOCKS = Pattern.compile("\\S+ 1");

    private DefenderChecks() {
    }

    /** Whether Defender is the scanner: in passive mode another one is, and its settings do nothing. */
    static Truth isInCharge(Facts facts) {
        var rows = facts.of(DefenderStatus.class);
        if (rows.isEmpty()) {
            return facts.spokenOf(DefenderStatus.class) && facts.gap(DefenderStatus.class).isEmpty() ? Truth.NO : Truth.UNKNOWN;
        }
        return rows.stream().anyMatch(row -> "Normal".equalsIgnoreCase(row.item().mode())) ? Truth.YES
                : rows.stream().anyMatch(row -> row.item().mode() == null && !Boolean.FALSE.equals(row.item().antivirus()))
                        ? Truth.UNKNOWN
                        : Truth.NO;
    }

    static List<Check> status() {
        return List.of(new AntivirusCheck(),
                RowCheck.of("defender-real-time", "Defender: scan on access", DefenderStatus.class)
                        .given(DefenderChecks::isInCharge)
                        .unsafe(row -> Truth.of(row.realTime()).not()).rowsSuffice()
                        .says(_ -> "RealTimeProtectionEnabled of MSFT_MpComputerStatus is false")
                        .finds(HIGH, "Defender does not scan what is opened",
                                "malware is found by the next full scan at the earliest",
                                "Turn on real-time protection", "Policy Turn off real-time protection"),
                RowCheck.of("defender-behaviour", "Defender: behaviour", DefenderStatus.class).given(DefenderChecks::isInCharge)
                        .unsafe(row -> Truth.of(row.behaviour()).not()).rowsSuffice()
                        .says(_ -> "BehaviorMonitorEnabled of MSFT_MpComputerStatus is false")
                        .finds(MEDIUM, "Defender does not watch what programs do",
                                "malware that no signature knows is not noticed",
                                "Turn on behavior monitoring", "Policy Turn on behavior monitoring"),
                RowCheck.of("defender-tamper", "Defender: tamper protection", DefenderStatus.class)
                        .given(DefenderChecks::isInCharge)
                        .unsafe(row -> Truth.of(row.tamperProtected()).not()).rowsSuffice()
                        .says(_ -> "IsTamperProtected of MSFT_MpComputerStatus is false")
                        .finds(LOW, "Defender may be switched off by any administrator",
                                "an attacker with administrative rights does that first",
                                "Turn on tamper protection", "Microsoft: Protect security settings with tamper protection"),
                RowCheck.of("defender-signatures", "Defender: age of signatures", DefenderStatus.class)
                        .given(DefenderChecks::isInCharge)
                        .unsafe(row -> row.signatureAge() instanceof Long days ? Truth.of(days > OLDEST_DAYS) : Truth.UNKNOWN)
                        .rowsSuffice()
                        .says(row -> "AntivirusSignatureAge of MSFT_MpComputerStatus is " + row.signatureAge() + " days, version "
                                + row.signatureVersion())
                        .finds(MEDIUM, "Defender's signatures are older than a week", "malware of the last days is not known",
                                "Find out why no signatures arrive",
                                "Microsoft: Manage the sources for Microsoft Defender Antivirus protection updates"));
    }

    static List<Check> preferences() {
        return List.of(
                RowCheck.of("defender-exclusions", "Defender: exclusions", DefenderPreference.class)
                        .given(DefenderChecks::isInCharge)
                        .unsafe(row -> Truth.of(!broad(row).isEmpty())).says(row -> "not scanned: " + Words.list(broad(row)))
                        .finds(MEDIUM, "Defender does not scan what attackers use", "malware is put where nobody looks",
                                "Exclude single programs or folders that only administrators write to",
                                "Microsoft: Common mistakes to avoid when defining exclusions"),
                RowCheck.of("defender-attack-surface", "Defender: attack surface reduction", DefenderPreference.class)
                        .given(DefenderChecks::isInCharge)
                        .unsafe(row -> Truth.of(row.surfaceRules().stream().noneMatch(rule -> BLOCKS.matcher(rule).matches())))
                        .says(row -> "of " + row.surfaceRules().size()
                                + " attack surface reduction rules that are set none blocks")
                        .finds(LOW, "No attack surface reduction rule blocks", "usual first steps of attacks are not stopped",
                                "Set the standard protection rules to block, after a time of audit",
                                "Microsoft: Attack surface reduction rules reference"),
                preference("defender-unwanted", "Defender: unwanted programs", "PUAProtection",
                        DefenderPreference::unwantedPrograms,
                        "Defender lets unwanted programs in", "what comes with free programs is installed",
                        "Configure detection for potentially unwanted applications"),
                preference("defender-network", "Defender: network protection", "EnableNetworkProtection",
                        DefenderPreference::networkProtection, "Defender does not block dangerous hosts",
                        "only some browsers look where a connection goes",
                        "Prevent users and apps from accessing dangerous websites"),
                preference("defender-cloud", "Defender: cloud protection", "MAPSReporting", DefenderPreference::cloudReporting,
                        "Defender does not ask the cloud", "malware of the last hours is not known", "Join Microsoft MAPS"));
    }

    private interface Level {
        @Nullable
        Long of(DefenderPreference row);
    }

    private static Check preference(String id, String title, String name, Level level, String finding, String why,
            String policy) {
        return RowCheck.of(id, title, DefenderPreference.class).given(DefenderChecks::isInCharge)
                .unsafe(row -> level.of(row) instanceof Long value ? Truth.of(value == 0) : Truth.UNKNOWN).rowsSuffice()
                .says(row -> name + " of MSFT_MpPreference is " + level.of(row))
                .finds(LOW, finding, why, "Enable the policy " + policy, "Policy " + policy);
    }

    private static List<String> broad(DefenderPreference row) {
        return Stream.of(row.excludedPaths().stream().filter(path -> BROAD_PATH.matcher(path.toLowerCase(Locale.ROOT)).matches()),
                row.excludedExtensions().stream()
                        .filter(extension -> RUNNABLE.contains(extension.toLowerCase(Locale.ROOT).replace(".", ""))),
                row.excludedProcesses().stream()
                        .filter(program -> HOSTS.contains(program.toLowerCase(Locale.ROOT).replaceAll(".*\\\\", ""))))
                .flatMap(found -> found).toList();
    }
}
