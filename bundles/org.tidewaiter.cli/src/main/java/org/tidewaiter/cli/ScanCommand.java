package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter scan}: who is there, and what it is, without a login. */
@Command(name = "scan", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Finds the devices of a network and tells what they are, without logging in.",
    "Without a target it tells which networks this machine is on." })
final class ScanCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "Address, CIDR block, range (192.0.2.10-20), host name, or @file with one of these a line.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--format", paramLabel = "text|json", description = "What to print at the end (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the HTML, JSON and CSV reports into this folder.")
    private @Nullable Path reports;

    ScanCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (targets.isEmpty() && !network.isResume()) {
            return offer();
        }
        try (var _ = new Cancellation()) {
            return scan();
        }
    }

    private int offer() {
        var here = services.installed().links().attachments();
        if (here.isEmpty()) {
            console.err().println(
                    "tidewaiter: no target, and this machine is on no network; name an address, or a block such as 192.0.2.0/24");
            return ExitStatus.USAGE;
        }
        console.out().println("This machine is on these networks; name what is to be scanned:");
        for (var attachment : here) {
            var prefix = attachment.prefix();
            // an IPv6 link holds more addresses than anybody could ask
            var size = prefix.size();
            var command = size.bitLength() > 25 ? "too large to be asked address by address: name the devices"
                    : "tidewaiter scan " + prefix;
            console.out().printf("  %-12s %-28s %s%n", attachment.interfaceName(), prefix, command);
        }
        console.out().flush();
        return ExitStatus.USAGE;
    }

    private int scan() throws IOException, UserException {
        var live = LiveRun.scan(services, console, common, network);
        var limits = network.limits();
        var plan = live.plan(targets, limits);
        try (var engagement = common.open(Access.READ_WRITE)) {
            var result = live.run(engagement, plan);
            if (live.wasCancelled(result)) {
                return ExitStatus.CANCELLED;
            }
            publish(engagement, result);
            return result.devices() == 0 ? ExitStatus.NOTHING_AUDITED : ExitStatus.COMPLETE;
        }
    }

    private void publish(Engagement engagement, RunResult result) throws IOException {
        try (var reader = engagement.reader()) {
            var run = reader.latestRun().orElseThrow();
            var publication = new Publication(reader, run);
            var written = reports == null ? null : publication.everything(reports);
            switch (format) {
                case json -> publication.json(console.out());
                case text -> new ScanSummary(reader, run).print(console.out(), common.engagement(), written, result);
            }
        }
    }
}
