package org.tidewaiter.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.tidewaiter.engine.spi.ChangeLog.Entry;
import org.tidewaiter.engine.spi.ChangeLog.Stage;
import org.tidewaiter.report.writing.Markup;

import tools.jackson.core.JsonGenerator;

/**
 * What was changed on devices so that they could be audited, of the whole engagement: each change, what was before, and whether it was taken
 * back.
 */
record ChangesSection(List<Entry> entries) {

    /** As part of the page; nothing where nothing was changed. */
    void write(Markup html) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var standing = entries.stream().filter(e -> stands(e.stage())).count();
        html.raw("<section>\n<h2>Changes made on devices</h2>\n<p class=\"lead\">")
                .text("Asked for with --prepare, so that the devices could be audited. "
                        + (standing == 0 ? "All of them were taken back or left to whoever changed them since."
                                : standing + " of " + entries.size() + " still stand"
                                        + (entries.stream().allMatch(e -> !stands(e.stage()) || e.stage() == Stage.MADE) ? ""
                                                : " or may stand")
                                        + ": `tidewaiter undo` takes them back."))
                .raw("</p>\n<div class=\"wide\"><table>\n<thead><tr><th>Address</th><th>What</th><th>Before</th><th>Set to</th>"
                        + "<th>Why</th><th>Credential</th><th>Now</th></tr></thead>\n<tbody>\n");
        for (var entry : entries) {
            var before = entry.before();
            html.raw("<tr>").element("td", entry.address()).element("td", entry.change().place())
                    .element("td", before == null ? "absent" : before).element("td", entry.change().wanted())
                    .element("td", entry.change().why()).element("td", entry.credential())
                    .element("td", words(entry.stage()) + (entry.detail().isEmpty() ? "" : ": " + entry.detail()))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    /** As part of the document; nothing where nothing was changed. */
    void write(JsonGenerator json) {
        if (entries.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("changes");
        for (var entry : entries) {
            json.writeStartObject();
            json.writeStringProperty("address", entry.address());
            json.writeStringProperty("preparation", entry.preparation());
            json.writeStringProperty("what", entry.change().place());
            json.writeStringProperty("before", entry.before());
            json.writeStringProperty("wanted", entry.change().wanted());
            json.writeStringProperty("why", entry.change().why());
            json.writeStringProperty("credential", entry.credential());
            json.writeStringProperty("stage", entry.stage().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("detail", entry.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean stands(Stage stage) {
        return switch (stage) {
            case INTENDED, MADE, FAILED -> true;
            case UNDONE, LEFT -> false;
        };
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case INTENDED -> "perhaps made: the run ended before that was known";
            case MADE -> "stands";
            case FAILED -> "not made, as far as is known";
            case UNDONE -> "taken back";
            case LEFT -> "left";
        };
    }
}
