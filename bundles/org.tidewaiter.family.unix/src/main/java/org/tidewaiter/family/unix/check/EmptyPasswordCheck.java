package org.tidewaiter.family.unix.check;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/** Which accounts ask for no password. */
public final class EmptyPasswordCheck implements Check {

    @Override
    public String id() {
        return "unix-empty-password";
    }

    @Override
    public String title() {
        return "Accounts without a password";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(UserAccount.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var accounts = facts.of(UserAccount.class);
        var empty = accounts.stream().filter(row -> row.item().password() == PasswordState.EMPTY).toList();
        var names = empty.stream().map(row -> row.item().name()).distinct().toList();
        var findings = empty.isEmpty() ? List.<Finding> of()
                : List.of(new Finding(id(), Severity.HIGH, "An account asks for no password",
                        Named.account(names.size()) + Named.list(names) + (names.size() == 1 ? " has" : " have")
                                + " an empty password field",
                        "Set a password (passwd NAME), or lock the account (passwd -l NAME)", List.of("shadow(5)", "passwd(1)"),
                        empty.stream().map(Facts.Row::statement).toList()));
        var untold = accounts.stream().filter(row -> row.item().password() == null).count();
        var result = CheckResult.of(findings, facts, UserAccount.class);
        return result instanceof CheckResult.Passed && untold > 0
                ? CheckResult.missing(UserAccount.class, "the shadow file says nothing of " + untold + " of " + accounts.size()
                        + " accounts")
                : result;
    }
}
