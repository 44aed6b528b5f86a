package org.tidewaiter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.report.findings.FindingsOverview;
import org.tidewaiter.report.findings.FindingsSection;
import org.tidewaiter.report.readiness.ReadinessSection;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.ReportFile;
import org.tidewaiter.report.writing.StyleSheet;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/**
 * A run as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. Rows are written as they are
 * read; the same run always gives the same bytes.
 */
public final class HtmlReport {

    private static final int NAMED_TARGETS = 4;

    private HtmlReport() {
    }

    /**
     * Writes the report into a file, replacing it as a whole.
     *
     * @throws ReportException when it cannot be written; other {@link IOException}s are the engagement's
     */
    public static void write(EngagementReader reader, StoredRun run, Path target) throws IOException {
        ReportFile.write(target, out -> write(reader, run, out));
    }

    /** Writes the report into a stream, which stays open. */
    public static void write(EngagementReader reader, StoredRun run, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        page(reader, run, new Markup(writer));
        writer.flush();
    }

    private static void page(EngagementReader reader, StoredRun run, Markup html) throws IOException {
        var coverage = Coverage.of(reader, reader.visits(run));
        html.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                """);
        html.raw("<title>" + kind(run) + " of ").text(subject(run.header().targets())).raw(", ")
                .text(Cells.date(run.header().started()))
                .raw("</title>\n<style>\n").raw(StyleSheet.text()).raw("</style>\n</head>\n<body>\n");
        header(run, coverage, html);
        if (run.header().purpose() == Purpose.READINESS) {
            new ReadinessSection(reader, run, html).write();
        }
        new FindingsSection(html).write(FindingsOverview.of(reader, run));
        new OverviewSection(html, coverage).write(run);
        new ChangesSection(reader.changes()).write(html);
        html.raw("<h2 class=\"part\">Devices in detail</h2>\n");
        if (coverage.devices().isEmpty()) {
            html.raw("<p>No device answered.</p>\n");
        }
        for (var device : coverage.devices()) {
            new DeviceSection(reader, html, device).write();
        }
        html.raw("<footer>\n");
        manifests(run, coverage, html);
        html.raw("<p>Written by ").text(run.header().software()).raw("""
                 from the engagement's own records. Times are in UTC. Replies are shown as they are kept: secrets were cut before they were \
                stored.</p></footer>
                </body>
                </html>
                """);
    }

    /** What might be sent to the devices that are in this report. */
    private static void manifests(StoredRun run, Coverage coverage, Markup html) throws IOException {
        var met = coverage.devices().stream().flatMap(d -> d.visit().claims().stream()).map(Claim::family)
                .collect(Collectors.toSet());
        var manifests = run.header().manifests().entrySet().stream().filter(m -> met.contains(m.getKey())).toList();
        if (manifests.isEmpty()) {
            return;
        }
        html.raw(
                "<p>What could be sent is listed by <code>tidewaiter commands</code>, with a SHA-256 over the list of each family; in this run it was:</p>\n<ul>\n");
        for (var manifest : manifests) {
            html.raw("<li>").text(manifest.getKey()).raw(" <code>").text(manifest.getValue()).raw("</code></li>\n");
        }
        html.raw("</ul>\n");
    }

    private static String kind(StoredRun run) {
        return switch (run.header().purpose()) {
            case AUDIT -> "Network audit";
            case SCAN -> "Network scan";
            case READINESS -> "Port readiness";
        };
    }

    /** What was audited, short enough for a title. */
    private static String subject(List<String> targets) {
        var named = String.join(", ", targets.subList(0, Math.min(targets.size(), NAMED_TARGETS)));
        return targets.size() > NAMED_TARGETS ? named + " and " + (targets.size() - NAMED_TARGETS) + " more" : named;
    }

    private static void header(StoredRun run, Coverage coverage, Markup html) throws IOException {
        var header = run.header();
        var footer = run.footer();
        html.raw("<header>\n<p class=\"kicker\">" + kind(run) + "</p>\n").element("h1", subject(header.targets()))
                .raw("\n<p class=\"when\">")
                .text(Cells.date(header.started())).raw(" UTC");
        if (footer == null) {
            html.raw(" · <strong class=\"bad\">the run did not end properly: this is what was known until then</strong>");
        } else {
            html.raw(" · ").text(Cells.duration(Duration.between(header.started(), footer.finished())));
            switch (footer.ending()) {
                case COMPLETE -> html.raw(" · complete");
                case CANCELLED -> html.raw(" · <strong class=\"warn\">cancelled: not every device was asked</strong>");
                case FAILED -> html.raw(" · <strong class=\"bad\">failed: not every device was asked</strong>");
            }
        }
        html.raw("</p>\n<dl class=\"figures\">\n");
        figure(html, footer == null ? "" : String.valueOf(footer.asked()), "addresses asked");
        var certain = coverage.certain().size();
        var suspected = coverage.devices().size() - certain;
        figure(html, String.valueOf(certain), certain == 1 ? "device answered" : "devices answered");
        figure(html, suspected == 0 ? "" : String.valueOf(suspected),
                suspected == 1 ? "suspected phantom" : "suspected phantoms");
        figure(html, String.valueOf(coverage.devices().stream().filter(Coverage.Device::read).count()), "read from inside");
        figure(html, String.format("%,d", coverage.facts()).replace(',', '\u202f'), "facts recorded");
        figure(html, String.valueOf(coverage.gaps()), coverage.gaps() == 1 ? "gap, with its reason" : "gaps, with their reasons");
        html.raw("</dl>\n<dl class=\"terms\">\n");
        term(html, "Targets", header.targets().size() > NAMED_TARGETS ? header.targets() : List.of());
        term(html, "Scope", header.scope());
        term(html, "Excluded", header.excluded());
        term(html, "Unusual ports", header.ports());
        html.raw("</dl>\n");
        if (footer != null && !footer.notes().isEmpty()) {
            html.raw("<ul class=\"notes\">\n");
            for (var note : footer.notes()) {
                html.element("li", note).raw("\n");
            }
            html.raw("</ul>\n");
        }
        html.raw("</header>\n");
    }

    private static void figure(Markup html, String number, String what) throws IOException {
        if (!number.isEmpty()) {
            html.raw("<div><dt>" + what + "</dt><dd>").text(number).raw("</dd></div>\n");
        }
    }

    private static void term(Markup html, String name, List<?> values) throws IOException {
        if (!values.isEmpty()) {
            html.raw("<dt>" + name + "</dt><dd>").text(String.join(", ", values.stream().map(Object::toString).toList()))
                    .raw("</dd>\n");
        }
    }
}
