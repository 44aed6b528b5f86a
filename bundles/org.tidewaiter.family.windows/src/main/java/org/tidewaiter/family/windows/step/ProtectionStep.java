package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.data.ProtectionProduct;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.DefenderPreference;
import org.tidewaiter.family.windows.data.DefenderStatus;
import org.tidewaiter.family.windows.parse.Protection;

/** Endpoint protection. Servers have no Security Center; further products are told by their services, see {@link AgentStep}. */
public final class ProtectionStep implements TableStep {

    private static final String CENTER = "root/SecurityCenter2";
    private static final String DEFENDER = "root/Microsoft/Windows/Defender";

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(
                    CimQuery.of("antivirus-products", "AntiVirusProduct", "displayName", "productState", "pathToSignedProductExe",
                            "pathToSignedReportingExe", "timestamp").in(CENTER),
                    ProtectionProduct.class, "the Security Center lists no virus scanner",
                    row -> Protection.product(row, "antivirus")),
            new Reading<>(
                    CimQuery.of("firewall-products", "FirewallProduct", "displayName", "productState", "pathToSignedProductExe",
                            "pathToSignedReportingExe", "timestamp").in(CENTER),
                    ProtectionProduct.class, "the Security Center lists no firewall of others",
                    row -> Protection.product(row, "firewall")),
            new Reading<>(
                    defender("defender-status", "MSFT_MpComputerStatus", "AMServiceEnabled", "AMRunningMode", "AMProductVersion",
                            "AMEngineVersion", "AntivirusEnabled", "AntivirusSignatureVersion", "AntivirusSignatureLastUpdated",
                            "AntivirusSignatureAge", "RealTimeProtectionEnabled", "BehaviorMonitorEnabled",
                            "IoavProtectionEnabled", "NISEnabled", "IsTamperProtected", "QuickScanEndTime", "FullScanEndTime"),
                    DefenderStatus.class, "Defender does not run", Protection::status),
            new Reading<>(
                    defender("defender-preferences", "MSFT_MpPreference", "ExclusionPath", "ExclusionExtension",
                            "ExclusionProcess", "AttackSurfaceReductionRules_Ids", "AttackSurfaceReductionRules_Actions",
                            "DisableRealtimeMonitoring", "DisableScriptScanning", "DisableArchiveScanning",
                            "DisableEmailScanning", "MAPSReporting", "SubmitSamplesConsent", "PUAProtection",
                            "EnableControlledFolderAccess", "EnableNetworkProtection"),
                    DefenderPreference.class, "Defender does not run", Protection::preference));

    /** A script, since which properties the class has depends on the age of Defender's platform, and a query for one that it lacks fails. */
    private static PowerShellScript defender(String id, String className, String... properties) {
        return PowerShellScript.of(id, "Get-CimInstance -Namespace " + DEFENDER + " -ClassName " + className
                + " -OperationTimeoutSec 30 | Select-Object '" + String.join("', '", properties) + "'")
                .within(Duration.ofSeconds(30));
    }

    @Override
    public String id() {
        return "protection";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
