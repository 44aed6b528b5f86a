package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.store.Access;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewaiter record}: a run's evidence as a folder that people can read and families can be tested with. */
@Command(name = "record", mixinStandardHelpOptions = true, description = "Writes a stored run's evidence as a folder of readable files, for replay. Nothing is scrubbed: the folder shows what the devices said.")
final class RecordCommand implements Callable<Integer> {

    private final Terminal console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "A new folder.")
    private Path output = Path.of("recording");

    @Option(names = "--run", paramLabel = "N", description = "Number of the run (default: the latest).")
    private @Nullable Long number;

    RecordCommand(Terminal console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        try (var engagement = common.open(Access.READ_ONLY); var reader = engagement.reader()) {
            RecordingDirectory.write(Recordings.of(reader, Runs.choose(reader, number, common.engagement())), output);
        }
        if (!common.isQuiet()) {
            console.out().println(output);
        }
        return ExitStatus.COMPLETE;
    }
}
