package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ProtectionProduct;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.DefenderPreference;
import org.tidewaiter.family.windows.data.DefenderStatus;

/** What protects the computer: products that the Security Center lists, and Microsoft Defender Antivirus. */
public final class Protection {

    /** Bits of productState, which vendors and administrators have found out; Microsoft documents WSC_SECURITY_PROVIDER's meanings only. */
    private static final long ON = 0x1000;
    private static final long OUTDATED = 0x10;

    private Protection() {
    }

    /** A row of AntiVirusProduct or FirewallProduct. */
    public static @Nullable ProtectionProduct product(CimRow row, String kind) {
        var name = Clean.text(row, "displayName");
        var state = Clean.number(row, "productState");
        return name == null ? null
                : new ProtectionProduct(kind, name, state == null ? null : Boolean.valueOf((state & ON) != 0),
                        state == null || kind.equals("firewall") ? null : Boolean.valueOf((state & OUTDATED) == 0),
                        Clean.first(row, "pathToSignedReportingExe", "pathToSignedProductExe"),
                        state == null ? null : "0x" + Long.toHexString(state),
                        null);
    }

    /** A row of MSFT_MpComputerStatus. */
    public static @Nullable DefenderStatus status(CimRow row) {
        if (Clean.flag(row, "AMServiceEnabled") == null) {
            return null;
        }
        var version = Clean.text(row, "AMProductVersion");
        return new DefenderStatus(Clean.text(row, "AMRunningMode"), Clean.flag(row, "AMServiceEnabled"),
                Clean.flag(row, "AntivirusEnabled"),
                Clean.flag(row, "RealTimeProtectionEnabled"), Clean.flag(row, "BehaviorMonitorEnabled"),
                Clean.flag(row, "IoavProtectionEnabled"), Clean.flag(row, "NISEnabled"), Clean.flag(row, "IsTamperProtected"),
                "0.0.0.0".equals(version) ? null : version, Clean.text(row, "AMEngineVersion"),
                Clean.text(row, "AntivirusSignatureVersion"),
                Clean.instant(row, "AntivirusSignatureLastUpdated"), age(row), Clean.instant(row, "QuickScanEndTime"),
                Clean.instant(row, "FullScanEndTime"));
    }

    /** The greatest number stands for never. */
    private static @Nullable Long age(CimRow row) {
        var age = Clean.number(row, "AntivirusSignatureAge");
        return age == null || age >= 65535 ? null : age;
    }

    /** A row of MSFT_MpPreference. Others than administrators read a sentence instead of the exclusions, which counts as none. */
    public static @Nullable DefenderPreference preference(CimRow row) {
        if (row.values().isEmpty()) {
            return null;
        }
        return new DefenderPreference(exclusions(row, "ExclusionPath"), exclusions(row, "ExclusionExtension"),
                exclusions(row, "ExclusionProcess"), rules(row), Clean.flag(row, "DisableRealtimeMonitoring"),
                Clean.flag(row, "DisableScriptScanning"), Clean.flag(row, "DisableArchiveScanning"),
                Clean.flag(row, "DisableEmailScanning"),
                Clean.number(row, "MAPSReporting"), Clean.number(row, "SubmitSamplesConsent"), Clean.number(row, "PUAProtection"),
                Clean.number(row, "EnableControlledFolderAccess"), Clean.number(row, "EnableNetworkProtection"));
    }

    private static List<String> exclusions(CimRow row, String name) {
        return Clean.texts(row, name).stream().filter(e -> !e.startsWith("N/A")).toList();
    }

    private static List<String> rules(CimRow row) {
        var ids = Clean.texts(row, "AttackSurfaceReductionRules_Ids");
        var actions = row.texts("AttackSurfaceReductionRules_Actions");
        var rules = new ArrayList<String>();
        for (var i = 0; i < ids.size(); i++) {
            rules.add(ids.get(i).toLowerCase(Locale.ROOT) + (i < actions.size() ? " " + actions.get(i) : ""));
        }
        return rules;
    }
}
