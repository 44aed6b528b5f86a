package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.function.LongPredicate;

import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.EffectivePolicy;
import org.tidewaiter.family.windows.data.directory.PolicySecret;

/** Group policies as their files have them, and the policy that a computer goes by. */
final class PolicyChecks {

    private static final long LEAST_LENGTH = 8;

    private PolicyChecks() {
    }

    static List<Check> all() {
        return List.of(RowCheck.of("policy-secret", "Passwords in group policies", PolicySecret.class)
                .unsafe(s -> Truth.of(s.password())).says(PolicyChecks::words)
                .finds(HIGH, "A group policy holds a password",
                        "everybody who has an account in the domain reads the file, and the key to it is published",
                        "Delete the preference, and change the password wherever it was used: updates only stop new ones from being made",
                        "Microsoft: MS14-025", "[MS-GPPREF] 2.2.1.1.4"));
    }

    /** Of the computer's own accounts; those of the domain have the domain's. */
    static List<Check> accounts() {
        return List.of(
                policy("password-length", "Length of passwords", "MinimumPasswordLength", v -> v < LEAST_LENGTH).finds(LOW,
                        "Short passwords are allowed", "they are guessed, or found from their hashes, in no time",
                        "Set Minimum password length to 14", "NIST SP 800-63B section 5.1.1.1",
                        "Microsoft: Minimum password length"),
                policy("account-lockout", "Lockout of accounts", "LockoutBadCount", v -> v == 0).finds(LOW,
                        "Passwords may be tried without end", "no account is ever locked",
                        "Set Account lockout threshold to 10, and Allow Administrator account lockout",
                        "Microsoft: Account lockout threshold"),
                policy("reversible-passwords", "Storage of passwords", "ClearTextPassword", v -> v != 0).finds(MEDIUM,
                        "Passwords are stored so that they can be read", "who has the system's keys has everybody's password",
                        "Disable Store passwords using reversible encryption, and have passwords changed",
                        "Microsoft: Store passwords using reversible encryption"));
    }

    private static RowCheck.Draft<EffectivePolicy> policy(String id, String title, String name, LongPredicate unsafe) {
        return RowCheck.of(id, title, EffectivePolicy.class)
                .given(facts -> facts.of(EffectivePolicy.class).stream().anyMatch(r -> r.item().name().equals(name)) ? Truth.YES
                        : Truth.UNKNOWN)
                .unsafe(row -> !row.name().equals(name) ? Truth.NO
                        : row.values().isEmpty() ? Truth.UNKNOWN : SettingCheck.when(unsafe).apply(row.values().getFirst()))
                .rowsSuffice().says(row -> row.name() + " is " + String.join(", ", row.values()));
    }

    private static String words(PolicySecret secret) {
        var named = secret.user() == null ? secret.name() : secret.user();
        return secret.kind() + (named == null ? "" : " " + named) + " in policy {" + secret.policy() + "}, " + secret.file();
    }
}
