package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.report.CsvReport;
import org.tidewaiter.report.HtmlReport;
import org.tidewaiter.report.JsonReport;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewaiter report}: a stored run as HTML, JSON or CSV. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Writes a report of a run that is stored in the engagement.")
final class ReportCommand implements Callable<Integer> {

    enum Kind {
        html, json, csv
    }

    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Terminal console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--format", paramLabel = "html|json|csv", description = "One page (default), one document, or a folder with a file for each data class.")
    private Kind format = Kind.html;

    @Option(names = "--output", paramLabel = "PATH", description = "File, for csv a folder; JSON to standard output: - (default: beside the engagement, under its name).")
    private @Nullable Path output;

    @Option(names = "--run", paramLabel = "N", description = "Number of the run (default: the latest).")
    private @Nullable Long number;

    ReportCommand(Terminal console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        try (var engagement = common.open(Access.READ_ONLY); var reader = engagement.reader()) {
            var run = Runs.choose(reader, number, common.engagement());
            if (format == Kind.json && STANDARD_OUTPUT.equals(output)) {
                JsonReport.write(reader, run, console.out());
                return ExitStatus.COMPLETE;
            }
            var written = write(reader, run);
            if (!common.isQuiet()) {
                console.out().println(written);
            }
            return ExitStatus.COMPLETE;
        }
    }

    private Path write(EngagementReader reader, StoredRun run) throws IOException, UserException {
        if (STANDARD_OUTPUT.equals(output)) {
            throw new UserException(ExitStatus.USAGE,
                    "only JSON can go to standard output; name a " + (format == Kind.csv ? "folder" : "file")
                            + " with --output");
        }
        var path = output == null ? Publication.beside(common.engagement(), format == Kind.csv ? "-csv" : "." + format) : output;
        switch (format) {
            case html -> HtmlReport.write(reader, run, path);
            case csv -> CsvReport.write(reader, run, path);
            case json -> JsonReport.write(reader, run, path);
        }
        return path;
    }
}
