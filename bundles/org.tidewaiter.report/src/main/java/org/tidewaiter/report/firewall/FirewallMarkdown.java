package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.writing.MarkdownText;
import org.tidewaiter.report.writing.ReportFile;
import org.tidewaiter.report.writing.Wording;

/** The same as {@link FirewallPage} in Markdown, for tickets and wikis. */
final class FirewallMarkdown {

    private final FirewallRequest request;
    private final StringBuilder text = new StringBuilder();

    private FirewallMarkdown(FirewallRequest request) {
        this.request = request;
    }

    static void write(FirewallRequest request, Path target) throws IOException {
        var bytes = new FirewallMarkdown(request).document().getBytes(StandardCharsets.UTF_8);
        ReportFile.write(target, out -> out.write(bytes));
    }

    private String document() {
        heading("# ", SheetText.title(request));
        paragraph("Firewall change request, as seen on " + Phrases.moment(request.made()) + ".");
        term("From", SheetText.sources(request));
        term("Direction", SheetText.DIRECTION);
        term("Until", Phrases.day(request.until()));
        text.append('\n');
        paragraph(SheetText.why(request));
        openings();
        services();
        others();
        commands();
        return text.toString();
    }

    private void openings() {
        heading("## ", "1. Please open");
        if (request.openings().isEmpty()) {
            paragraph(SheetText.NOTHING_TO_OPEN);
            return;
        }
        head("Port", "From", "To", "Devices", "Needed");
        for (var opening : request.openings()) {
            row(bold(Phrases.port(opening.protocol(), opening.port())), sources(opening), destinations(opening.destinations()),
                    String.valueOf(opening.devices()), MarkdownText.of(Phrases.needed(opening, request.until())));
        }
        text.append('\n');
        heading("## ", "2. What each port is for");
        request.openings().forEach(this::purpose);
    }

    private String sources(Opening opening) {
        return Flow.of(opening, request.sources()).stream().flatMap(f -> f.sourceTexts().stream())
                .collect(Collectors.joining("<br>"));
    }

    private void purpose(Opening opening) {
        heading("### ", Phrases.port(opening.protocol(), opening.port()) + ": " + opening.id());
        term("Used for", opening.purpose());
        term("Missing without it", opening.effect());
        if (!opening.lost().isEmpty()) {
            term("What is read through it", opening.lost().stream().map(Wording::title).collect(Collectors.joining(", ")));
        }
        if (!opening.tellers().isEmpty()) {
            term("Where to change", SheetText.TELLERS + Phrases.addresses(opening.tellers()));
        }
        if (opening.temporary()) {
            term("Temporary", SheetText.TEMPORARY);
        }
        var unmatched = Flow.unmatched(opening, request.sources());
        if (!unmatched.isEmpty()) {
            term("Not asked for yet", SheetText.unmatched(unmatched));
        }
        text.append('\n');
    }

    private void services() {
        if (request.services().isEmpty()) {
            return;
        }
        heading("## ", SheetText.servicesHeading(request));
        paragraph(SheetText.SERVICES);
        head("Port", "Devices", "What to do", "Missing without it");
        for (var service : request.services()) {
            row(bold(Phrases.port(service.protocol(), service.port())), destinations(service.destinations()),
                    MarkdownText.of(service.remedy()), MarkdownText.of(service.effect()));
        }
        text.append('\n');
    }

    private void others() {
        if (request.others().isEmpty()) {
            return;
        }
        heading("## ", SheetText.othersHeading(request));
        paragraph(SheetText.OTHERS);
        head("Port", "Devices", "What was seen", "What to try");
        for (var other : request.others()) {
            row(bold(Phrases.port(other.protocol(), other.port())), destinations(other.destinations()),
                    MarkdownText.of(other.why()), MarkdownText.of(other.remedy()));
        }
        text.append('\n');
    }

    private void commands() {
        if (request.openings().isEmpty()) {
            return;
        }
        heading("## ", "Ready commands");
        paragraph(SheetText.COMMANDS);
        head("Firewall", "To open", "To take back", "Verified");
        for (var firewall : Firewall.all()) {
            row(firewall.title(), "`" + CommandFolder.NAME + "/" + firewall.fileName(Turn.OPEN) + "`",
                    "`" + CommandFolder.NAME + "/" + firewall.fileName(Turn.CLOSE) + "`",
                    firewall.verified() ? CommandFolder.VERIFIED : CommandFolder.NOT_VERIFIED);
        }
    }

    private void heading(String level, String words) {
        text.append(level).append(MarkdownText.of(words)).append("\n\n");
    }

    private void paragraph(String words) {
        text.append(MarkdownText.of(words)).append("\n\n");
    }

    private void term(String name, String value) {
        text.append("- **").append(name).append(":** ").append(MarkdownText.of(value)).append('\n');
    }

    private static String bold(String words) {
        return "**" + MarkdownText.of(words) + "**";
    }

    private static String destinations(List<Prefix> destinations) {
        return SheetText.groups(destinations).stream().map(g -> String.join(", ", g)).collect(Collectors.joining("<br>"));
    }

    private void head(String... columns) {
        row(columns);
        text.append("| --- ".repeat(columns.length)).append("|\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
