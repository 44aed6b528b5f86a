package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.report.findings.FindingsOverview;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter audit}: recognise, audit, store, report. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false, description = "Recognises and audits devices, and stores what was read, with the evidence, in an engagement file.")
final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "Address, CIDR block, range (192.0.2.10-20), host name, @file with one of these a line, or local: this machine.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private DomainOptions domain = new DomainOptions();

    @Option(names = "--login-timeout", paramLabel = "SECONDS", description = "How long a login may take (default: ${DEFAULT-VALUE}).")
    private int loginSeconds = (int) Limits.DEFAULT.loginTimeout().toSeconds();

    @Option(names = "--login-refusals", paramLabel = "N", description = "How often a password may be refused before it is not sent again in this run (default: ${DEFAULT-VALUE}).")
    private int refusals = Limits.DEFAULT.refusalsAllowed();

    @Option(names = "--login-on-hint", description = "Log in, too, where a hint is all that tells what the device is, such as an SSH server that hides its make.")
    private boolean loginOnHint;

    @Option(names = "--trust-new-key", paramLabel = "ADDRESS", description = "Forget the host key that is pinned for this address. Repeatable.")
    private List<String> trustNewKey = new ArrayList<>();

    @Option(names = "--max-gaps", paramLabel = "N", description = "End with status 1 when more gaps than this remain (default: any number is fine).")
    private @Nullable Long maxGaps;

    @Option(names = "--fail-on", paramLabel = "SEVERITY", description = "End with status 5 when a finding is so bad, or worse: info, low, medium, high or critical (default: findings end with 0).")
    private @Nullable Severity failOn;

    @Option(names = "--format", paramLabel = "text|json", description = "What to print at the end (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--prepare", paramLabel = "NAME", description = {
        "Where a device cannot be audited as it is, change its settings so that it can, with this credential: for Windows, enable PowerShell Remoting.",
        "Each change is written down before it is made; `tidewaiter undo` takes all of them back." })
    private @Nullable String prepare;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the HTML, JSON and CSV reports into this folder (default: one HTML page beside the engagement file).")
    private @Nullable Path reports;

    @Option(names = "--no-report", description = "Write no report.")
    private boolean noReport;

    AuditCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (targets.isEmpty() && !network.isResume()) {
            throw new ParameterException(spec.commandLine(),
                    "no target: name an address, a block such as 192.0.2.0/24, a range, a host,"
                            + " @file or local");
        }
        try (var _ = new Cancellation()) {
            return audit();
        }
    }

    private int audit() throws IOException, UserException {
        var live = new LiveRun(services, console, common, network, Purpose.AUDIT, domain, null);
        var limits = network.limits().logins(Duration.ofSeconds(CommonOptions.positive("--login-timeout", loginSeconds)),
                CommonOptions.positive("--login-refusals", refusals), loginOnHint);
        var plan = live.plan(targets, limits);
        var preparer = preparer();
        try (var engagement = common.open(Access.READ_WRITE)) {
            for (var address : trustNewKey) {
                engagement.forgetPin(address);
            }
            var refused = preparer.isEmpty() ? Set.<String> of() : prepare(plan, engagement, preparer.get());
            var result = live.run(engagement, plan, refused);
            if (live.wasCancelled(result)) {
                return ExitStatus.CANCELLED;
            }
            var reader = engagement.reader();
            var run = reader.latestRun().orElseThrow();
            publish(reader, run);
            return status(result, FindingsOverview.of(reader, run));
        }
    }

    /** The login for changes, where the user wants any. */
    private Optional<Credential> preparer() throws IOException, UserException {
        var name = prepare;
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(services.vault().find(name).orElseThrow(() -> new UserException(ExitStatus.USAGE,
                "--prepare: no credential is called " + name + "; see `tidewaiter credentials list`")));
    }

    /** Names of the credentials that were refused meanwhile. */
    private Set<String> prepare(LiveRun.Plan plan, Engagement engagement, Credential credential)
            throws IOException, UserException {
        var outcome = new PreparedRun(services, console, common).prepare(plan.in(engagement), engagement, credential);
        console.err().println("prepared: " + outcome.words(common.engagement()));
        return outcome.refused();
    }

    private void publish(EngagementReader reader, StoredRun run) throws IOException {
        var publication = new Publication(reader, run);
        var written = noReport ? null
                : reports == null ? publication.pageBeside(common.engagement()) : publication.everything(reports);
        switch (format) {
            case json -> publication.json(console.out());
            case text -> new RunSummary(reader, run).print(console.out(), common.engagement(), written);
        }
    }

    private static String whyNothing(RunResult result) {
        if (result.devices() == 0) {
            return "no device answered; check the targets, and the way to them from here";
        }
        return result.gaps() > 0 ? "no device let us in; the gaps say why"
                : result.devices()
                        + " answered, and none showed more than a hint of what it is, so no login was tried; if the service is on another port,"
                        + " see --port, and to log in all the same, --login-on-hint";
    }

    private int status(RunResult result, FindingsOverview findings) {
        if (result.audited() == 0) {
            if (common.isQuiet()) {
                result.footer().notes().forEach(note -> console.err().println("note: " + Printable.line(note)));
            }
            console.err().println("tidewaiter: nothing was audited: " + whyNothing(result));
            return ExitStatus.NOTHING_AUDITED;
        }
        if (maxGaps instanceof Long most && result.gaps() > most) {
            console.err().println("tidewaiter: " + result.gaps() + " gaps, more than --max-gaps " + most);
            return ExitStatus.TOO_MANY_GAPS;
        }
        if (failOn instanceof Severity least && findings.countFrom(least) > 0) {
            var count = findings.countFrom(least);
            console.err()
                    .println("tidewaiter: " + count + (count == 1 ? " finding is" : " findings are") + " as bad as --fail-on "
                            + least.name().toLowerCase(Locale.ROOT) + ", or worse");
            return ExitStatus.FINDINGS;
        }
        return ExitStatus.COMPLETE;
    }
}
