package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.replay.Replay;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter replay}: the same pipeline from recorded evidence, no network. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Runs recorded evidence through the installed families again, without a network.")
final class ReplayCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "RECORDING", description = "An engagement file, or a folder that `tidewaiter record` wrote.")
    private Path source = Path.of("engagement.tide");

    @Option(names = "--run", paramLabel = "N", description = "Number of the run in an engagement file (default: the latest).")
    private @Nullable Long number;

    @Option(names = "--engagement", paramLabel = "FILE.tide", description = "Keep what comes out in this engagement file (default: nowhere).")
    private @Nullable Path engagement;

    @Option(names = "--format", paramLabel = "text|json", description = "What to print (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the HTML, JSON and CSV reports into this folder.")
    private @Nullable Path reports;

    ReplayCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var recording = recording();
        if (engagement != null) {
            return replay(recording, engagement);
        }
        var folder = Files.createTempDirectory("tidewaiter-replay");
        try {
            return replay(recording, folder.resolve("replay.tide"));
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Recording recording() throws IOException, UserException {
        if (Files.isDirectory(source)) {
            return RecordingDirectory.read(source);
        }
        try (var opened = Engagement.open(source, Access.READ_ONLY); var reader = opened.reader()) {
            return Recordings.of(reader, Runs.choose(reader, number, source));
        }
    }

    private int replay(Recording recording, Path file) throws IOException, UserException {
        var replay = new Replay(services.installed(), event -> {
            // a replay ends before anybody could watch it
        });
        try (var opened = Engagement.open(file, Access.READ_WRITE)) {
            replay.run(recording, opened.journal());
            try (var reader = opened.reader()) {
                var run = reader.latestRun().orElseThrow();
                var publication = new Publication(reader, run);
                var written = reports == null ? null : publication.everything(reports);
                switch (format) {
                    case json -> publication.json(console.out());
                    case text -> new RunSummary(reader, run).print(console.out(), source, written);
                }
            }
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "the replay was cancelled");
        }
        for (var missing : replay.missing()) {
            console.err().println("tidewaiter: " + Printable.line(missing));
        }
        return replay.missing().isEmpty() ? ExitStatus.COMPLETE : ExitStatus.FAILURE;
    }
}
