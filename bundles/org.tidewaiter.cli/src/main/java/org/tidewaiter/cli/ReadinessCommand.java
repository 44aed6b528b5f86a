package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.report.readiness.ReadinessOverview;
import org.tidewaiter.report.readiness.RequestPlan;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter readiness}: what of a network can be audited now, what not, why, and what to ask for. */
@Command(name = "readiness", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Tells for each device whether it can be audited from here, what stands in the way, what is lost, and what to do.",
    "Reads nothing: it asks ports, and tries the login of each credential once." })
final class ReadinessCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "Address, CIDR block, range (192.0.2.10-20), host name, or @file with one of these a line.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private DomainOptions domain = new DomainOptions();

    @Mixin
    private ReadinessOptions judging = new ReadinessOptions();

    @Option(names = "--format", paramLabel = "text|json", description = "What to print at the end (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the HTML, JSON and CSV reports into this folder.")
    private @Nullable Path reports;

    @Option(names = "--firewall-request", paramLabel = "DIR", description = "Write what to ask the firewall team for into this folder: sheets, and commands that open and close.")
    private @Nullable Path request;

    @Option(names = "--source", paramLabel = "ADDRESS", description = "The address of this machine as the firewalls see it (default: the one that it sends from).")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--until", paramLabel = "YYYY-MM-DD", description = "Until when the openings are needed (default: two weeks from now).")
    private @Nullable LocalDate until;

    @Option(names = "--recheck", paramLabel = "DIR", description = "Ask again what a firewall request of this folder was about: what has opened, what has not, what is shut again.")
    private @Nullable Path recheck;

    @Option(names = "--expect", paramLabel = "open|shut", description = "What a recheck should see; otherwise it fails (default: ${DEFAULT-VALUE}; shut after the clean-up).")
    private Recheck.Expectation expected = Recheck.Expectation.open;

    @Option(names = "--compare", description = "Tell what changed between the engagement's two latest readiness runs; asks nobody.")
    private boolean compare;

    ReadinessCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (compare) {
            return new ReadinessComparison(console.out()).print(common.engagement());
        }
        if (recheck instanceof Path folder) {
            return recheck(folder);
        }
        if (targets.isEmpty() && !network.isResume()) {
            throw new UserException(ExitStatus.USAGE,
                    "name what is to be checked: an address, a block such as 192.0.2.0/24, a range, a host or @file");
        }
        var families = services.families().stream().map(DeviceFamily::id).toList();
        if (!judging.assumed().isEmpty() && !families.contains(judging.assumed())) {
            throw new UserException(ExitStatus.USAGE,
                    "no family is called " + judging.assumed() + "; there are " + String.join(", ", families));
        }
        try (var _ = new Cancellation()) {
            return check();
        }
    }

    private int recheck(Path folder) throws IOException, UserException {
        try (var _ = new Cancellation()) {
            var live = new LiveRun(services, console, common, network, Purpose.READINESS, domain, judging);
            return new Recheck(services, console, network, live.credentials()).run(folder, expected);
        }
    }

    private int check() throws IOException, UserException {
        var live = new LiveRun(services, console, common, network, Purpose.READINESS, domain, judging);
        var plan = live.plan(targets, network.limits());
        try (var engagement = common.open(Access.READ_WRITE)) {
            var result = live.run(engagement, plan);
            if (live.wasCancelled(result)) {
                return ExitStatus.CANCELLED;
            }
            publish(engagement, result);
            return result.devices() == 0 ? ExitStatus.NOTHING_AUDITED : ExitStatus.COMPLETE;
        }
    }

    private void publish(Engagement engagement, RunResult result) throws IOException, UserException {
        try (var reader = engagement.reader()) {
            var run = reader.latestRun().orElseThrow();
            var publication = new Publication(reader, run);
            var written = reports == null ? null : publication.everything(reports);
            var overview = ReadinessOverview.of(reader, run);
            var asked = RequestPlan.of(overview);
            var folder = request;
            var sheet = folder == null ? null
                    : new RequestFolder(services.installed().links(), sources, until).write(folder, run, overview, asked);
            switch (format) {
                case json -> publication.json(console.out());
                case text -> new ReadinessSummary(reader, run, overview, asked).print(console.out(), common.engagement(), written,
                        sheet, result);
            }
        }
    }
}
