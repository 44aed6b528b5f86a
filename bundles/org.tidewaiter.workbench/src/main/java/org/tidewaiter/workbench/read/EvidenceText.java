package org.tidewaiter.workbench.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.engine.spi.Exchange;

/**
 * What stands behind a row: request, time, and the reply with the place marked.
 *
 * @param heading  one line about the exchange, and one about the place
 * @param text     the request and the reply, made harmless to show
 * @param markFrom offset of the marked line in {@code text}; -1 when no line can be marked
 * @param markTo   its end
 */
public record EvidenceText(String heading, String text, int markFrom, int markTo) {

    private static final Pattern LINE = Pattern.compile("line ([1-9][0-9]{0,8})");
    /** Lines shown before and after the marked one, of long replies. */
    private static final int AROUND = 300;
    private static final int LONGEST_LINE = 2000;

    /** Reads the exchange that the evidence points at. */
    public static EvidenceText read(Path file, DeviceRow device, Evidence evidence) throws IOException {
        return Snapshot.ask(file, reader -> {
            for (var exchange : reader.exchanges(device.visit())) {
                if (exchange.ordinal() == evidence.exchange()) {
                    return of(reader.whole(exchange), evidence);
                }
            }
            return new EvidenceText("Exchange " + evidence.exchange() + " is not in the engagement.", "", -1, -1);
        });
    }

    /** The exchange as text. Pure. */
    static EvidenceText of(Exchange exchange, Evidence evidence) {
        var heading = heading(exchange, evidence);
        var text = new StringBuilder();
        if (!exchange.request().isBlank()) {
            text.append(Texts.visible(exchange.request().strip())).append("\n\n");
        }
        var lines = lines(exchange.out());
        var line = LINE.matcher(evidence.where());
        var marked = line.matches() ? Integer.parseInt(line.group(1)) : 0;
        var first = Math.max(1, Math.min(marked, lines.size()) - AROUND);
        var last = Math.min(lines.size(), Math.max(marked, 1) + AROUND);
        if (first > 1) {
            text.append("\u2026 ").append(first - 1).append(" lines before\n");
        }
        var from = -1;
        var to = -1;
        for (var i = first; i <= last; i++) {
            var start = text.length();
            text.append(lines.get(i - 1));
            if (i == marked) {
                from = start;
                to = text.length();
            }
            text.append('\n');
        }
        if (last < lines.size()) {
            text.append("\u2026 ").append(lines.size() - last).append(" lines after\n");
        }
        if (exchange.err().length > 0) {
            text.append("\nstandard error:\n");
            lines(exchange.err()).stream().limit(AROUND).forEach(l -> text.append(l).append('\n'));
        }
        return new EvidenceText(heading, text.toString(), from, to);
    }

    private static String heading(Exchange exchange, Evidence evidence) {
        var heading = new StringBuilder("Exchange ").append(exchange.ordinal()).append(", ").append(exchange.requestId())
                .append(", ")
                .append(Texts.of(exchange.started(), null)).append(", took ").append(Texts.of(exchange.duration(), null));
        if (exchange.exit() >= 0) {
            heading.append(", status ").append(exchange.exit());
        }
        heading.append(", ").append(Texts.of((long) exchange.out().length, "B"));
        if (!evidence.where().isEmpty()) {
            heading.append(", read at ").append(evidence.where());
        }
        var ending = exchange.ending();
        if (!ending.detail().isBlank()) {
            heading.append("\n").append(ending.failure() == null ? "" : ending.failure() + ": ").append(ending.detail());
        }
        return Texts.visible(heading.toString());
    }

    /** Counted as the families' parsers count them: by {@link String#lines()}. */
    private static List<String> lines(byte[] bytes) {
        var lines = new ArrayList<String>();
        new String(bytes, StandardCharsets.UTF_8).lines()
                .forEach(line -> lines.add(Texts.visible(line.length() <= LONGEST_LINE ? line
                        : line.substring(0, LONGEST_LINE) + "\u2026 (" + (line.length() - LONGEST_LINE) + " characters more)")));
        return lines;
    }
}
