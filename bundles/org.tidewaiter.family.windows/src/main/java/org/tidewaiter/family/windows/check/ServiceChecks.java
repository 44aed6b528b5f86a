package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.ServicePermission;
import org.tidewaiter.family.windows.data.ServiceProgram;

/** What an ordinary user may make of services, shares and files of the setup. */
final class ServiceChecks {

    /**
     * Everyone, Anonymous, Network, Interactive, Authenticated Users, Users, Guests, application packages, and a domain's users, guests and
     * computers: [MS-DTYP] 2.4.2.4.
     */
    private static final Pattern EVERY_USER = Pattern.compile(
            "S-1-1-0|S-1-5-(?:2|4|7|11|32-545|32-546)|S-1-15-2-1|S-1-5-21-[0-9]+-[0-9]+-[0-9]+-(?:513|514|515)");
    /** Who has one of them makes the service start what he likes. */
    private static final Set<String> CHANGING = Set.of("full", "change-config", "write-dac", "write-owner", "generic-write");

    private ServiceChecks() {
    }

    static List<Check> all() {
        return List.of(
                RowCheck.of("unquoted-service-path", "Programs of services", ServiceProgram.class)
                        .unsafe(row -> Truth.of(row.unquoted()))
                        .says(row -> "service " + row.service() + " starts "
                                + (row.program() == null ? "its program" : row.program())
                                + " without quotes")
                        .finds(MEDIUM, "The path of a service has blanks and no quotes",
                                "whoever may write to a folder on the way has his program started with the rights of the service",
                                "Put the path in ImagePath into quotes", "CWE-428"),
                RowCheck.of("service-permission", "Rights to services", ServicePermission.class)
                        .unsafeIn(ServiceChecks::isOpen)
                        .says(row -> (row.name() == null ? row.trustee() : row.name()) + " may do "
                                + String.join(", ", row.rights())
                                + " with " + row.service())
                        .finds(HIGH, "Users may change a service",
                                "whoever has an account has his program started with the rights of the service",
                                "Take the rights away from them: sc.exe sdset", "CWE-732", "[MS-SCMR] 3.1.4"),
                new WritableShareCheck(),
                RowCheck.of("answer-file", "Answer files of the setup", HardeningSetting.class)
                        .unsafe(row -> Truth.of(row.name().equals("setup.unattend") && row.value() instanceof String value
                                && Settings.number(value).orElse(0) != 0))
                        .says(row -> row.source() + " is there")
                        .finds(LOW, "An answer file of the setup was left behind",
                                "it may hold passwords, and where every user may read it they are known", "Delete the file",
                                "Microsoft: Windows Setup automation overview"));
    }

    /** Where the same are denied as well, it hangs on the order. */
    private static Truth isOpen(ServicePermission row, Facts facts) {
        if (!row.access().equals("allow") || !EVERY_USER.matcher(row.trustee()).matches()
                || row.rights().stream().noneMatch(CHANGING::contains)) {
            return Truth.NO;
        }
        var isDenied = facts.of(ServicePermission.class).stream().map(Facts.Row::item)
                .anyMatch(
                        p -> p.service().equals(row.service()) && p.trustee().equals(row.trustee()) && p.access().equals("deny"));
        return isDenied ? Truth.UNKNOWN : Truth.YES;
    }
}
