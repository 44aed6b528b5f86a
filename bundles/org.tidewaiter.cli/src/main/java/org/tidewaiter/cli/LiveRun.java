package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.AuditRun;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.RunOrder;
import org.tidewaiter.engine.RunOrder.Domain;
import org.tidewaiter.engine.RunOrder.Earlier;
import org.tidewaiter.engine.RunOrder.Met;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess.Community;
import org.tidewaiter.store.Engagement;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/**
 * A run on the network, from the command line to the engagement: a new one, or an interrupted one that is gone on with.
 *
 * @param network what was said on the command line
 * @param domain  of an audit or a readiness run, whose accounts are used; absent otherwise
 * @param judging of a readiness run; absent otherwise
 */
record LiveRun(Services services, Terminal console, CommonOptions common, NetworkOptions network, Purpose purpose,
        @Nullable DomainOptions domain, @Nullable ReadinessOptions judging) {

    /** A scan, which logs in nowhere. */
    static LiveRun scan(Services services, Terminal console, CommonOptions common, NetworkOptions network) {
        return new LiveRun(services, console, common, network, Purpose.SCAN, null, null);
    }

    /** What is to be done, once the engagement is open. */
    @FunctionalInterface
    interface Plan {
        RunOrder in(Engagement engagement) throws IOException, UserException;
    }

    /**
     * Reads the command line as far as that needs no engagement: what is wrong with it must not leave a file behind.
     *
     * @param limits with what the command itself has to say
     */
    Plan plan(List<String> targets, Limits limits) throws IOException, UserException {
        if (!network.isResume()) {
            var order = order(targets, network.exclude(), network.ports(), limits, null);
            return _ -> order;
        }
        if (!targets.isEmpty()) {
            throw new UserException(ExitStatus.USAGE, "--resume goes on with the targets of the interrupted run: name none");
        }
        if (!Files.exists(common.engagement())) {
            throw new UserException(ExitStatus.USAGE, common.engagement() + " is not there: there is nothing to go on with");
        }
        return engagement -> resumed(engagement, limits);
    }

    /** Runs. */
    RunResult run(Engagement engagement, Plan plan) throws IOException, UserException {
        return run(engagement, plan, Set.of());
    }

    /**
     * Runs.
     *
     * @param refused names of credentials that were refused just before
     */
    RunResult run(Engagement engagement, Plan plan, Set<String> refused) throws IOException, UserException {
        var order = plan.in(engagement);
        try (var progress = new Progress(console.err(), common, Terminal.isWatched())) {
            return new AuditRun(order, services.installed(), engagement.journal(), engagement.pins(), progress,
                    InstantSource.system()).run(refused);
        }
    }

    /** Whether the run was cancelled; then says so. */
    boolean wasCancelled(RunResult result) {
        if (!Thread.interrupted() && result.footer().ending() != Ended.CANCELLED) {
            return false;
        }
        console.err().println("tidewaiter: cancelled; what was read until then is stored in " + common.engagement()
                + ", and `tidewaiter " + command(purpose) + " --resume` goes on from there");
        return true;
    }

    private static String command(Purpose purpose) {
        return switch (purpose) {
            case AUDIT -> "audit";
            case SCAN -> "scan";
            case READINESS -> "readiness";
        };
    }

    private RunOrder resumed(Engagement engagement, Limits limits) throws IOException, UserException {
        try (var reader = engagement.reader()) {
            var run = reader.latestRun().orElseThrow(
                    () -> new UserException(ExitStatus.USAGE, common.engagement() + " holds no run to go on with"));
            var footer = run.footer();
            if (footer != null && footer.ending() == Ended.COMPLETE) {
                throw new UserException(ExitStatus.USAGE,
                        "the latest run in " + common.engagement() + " is complete: there is nothing"
                                + " to go on with");
            }
            if (run.header().purpose() != purpose) {
                throw new UserException(ExitStatus.USAGE,
                        "the interrupted run in " + common.engagement() + " is of another kind; go on"
                                + " with it by `tidewaiter "
                                + command(run.header().purpose())
                                + " --resume`");
            }
            return again(run, limits, new Earlier(run.id(), met(reader, run), footer == null ? List.of() : footer.notes()));
        }
    }

    private static List<Met> met(EngagementReader reader, StoredRun run) throws IOException {
        var met = new ArrayList<Met>();
        for (var visit : reader.visits(run)) {
            met.add(new Met(visit.address(), visit.root(), visit.macs(), reader.isCut(visit), reader.isRead(visit),
                    reader.count(visit),
                    reader.gaps(visit).size()));
        }
        return met;
    }

    private RunOrder again(StoredRun run, Limits limits, Earlier earlier) throws IOException, UserException {
        var header = run.header();
        var excluded = new ArrayList<>(header.excluded().stream().map(Prefix::toString).toList());
        excluded.addAll(network.exclude());
        var ports = network.ports().isEmpty() ? header.ports() : network.ports();
        return order(header.targets(), excluded, ports, limits, earlier);
    }

    private RunOrder order(List<String> targets, List<String> exclude, List<String> ports, Limits limits,
            @Nullable Earlier earlier) throws IOException, UserException {
        try {
            var parsed = Targets.parse(targets, exclude, network.isLargeMeant() || earlier != null, new SystemResolver());
            var asksNetwork = !parsed.ranges().isEmpty() || !parsed.names().isEmpty();
            var credentials = asksNetwork ? credentials() : List.<Credential> of();
            var judged = judging;
            return new RunOrder(purpose, parsed, services.ports(ports), credentials, limits, network.onlyTcp(),
                    asksNetwork ? network.nameServers(services.installed().links()) : List.of(),
                    asksNetwork ? domain(credentials) : null,
                    judged == null ? purpose == Purpose.AUDIT : judged.logsIn(), judged == null ? "" : judged.assumed(), earlier,
                    Services.software());
        } catch (TargetException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "cancelled before anything was asked");
        }
    }

    private @Nullable Domain domain(List<Credential> credentials) throws UserException, TargetException, InterruptedException {
        var said = domain;
        return said == null ? null : said.domain(credentials, new SystemResolver()).orElse(null);
    }

    /** Those that the user chose, or all. */
    List<Credential> credentials() throws IOException, UserException {
        var vault = services.vault();
        var known = vault.names();
        var chosen = new ArrayList<Credential>();
        for (var name : network.credentials().isEmpty() ? known : network.credentials()) {
            chosen.add(vault.find(name).orElseThrow(() -> new UserException(ExitStatus.USAGE,
                    "no credential is called " + name + "; there "
                            + (known.isEmpty() ? "are none: add one with `tidewaiter credentials add`"
                                    : "are: " + String.join(", ", known)))));
        }
        if (network.triesPublic()) {
            chosen.add(Credential.community("public (--try-public)", List.of(), new Secret("public".toCharArray()),
                    Community.ANY_VERSION));
        }
        return chosen;
    }
}
