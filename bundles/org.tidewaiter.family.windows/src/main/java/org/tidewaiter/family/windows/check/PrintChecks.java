package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.Map;

import org.tidewaiter.api.data.PrintQueue;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;

/** Printing, whose drivers run with the rights of the system. */
final class PrintChecks {

    private static final String DRIVERS = "KB5005652, Manage new Point and Print default driver installation behavior";
    /** RegisterSpoolerRemoteRpcEndPoint of the policy Allow Print Spooler to accept client connections. */
    private static final long SHUT = 2;
    /** Revisions of August 10, 2021, which let only administrators install drivers. */
    private static final Map<Long, Long> AUGUST_2021 = Map.of(14393L, 4583L, 17763L, 2114L, 18363L, 1734L, 19041L, 1165L, 19042L,
            1165L, 19043L, 1165L);
    private static final long NEVER_WITHOUT = 19044;

    private PrintChecks() {
    }

    static List<Check> all() {
        return List.of(
                RowCheck.of("spooler-domain-controller", "Print Spooler of domain controllers", Service.class)
                        .at(Scope.DOMAIN_CONTROLLER).unsafe(PrintChecks::spooler)
                        .says(row -> "service " + row.name() + " runs")
                        .finds(HIGH, "The Print Spooler runs on a domain controller",
                                "any account can make the domain controller log in elsewhere, and its flaws are flaws of the domain",
                                "Disable the service", "Microsoft: Domain controller: Print Spooler service security assessment",
                                "CVE-2021-34527"),
                RowCheck.of("spooler-server", "Print Spooler of servers", Service.class).at(Scope.SERVER)
                        .given(PrintChecks::neitherControllerNorPrints).unsafe(PrintChecks::spooler)
                        .says(row -> "service " + row.name() + " runs, and no printer is shared")
                        .finds(LOW, "The Print Spooler runs on a server that shares no printer",
                                "any account can make the server log in elsewhere",
                                "Disable the service, or its client connections",
                                "Policy Allow Print Spooler to accept client connections", "CVE-2021-34527"),
                SettingCheck
                        .of("print-drivers", "Who may install printer drivers",
                                "point-and-print.RestrictDriverInstallationToAdministrators")
                        .unsafe(v -> v == 0).unset(PrintChecks::drivers)
                        .finds(HIGH, "Any user may install printer drivers", "a driver runs with the rights of the system",
                                "Set RestrictDriverInstallationToAdministrators to 1, and install the updates", DRIVERS,
                                "CVE-2021-34481"),
                warning("print-install-warning", "Warning before drivers are installed", "NoWarningNoElevationOnInstall",
                        "Printer drivers are installed without a warning"),
                warning("print-update-warning", "Warning before drivers are updated", "UpdatePromptSettings",
                        "Printer drivers are updated without asking for elevation"));
    }

    private static Check warning(String id, String title, String value, String finding) {
        return SettingCheck.of(id, title, "point-and-print." + value).unsafe(v -> v != 0).unset(Default.safe())
                .finds(MEDIUM, finding, "a print server that somebody imitates brings its own drivers",
                        "Let Point and Print Restrictions show the warning and the elevation prompt",
                        "Policy Point and Print Restrictions",
                        "CVE-2021-34527");
    }

    private static Default drivers(Host host) {
        var build = host.build();
        if (build == null || build >= NEVER_WITHOUT) {
            return build == null ? Default.unknown("the build is not known, and the default hangs on it") : Default.safe();
        }
        var least = AUGUST_2021.get(build);
        var revision = host.revision();
        return least == null || revision == null ? Default.unknown("it hangs on whether the updates of August 2021 are installed")
                : revision >= least ? Default.safe()
                        : Default.unsafe("to let them, for the updates of August 2021 are missing (revision " + revision + ")");
    }

    private static Truth spooler(Service service) {
        return !service.name().equalsIgnoreCase("Spooler") ? Truth.NO
                : service.state() == null ? Truth.UNKNOWN : Truth.of(service.state() == Service.State.RUNNING);
    }

    private static Truth neitherControllerNorPrints(Facts facts) {
        var host = Host.of(facts);
        if (host.role() == Host.Role.DOMAIN_CONTROLLER) {
            return Truth.NO;
        }
        var shut = SettingCheck.where(v -> v == SHUT, Truth.NO, "print.RegisterSpoolerRemoteRpcEndPoint").apply(host.settings());
        var shares = facts.of(PrintQueue.class).stream().anyMatch(row -> Boolean.TRUE.equals(row.item().shared()));
        if (shut == Truth.YES || shares) {
            return Truth.NO;
        }
        return shut == Truth.UNKNOWN || !facts.spokenOf(PrintQueue.class) || facts.gap(PrintQueue.class).isPresent()
                ? Truth.UNKNOWN
                : Truth.YES;
    }
}
