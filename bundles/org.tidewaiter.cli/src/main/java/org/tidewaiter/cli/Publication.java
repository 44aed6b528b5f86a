package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.tidewaiter.report.CsvReport;
import org.tidewaiter.report.HtmlReport;
import org.tidewaiter.report.JsonReport;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/**
 * A run as reports.
 *
 * @param reader of the engagement
 * @param run    the run
 */
record Publication(EngagementReader reader, StoredRun run) {

    /** One HTML page beside the engagement file, of the same name. Returns its path. */
    Path pageBeside(Path engagement) throws IOException {
        var page = beside(engagement, ".html");
        HtmlReport.write(reader, run, page);
        return page;
    }

    /** A path of the engagement's name with another ending. */
    static Path beside(Path engagement, String ending) {
        return engagement.resolveSibling(String.valueOf(engagement.getFileName()).replaceFirst("\\.tide$", "") + ending);
    }

    /** {@code report.html}, {@code report.json} and the folder {@code csv}. Returns the page's path. */
    Path everything(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    folder + ": the folder for the reports cannot be created; check the rights of the folder that it lies in,"
                            + " and that no file has its name",
                    e);
        }
        HtmlReport.write(reader, run, folder.resolve("report.html"));
        JsonReport.write(reader, run, folder.resolve("report.json"));
        CsvReport.write(reader, run, folder.resolve("csv"));
        return folder.resolve("report.html");
    }

    /** The JSON document. */
    void json(PrintStream out) throws IOException {
        JsonReport.write(reader, run, out);
        out.flush();
    }
}
