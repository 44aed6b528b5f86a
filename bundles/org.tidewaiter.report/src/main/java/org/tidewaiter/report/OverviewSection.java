package org.tidewaiter.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.StoredRun;

/** The first pages: which devices there are, how far each kind of fact was seen, and what was not, with the reason. */
final class OverviewSection {

    private static final int NAMED_DEVICES = 12;

    private final Markup html;
    private final Coverage coverage;

    OverviewSection(Markup html, Coverage coverage) {
        this.html = html;
        this.coverage = coverage;
    }

    void write(StoredRun run) throws IOException {
        devices(run);
        unseen();
        classes();
    }

    private void devices(StoredRun run) throws IOException {
        var footer = run.footer();
        html.raw("<section>\n<h2>Devices</h2>\n<p class=\"lead\">");
        if (footer != null) {
            html.raw(footer.asked() + (footer.asked() == 1 ? " address was" : " addresses were") + " asked; " + footer.silent()
                    + " gave no sign of life. ");
        }
        html.raw("Each device leads to its own section, and each value there to the reply that it was read from.</p>\n");
        html.raw("""
                <div class="wide"><table>
                <thead><tr><th>Address</th><th>Name</th><th>What it is</th><th>Certainty</th>
                <th class="n">Facts</th><th class="n">Gaps</th></tr></thead>
                <tbody>
                """);
        for (var device : coverage.certain()) {
            var visit = device.visit();
            html.raw("<tr><td class=\"nb\"><a href=\"#" + device.anchor() + "\">").text(visit.address()).raw("</a></td><td>")
                    .text(Wording.name(visit)).raw("</td><td>");
            if (visit.claims().isEmpty()) {
                html.raw("<span class=\"quiet\">not recognised</span></td><td>");
            } else {
                what(visit.claims().getFirst());
                html.raw("</td><td>")
                        .text(Wording.constant(visit.claims().getFirst().confidence().name()))
                        .raw(visit.ambiguous() ? ", ambiguous" : "");
            }
            html.raw("</td><td class=\"n\">" + device.facts() + "</td><td class=\"n\">" + device.gaps().size() + "</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        suspected();
        html.raw("</section>\n");
    }

    /** What the device is; where nobody knows more than a hint, the hint. */
    private void what(Claim claim) throws IOException {
        if (claim.product() != null || claim.vendor() != null || claim.because().isEmpty()) {
            html.text(DeviceSection.what(claim));
        } else {
            html.text(claim.family()).raw(" <span class=\"quiet\">").text(claim.because().getFirst().reason()).raw("</span>");
        }
    }

    private void suspected() throws IOException {
        for (var reason : coverage.suspected().entrySet()) {
            html.raw("<p><span class=\"tag warn\">suspected phantoms</span> ");
            links(reason.getValue(), "");
            html.raw(": ").text(reason.getKey()).raw(". They were not read.</p>\n");
        }
    }

    /** The first of some devices, each leading to a place in its section. */
    private void links(List<Coverage.Device> devices, String place) throws IOException {
        var separator = "";
        for (var device : devices.stream().limit(NAMED_DEVICES).toList()) {
            html.raw(separator + "<a href=\"#" + device.anchor() + place + "\">").text(device.visit().address()).raw("</a>");
            separator = ", ";
        }
        var more = devices.size() - NAMED_DEVICES;
        html.raw(more > 0 ? " and " + more + " more" : "");
    }

    private void unseen() throws IOException {
        html.raw("<section>\n<h2>What could not be seen, and why</h2>\n");
        if (coverage.unseen().isEmpty()) {
            html.raw("<p>Nothing: whatever was asked for was answered.</p>\n</section>\n");
            return;
        }
        html.raw("""
                <div class="wide"><table>
                <thead><tr><th>Missing</th><th>Reason</th><th>For example</th><th>Devices</th></tr></thead>
                <tbody>
                """);
        for (var unseen : coverage.unseen()) {
            html.raw("<tr><td>").text(Wording.title(unseen.classId())).raw("</td><td class=\"nb\">");
            reason(html, unseen.reason());
            html.raw("</td><td>").text(unseen.example()).raw("</td><td>");
            links(unseen.devices(), "-gaps");
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private void classes() throws IOException {
        if (coverage.classes().isEmpty()) {
            return;
        }
        var all = Math.max(1, coverage.certain().size());
        html.raw("<section>\n<h2>How far each kind of fact was seen</h2>\n<div class=\"wide\"><table class=\"coverage\">\n"
                + "<thead><tr><th>Kind of fact</th><th colspan=\"2\">Known of</th>\n<th class=\"n\">Asked in vain</th><th class=\"n\">Rows</th></tr></thead>\n"
                + "<tbody>\n");
        for (var dataClass : coverage.classes()) {
            html.raw("<tr><td>").text(Wording.title(dataClass.id()))
                    .raw("</td><td class=\"nb\">" + dataClass.known() + " of " + all
                            + (all == 1 ? " device" : " devices") + "</td><td class=\"bar\"><span style=\"width:"
                            + String.format(Locale.ROOT, "%.1f", 100.0 * dataClass.known() / all)
                            + "%\"></span></td><td class=\"n\">"
                            + (dataClass.lacking() == 0 ? "" : dataClass.lacking()) + "</td><td class=\"n\">" + dataClass.rows()
                            + "</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    static void reason(Markup html, GapReason reason) throws IOException {
        var tone = switch (reason) {
            case NOT_PRESENT, SKIPPED, CANCELLED -> "calm";
            case NOT_REPORTED, UNPARSEABLE -> "warn";
            case DENIED, UNREACHABLE, TIMED_OUT -> "bad";
        };
        html.raw("<span class=\"tag " + tone + "\">" + Wording.constant(reason.name()) + "</span>");
    }
}
