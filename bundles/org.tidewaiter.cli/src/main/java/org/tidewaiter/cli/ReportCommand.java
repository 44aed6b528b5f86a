package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.report.CsvReport;
import org.tidewaiter.report.HtmlReport;
import org.tidewaiter.report.JsonReport;
import org.tidewaiter.store.Access;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewaiter report}: a stored run as HTML, JSON or CSV. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Writes a report of a run that is stored in the engagement.")
final class ReportCommand implements Callable<Integer> {

    enum Kind {
        html, json, csv
    }

    private final Terminal console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--format", paramLabel = "html|json|csv", required = true, description = "One page, one document, or a folder with a file for each data class.")
    private Kind format = Kind.html;

    @Option(names = "--output", paramLabel = "PATH", required = true, description = "File, for csv a folder. JSON to standard output: -")
    private Path output = Path.of("-");

    @Option(names = "--run", paramLabel = "N", description = "Number of the run (default: the latest).")
    private @Nullable Long number;

    ReportCommand(Terminal console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        try (var engagement = common.open(Access.READ_ONLY); var reader = engagement.reader()) {
            var run = Runs.choose(reader, number, common.engagement());
            switch (format) {
                case html -> HtmlReport.write(reader, run, output);
                case csv -> CsvReport.write(reader, run, output);
                case json -> {
                    if (output.equals(Path.of("-"))) {
                        JsonReport.write(reader, run, console.out());
                    } else {
                        JsonReport.write(reader, run, output);
                    }
                }
            }
        }
        if (!common.isQuiet() && !output.equals(Path.of("-"))) {
            console.out().println(output);
        }
        return ExitStatus.COMPLETE;
    }
}
