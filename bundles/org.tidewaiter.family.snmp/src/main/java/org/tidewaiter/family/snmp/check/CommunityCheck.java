package org.tidewaiter.family.snmp.check;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.snmp.SnmpItems.Access;

/** Whether the agent takes communities. It cannot pass: an agent drops a wrong community in silence (RFC 1157 section 4.1), so silence proves nothing. */
public final class CommunityCheck implements Check {

    @Override
    public String id() {
        return "snmp-community-access";
    }

    @Override
    public String title() {
        return "SNMP by communities";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(Access.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var answered = facts.of(Access.class).stream().filter(row -> !row.item().version().equals("3")).toList();
        if (answered.isEmpty()) {
            return facts.gap(Access.class).<CheckResult> map(CheckResult.NotJudged::new)
                    .orElseGet(() -> CheckResult.missing(Access.class,
                            "no community was taken; whether another one would be is not known"));
        }
        var versions = answered.stream().map(row -> "SNMPv" + row.item().version()).distinct().sorted().toList();
        return new CheckResult.Found(List.of(new Finding(id(), Severity.MEDIUM,
                "SNMP is answered by community: the community and all values pass in clear",
                String.join(" and ", versions) + " answered a community",
                "Use SNMPv3 with authentication and privacy, and switch versions 1 and 2c off",
                List.of("RFC 3410", "RFC 3414 section 1.1"), answered.stream().map(Row::statement).toList())));
    }
}
