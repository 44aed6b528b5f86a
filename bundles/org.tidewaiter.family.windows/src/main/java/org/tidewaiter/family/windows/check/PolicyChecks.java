package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;

import java.util.List;

import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.directory.PolicySecret;

/** Group policies as their files have them. */
final class PolicyChecks {

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

    private static String words(PolicySecret secret) {
        var named = secret.user() == null ? secret.name() : secret.user();
        return secret.kind() + (named == null ? "" : " " + named) + " in policy {" + secret.policy() + "}, " + secret.file();
    }
}
