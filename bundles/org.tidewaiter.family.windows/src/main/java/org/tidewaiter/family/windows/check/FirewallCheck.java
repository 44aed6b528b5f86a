package org.tidewaiter.family.windows.check;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ProtectionProduct;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.FirewallProfile;

/**
 * One value of the firewall in each kind of network: a policy goes before the computer's own. A firewall of others that works takes its place.
 *
 * @param value  the value as a word; absent where it is not set, which leaves the firewall on and shut
 * @param unsafe the word that should not be there
 * @param says   begins the reason, before the profiles
 */
record FirewallCheck(String id, String title, Function<FirewallProfile, @Nullable String> value, String unsafe, Severity severity,
        String finding, String says, String why, String remedy, List<String> references) implements Check {

    static List<Check> all() {
        return List.of(
                new FirewallCheck("windows-firewall", "The firewall",
                        FirewallCheck::enabled, "false", Severity.MEDIUM,
                        "The firewall is off", "EnableFirewall is 0 for ",
                        "whatever listens may be reached by anybody in such a network",
                        "Turn the firewall on for each kind of network", List.of("Microsoft: Windows Firewall overview")),
                new FirewallCheck("windows-firewall-inbound", "What the firewall lets in", FirewallProfile::inbound, "allow",
                        Severity.MEDIUM, "The firewall lets in what no rule speaks of", "DefaultInboundAction is allow for ",
                        "whatever listens may be reached by anybody in such a network",
                        "Set the default for inbound connections to block", List.of("Microsoft: Windows Firewall overview")));
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(FirewallProfile.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var another = facts.of(ProtectionProduct.class).stream()
                .anyMatch(row -> row.item().kind().equals("firewall") && Boolean.TRUE.equals(row.item().enabled()));
        if (another) {
            return new CheckResult.Passed();
        }
        var profiles = facts.of(FirewallProfile.class);
        var bad = profiles.stream()
                .filter(row -> unsafe.equals(value.apply(row.item())) && !isOverruled(row.item(), profiles)).toList();
        if (bad.isEmpty()) {
            return CheckResult.of(List.of(), facts, FirewallProfile.class);
        }
        return new CheckResult.Found(List.of(new Finding(id, severity, finding,
                says + Words.list(bad.stream()
                        .map(row -> "the profile " + row.item().profile() + " (" + row.item().store() + ")").toList()) + ": "
                        + why,
                remedy, references, bad.stream().map(Row::statement).toList())));
    }

    private static @Nullable String enabled(FirewallProfile profile) {
        return profile.enabled() instanceof Boolean on ? on.toString() : null;
    }

    private boolean isOverruled(FirewallProfile profile, List<Row<FirewallProfile>> all) {
        return profile.store().equals("local") && all.stream().map(Row::item).anyMatch(
                other -> other.store().equals("policy") && other.profile().equals(profile.profile())
                        && value.apply(other) != null);
    }
}
