package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.tidewaiter.api.data.FirewallRule;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.FirewallProfile;
import org.tidewaiter.family.windows.parse.FirewallRules;
import org.tidewaiter.family.windows.parse.RegistryKeys;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Profiles and all rules of the Windows firewall. */
public final class FirewallStep implements RemotingStep {

    private static final CimQuery PROFILES = CimQuery
            .of("firewall-profiles", "MSFT_NetFirewallProfile", "InstanceID", "Enabled", "DefaultInboundAction",
                    "DefaultOutboundAction", "AllowInboundRules", "AllowLocalFirewallRules", "LogBlocked", "LogAllowed",
                    "LogFileName")
            .in("root/StandardCimv2");

    private static final PowerShellScript POLICY = Scripts.registry("firewall-policy", Stream
            .of("DomainProfile", "StandardProfile", "PrivateProfile", "PublicProfile")
            .map(p -> "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\" + p)
            .flatMap(p -> Stream.of(
                    Key.of(p, "EnableFirewall", "DefaultInboundAction", "DefaultOutboundAction", "DoNotAllowExceptions",
                            "AllowLocalPolicyMerge"),
                    Key.of(p + "\\Logging", "LogDroppedPackets", "LogSuccessfulConnections", "LogFilePath")))
            .toArray(Key[]::new));

    /** All rules in milliseconds: the cmdlets ask several filters for each of hundreds of rules, and take minutes. */
    private static final PowerShellScript RULES = PowerShellScript.of("firewall-rules",
            "$f = 'SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';\n"
                    + "foreach ($k in \"local|$f\\FirewallRules\", \"app|$f\\RestrictedServices\\AppIso\\FirewallRules\","
                    + " 'policy|SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules') {\n"
                    + "$s, $p = $k -split '\\|'; if (Test-Path -LiteralPath \"HKLM:\\$p\") {\n"
                    + "$o = Get-ItemProperty -LiteralPath \"HKLM:\\$p\"; (Get-Item -LiteralPath \"HKLM:\\$p\").Property"
                    + " | ForEach-Object { @{ store = $s; id = $_; rule = $o.$_ } } } }")
            .within(Duration.ofSeconds(30));

    @Override
    public String id() {
        return "firewall";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(FirewallProfile.class, FirewallRule.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PROFILES, POLICY, RULES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(80);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var profiles = session.query(PROFILES);
        var policy = session.run(POLICY);
        var keys = new RegistryKeys(policy.rows());
        var found = Reading.state(sink, profiles, FirewallProfile.class, FirewallRules::profile)
                + Reading.state(sink, policy, FirewallProfile.class, row -> FirewallRules.policy(row, keys));
        Reading.settle(sink, profiles, FirewallProfile.class, found > 0 || policy.shortfall() != null,
                "the firewall has no profile");
        new Reading<>(RULES, FirewallRule.class, "the firewall has no rule", FirewallRules::rule).state(session, sink);
    }
}
