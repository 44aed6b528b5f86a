package org.tidewaiter.family.unix.check;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/** Who but root is root: the kernel knows the number alone. */
public final class SuperuserCheck implements Check {

    @Override
    public String id() {
        return "unix-second-superuser";
    }

    @Override
    public String title() {
        return "Accounts with user id 0";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(UserAccount.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var others = facts.of(UserAccount.class).stream()
                .filter(row -> "0".equals(row.item().id()) && !row.item().name().equals("root")).toList();
        var names = others.stream().map(row -> row.item().name()).distinct().toList();
        var findings = others.isEmpty() ? List.<Finding> of()
                : List.of(new Finding(id(), Severity.HIGH, "Another account than root has user id 0",
                        Named.account(names.size()) + Named.list(names) + (names.size() == 1 ? " has" : " have")
                                + " user id 0 and so all of root's rights",
                        "Give the account a user id of its own, or remove it; grant single rights by sudo",
                        List.of("capabilities(7)", "passwd(5)"), others.stream().map(Facts.Row::statement).toList()));
        return CheckResult.ofRows(findings, facts, UserAccount.class);
    }
}
