package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.demo.DemonstrationNetwork;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.replay.Replay;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidewaiter demo}: an audit of a make-believe network, for whoever has none at hand. Sends nothing and needs no rights. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Audits a make-believe network of recordings that ship with Tidewaiter: no network, no root, no device.")
final class DemoCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Option(names = "--engagement", paramLabel = "FILE.tide", defaultValue = "demo.tide", description = "The engagement file (default: ./${DEFAULT-VALUE}). It may hold nothing but demonstrations.")
    private Path engagement = Path.of("demo.tide");

    @Option(names = "--format", paramLabel = "text|json", description = "What to print at the end (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the HTML, JSON and CSV reports into this folder (default: one HTML page beside the engagement file).")
    private @Nullable Path reports;

    DemoCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var recording = RecordingDirectory.read("the demonstration", DemonstrationNetwork::read);
        if (Files.exists(engagement)) {
            refuseOthers(recording);
        }
        var replay = new Replay(services.installed(), event -> {
            // it ends before anybody could watch it
        });
        try (var opened = Engagement.open(engagement, Access.READ_WRITE)) {
            replay.run(recording, opened.journal());
            publish(opened);
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "the demonstration was cancelled");
        }
        for (var missing : replay.missing()) {
            console.err().println("tidewaiter: " + Printable.line(missing));
        }
        return replay.missing().isEmpty() ? ExitStatus.COMPLETE : ExitStatus.FAILURE;
    }

    /** Devices that nobody has must not get among a customer's. */
    private void refuseOthers(Recording recording) throws IOException, UserException {
        try (var opened = Engagement.open(engagement, Access.READ_ONLY); var reader = opened.reader()) {
            if (reader.runs().stream().anyMatch(run -> !run.header().targets().equals(recording.header().targets()))) {
                throw new UserException(ExitStatus.USAGE,
                        engagement + " holds runs of a real network, and make-believe devices do not belong"
                                + " there; name another file with --engagement");
            }
        }
    }

    private void publish(Engagement opened) throws IOException {
        try (var reader = opened.reader()) {
            var run = reader.latestRun().orElseThrow();
            var publication = new Publication(reader, run);
            var written = reports == null ? publication.pageBeside(engagement) : publication.everything(reports);
            switch (format) {
                case json -> publication.json(console.out());
                case text -> {
                    console.out().println(
                            "A demonstration: this network is make-believe, replayed from recordings. Nothing was sent.");
                    console.out().println();
                    new RunSummary(reader, run).print(console.out(), engagement, written);
                    console.out().println("look        open the report in a browser, or: tidewaiter workbench " + engagement);
                    console.out().flush();
                }
            }
        }
    }
}
