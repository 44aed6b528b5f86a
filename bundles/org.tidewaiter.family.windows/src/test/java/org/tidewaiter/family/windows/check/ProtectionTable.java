package org.tidewaiter.family.windows.check;

import static org.tidewaiter.family.windows.check.CheckCase.of;
import static org.tidewaiter.family.windows.check.RowTable.none;
import static org.tidewaiter.family.windows.check.SettingTable.denied;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.InstalledAgent;
import org.tidewaiter.api.data.ProtectionProduct;
import org.tidewaiter.family.windows.data.DefenderPreference;
import org.tidewaiter.family.windows.data.DefenderStatus;
import org.tidewaiter.family.windows.data.FirewallProfile;

/** Computers for the checks on what protects them. */
final class ProtectionTable {

    private ProtectionTable() {
    }

    static List<CheckCase> cases() {
        var cases = new ArrayList<CheckCase>();
        for (var part : List.of(defender(), preferences(), antivirus(), firewall())) {
            cases.addAll(part);
        }
        return cases;
    }

    private static DefenderStatus status(@Nullable String mode, @Nullable Boolean antivirus, @Nullable Boolean realTime,
            @Nullable Boolean behaviour, @Nullable Boolean tamper, @Nullable Long age) {
        return new DefenderStatus(mode, true, antivirus, realTime, behaviour, null, null, tamper, null, null, "1.2.3.4", null,
                age, null,
                null);
    }

    private static List<CheckCase> defender() {
        var good = status("Normal", true, true, true, true, 0L);
        var bad = status("Normal", true, false, false, false, 8L);
        var passive = status("Passive Mode", true, false, false, false, 30L);
        var mute = status("Normal", true, null, null, null, null);
        var cases = new ArrayList<CheckCase>();
        for (var check : List.of("defender-real-time HIGH", "defender-behaviour MEDIUM", "defender-tamper LOW",
                "defender-signatures MEDIUM")) {
            var words = check.split(" ");
            cases.add(of(words[0], "PASS", good));
            cases.add(of(words[0], words[1], bad));
            cases.add(of(words[0], "PASS", passive));
            cases.add(of(words[0], "PASS", none(DefenderStatus.class)));
            cases.add(of(words[0], "?", mute));
            cases.add(of(words[0], "?", denied(DefenderStatus.class)));
        }
        cases.add(of("defender-signatures", "PASS", status("Normal", true, true, true, true, 7L)));
        return cases;
    }

    private static DefenderPreference preference(List<String> paths, List<String> extensions, List<String> processes,
            List<String> rules,
            @Nullable Long level) {
        return new DefenderPreference(paths, extensions, processes, rules, false, false, false, false, level, null, level, null,
                level);
    }

    private static List<CheckCase> preferences() {
        var on = status("Normal", true, true, true, true, 0L);
        var rule = "9e6c4e1f-7d60-472f-ba1a-a39ef669e4b2";
        var good = preference(List.of("D:\\Data\\app.mdb"), List.of(".mdb"), List.of("C:\\Program Files\\App\\app.exe"),
                List.of(rule + " 1"), 1L);
        var cases = new ArrayList<CheckCase>();
        for (var check : List.of("defender-unwanted", "defender-network", "defender-cloud")) {
            cases.add(of(check, "PASS", on, good));
            cases.add(of(check, "LOW", on, preference(List.of(), List.of(), List.of(), List.of(), 0L)));
            cases.add(of(check, "?", on, preference(List.of(), List.of(), List.of(), List.of(), null)));
            cases.add(of(check, "?", on, denied(DefenderPreference.class)));
        }
        for (var path : List.of("C:\\", "c:", "C:\\*", "C:\\Windows\\Temp", "%TEMP%", "C:\\Users\\")) {
            cases.add(of("defender-exclusions", "MEDIUM", on, preference(List.of(path), List.of(), List.of(), List.of(), 1L)));
        }
        cases.add(of("defender-exclusions", "MEDIUM", on, preference(List.of(), List.of(".EXE"), List.of(), List.of(), 1L)));
        cases.add(of("defender-exclusions", "MEDIUM", on,
                preference(List.of(), List.of(), List.of("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"),
                        List.of(), 1L)));
        cases.add(of("defender-exclusions", "PASS", on, good));
        cases.add(of("defender-exclusions", "PASS", status("Passive Mode", true, true, true, true, 0L),
                preference(List.of("C:\\"), List.of(), List.of(), List.of(), 1L)));
        cases.add(of("defender-exclusions", "?", on, denied(DefenderPreference.class)));
        cases.add(of("defender-attack-surface", "PASS", on, good));
        cases.add(of("defender-attack-surface", "LOW", on, preference(List.of(), List.of(), List.of(), List.of(), 1L)));
        cases.add(
                of("defender-attack-surface", "LOW", on, preference(List.of(), List.of(), List.of(), List.of(rule + " 2"), 1L)));
        cases.add(of("defender-attack-surface", "?", on, denied(DefenderPreference.class)));
        return cases;
    }

    private static List<CheckCase> antivirus() {
        var off = status("Not running", false, false, false, false, null);
        var other = new ProtectionProduct("antivirus", "Other Scanner", true, true, null, null, null);
        var listed = new ProtectionProduct("antivirus", "Windows Defender", true, true, null, null, null);
        var agent = new InstalledAgent("Other EDR", InstalledAgent.Kind.ENDPOINT_PROTECTION, true, "service edr");
        var sensor = new InstalledAgent("Microsoft Defender for Endpoint", InstalledAgent.Kind.ENDPOINT_PROTECTION, true,
                "service Sense");
        return List.of(
                of("antivirus", "PASS", status("Normal", true, true, true, true, 0L), none(ProtectionProduct.class),
                        none(InstalledAgent.class)),
                of("antivirus", "PASS", off, other, none(InstalledAgent.class)),
                of("antivirus", "PASS", off, none(ProtectionProduct.class), agent),
                of("antivirus", "HIGH", off, listed, none(InstalledAgent.class)),
                of("antivirus", "HIGH", off, none(ProtectionProduct.class), sensor),
                of("antivirus", "HIGH", status("Passive Mode", true, false, false, false, 3L), none(ProtectionProduct.class),
                        none(InstalledAgent.class)),
                of("antivirus", "PASS", status(null, true, true, true, true, 3L), none(ProtectionProduct.class),
                        none(InstalledAgent.class)),
                of("antivirus", "HIGH", none(DefenderStatus.class), none(ProtectionProduct.class), none(InstalledAgent.class)),
                of("antivirus", "?", off, none(ProtectionProduct.class), denied(InstalledAgent.class)),
                of("antivirus", "?", denied(DefenderStatus.class), none(ProtectionProduct.class), none(InstalledAgent.class)));
    }

    private static FirewallProfile profile(String store, String name, @Nullable Boolean enabled, @Nullable String inbound) {
        return new FirewallProfile(store, name, enabled, inbound, null, null, null, null, null, null);
    }

    private static List<CheckCase> firewall() {
        var good = profile("local", "public", true, "block");
        var bad = profile("local", "public", false, "allow");
        var own = new ProtectionProduct("firewall", "Other Firewall", true, null, null, null, null);
        var cases = new ArrayList<CheckCase>();
        for (var check : List.of("firewall", "firewall-inbound")) {
            cases.add(of(check, "PASS", good, profile("local", "domain", null, null)));
            cases.add(of(check, "MEDIUM", good, bad));
            cases.add(of(check, "PASS", bad, profile("policy", "public", true, "block")));
            cases.add(of(check, "MEDIUM", bad, profile("policy", "public", null, null)));
            cases.add(of(check, "MEDIUM", good, profile("policy", "public", false, "allow")));
            cases.add(of(check, "PASS", bad, own));
            cases.add(of(check, "?", good, denied(FirewallProfile.class)));
            cases.add(of(check, "?", bad, denied(FirewallProfile.class)));
            cases.add(of(check, "MEDIUM", profile("policy", "public", false, "allow"), denied(FirewallProfile.class)));
            cases.add(of(check, "?", profile("policy", "public", true, "block")));
            cases.add(of(check, "?", none(FirewallProfile.class)));
        }
        return cases;
    }
}
