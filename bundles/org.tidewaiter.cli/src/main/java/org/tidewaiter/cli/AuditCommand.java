package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.AuditRun;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.RunOrder;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter audit}: recognise, audit, store, report. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false, description = "Recognises and audits devices, and stores what was read, with the evidence, in an engagement file.")
final class AuditCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "Address, CIDR block, range (192.0.2.10-20), host name, @file with one of these a line, or local: this machine.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--exclude", paramLabel = "TARGET", description = "Never touch this address, block, range or host. Repeatable.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--credential", paramLabel = "NAME", description = "Use only this stored credential. Repeatable, tried in this order (default: all that cover the address, by name).")
    private List<String> credentialNames = new ArrayList<>();

    @Option(names = "--port", paramLabel = "SERVICE=PORT", description = "Ask a service on another port: ssh=2222. Repeatable.")
    private List<String> ports = new ArrayList<>();

    @Option(names = "--parallel", paramLabel = "N", description = "Devices at once (default: ${DEFAULT-VALUE}).")
    private int parallel = Limits.DEFAULT.hostsAtOnce();

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "How long to wait for a connection (default: ${DEFAULT-VALUE}).")
    private int connectSeconds = (int) Limits.DEFAULT.connectTimeout().toSeconds();

    @Option(names = "--login-timeout", paramLabel = "SECONDS", description = "How long a login may take (default: ${DEFAULT-VALUE}).")
    private int loginSeconds = (int) Limits.DEFAULT.loginTimeout().toSeconds();

    @Option(names = "--login-refusals", paramLabel = "N", description = "How often a password may be refused before it is not sent again in this run (default: ${DEFAULT-VALUE}).")
    private int refusals = Limits.DEFAULT.refusalsAllowed();

    @Option(names = "--login-on-hint", description = "Log in, too, where a hint is all that tells what the device is, such as an SSH server that hides its make.")
    private boolean loginOnHint;

    @Option(names = "--trust-new-key", paramLabel = "ADDRESS", description = "Forget the host key that is pinned for this address. Repeatable.")
    private List<String> trustNewKey = new ArrayList<>();

    @Option(names = "--yes-large", description = "Yes, more than 65,536 addresses are meant.")
    private boolean yesLarge;

    @Option(names = "--max-gaps", paramLabel = "N", description = "End with status 1 when more gaps than this remain (default: any number is fine).")
    private @Nullable Long maxGaps;

    @Option(names = "--format", paramLabel = "text|json", description = "What to print at the end (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

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
        try (var _ = new Cancellation()) {
            return audit();
        }
    }

    private int audit() throws IOException, UserException {
        var order = order();
        try (var engagement = common.open(Access.READ_WRITE)) {
            for (var address : trustNewKey) {
                engagement.forgetPin(address);
            }
            RunResult result;
            try (var progress = new Progress(console.err(), common, Terminal.isWatched())) {
                result = new AuditRun(order, services.installed(), engagement.journal(), engagement.pins(), progress,
                        InstantSource.system()).run();
            }
            var cancelled = Thread.interrupted() || result.footer().ending() == Ended.CANCELLED;
            if (cancelled) {
                console.err().println("tidewaiter: cancelled; what was read until then is stored in " + common.engagement());
                return ExitStatus.CANCELLED;
            }
            publish(engagement);
            return status(result);
        }
    }

    private RunOrder order() throws IOException, UserException {
        var limits = new Limits(CommonOptions.positive("--parallel", parallel), Limits.DEFAULT.probesPerHost(),
                Duration.ofSeconds(CommonOptions.positive("--connect-timeout", connectSeconds)),
                Duration.ofSeconds(CommonOptions.positive("--login-timeout", loginSeconds)),
                CommonOptions.positive("--login-refusals", refusals), loginOnHint);
        try {
            var parsed = Targets.parse(targets, exclude, yesLarge, new SystemResolver());
            var network = !parsed.ranges().isEmpty() || !parsed.names().isEmpty();
            return new RunOrder(parsed, services.ports(ports), network ? credentials() : List.of(), limits, Services.software());
        } catch (TargetException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "cancelled before anything was asked");
        }
    }

    private List<Credential> credentials() throws IOException, UserException {
        var vault = services.vault();
        var known = vault.names();
        var chosen = new ArrayList<Credential>();
        for (var name : credentialNames.isEmpty() ? known : credentialNames) {
            chosen.add(vault.find(name).orElseThrow(() -> new UserException(ExitStatus.USAGE,
                    "no credential is called " + name + "; there "
                            + (known.isEmpty() ? "are none: add one with `tidewaiter credentials add`"
                                    : "are: " + String.join(", ", known)))));
        }
        return chosen;
    }

    private void publish(Engagement engagement) throws IOException {
        var reader = engagement.reader();
        var run = reader.latestRun().orElseThrow();
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

    private int status(RunResult result) {
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
        return ExitStatus.COMPLETE;
    }
}
