package org.tidewaiter.family.unix.check;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/** How passwords are hashed: crypt(5) says of two methods that a stolen hash is guessed quickly. */
public final class PasswordHashCheck implements Check {

    private static final Set<String> WEAK = Set.of("descrypt", "md5crypt");

    @Override
    public String id() {
        return "unix-weak-password-hash";
    }

    @Override
    public String title() {
        return "How passwords are hashed";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(UserAccount.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var usable = facts.of(UserAccount.class).stream().filter(row -> row.item().password() == PasswordState.SET).toList();
        var weak = usable.stream().filter(PasswordHashCheck::isWeak).toList();
        var findings = weak.isEmpty() ? List.<Finding> of()
                : List.of(new Finding(id(), Severity.MEDIUM, "Passwords are hashed by a method that is guessed quickly",
                        Named.list(
                                weak.stream().map(row -> row.item().name() + " by " + row.item().passwordAlgorithm()).toList()),
                        "Set the method to yescrypt or sha512crypt (ENCRYPT_METHOD, pam_unix), and have these passwords set anew",
                        List.of("crypt(5)", "login.defs(5)"), weak.stream().map(Row::statement).toList()));
        var untold = usable.stream().filter(row -> row.item().passwordAlgorithm() == null).count();
        var result = CheckResult.of(findings, facts, UserAccount.class);
        return result instanceof CheckResult.Passed && untold > 0
                ? CheckResult.missing(UserAccount.class, "of " + untold + " passwords the method is not known")
                : result;
    }

    private static boolean isWeak(Row<UserAccount> row) {
        return row.item().passwordAlgorithm() instanceof String method && WEAK.contains(method);
    }
}
