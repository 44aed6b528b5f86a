package org.tidewaiter.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.tidewaiter.api.data.Column;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.report.findings.FindingsSection;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredVisit;

/** One device: what it is and why, its ports, every value with a link to its evidence, the gaps, and the evidence itself. */
final class DeviceSection {

    private static final int UNFOLDED_ROWS = 40;

    private final EngagementReader reader;
    private final Markup html;
    private final Coverage.Device device;
    private final StoredVisit visit;

    DeviceSection(EngagementReader reader, Markup html, Coverage.Device device) {
        this.reader = reader;
        this.html = html;
        this.device = device;
        visit = device.visit();
    }

    /**
     * {@code Debian GNU/Linux 12}; the maker in front unless the product begins with it; the family when nothing better is
     * known.
     */
    static String what(Claim claim) {
        var product = claim.product();
        var vendor = claim.vendor();
        if (product == null && vendor == null) {
            return claim.family();
        }
        var repeats = product != null && vendor != null
                && product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return Stream.of(repeats ? null : vendor, product, claim.version()).filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    void write() throws IOException {
        html.raw("<section class=\"device\" id=\"" + device.anchor() + "\">\n<h2>").text(device.title());
        if (!device.title().equals(visit.address())) {
            html.raw(" <span class=\"address\">").text(visit.address()).raw("</span>");
        }
        html.raw("</h2>\n");
        identity();
        new FindingsSection(html).device(visit.id(), reader.findings(visit));
        ports();
        // What there is one of describes the device; lists follow.
        for (var single : List.of(true, false)) {
            for (var entry : device.counts().entrySet()) {
                if (isSingle(entry.getKey(), entry.getValue()) == single) {
                    data(entry.getKey(), entry.getValue());
                }
            }
        }
        gaps();
        new EvidenceSection(reader, html, device).write();
        html.raw("</section>\n");
    }

    private void identity() throws IOException {
        html.raw("<dl class=\"terms\">\n<dt>What it is</dt><dd>");
        if (visit.suspicion() instanceof String why) {
            html.raw("<span class=\"tag warn\">suspected phantom</span> ").text(why + "; it was not read").raw("</dd>\n");
        } else if (visit.claims().isEmpty()) {
            html.raw("not recognised</dd>\n");
        } else {
            claim(visit.claims().getFirst());
            html.raw("</dd>\n");
        }
        if (visit.claims().size() > 1) {
            html.raw("<dt>").raw(visit.ambiguous() ? "Just as likely" : "Also considered").raw("</dt><dd>");
            for (var rival : visit.claims().subList(1, visit.claims().size())) {
                claim(rival);
            }
            html.raw("</dd>\n");
        }
        term("Names", visit.names());
        term("Hardware addresses", visit.macs());
        term("Asked as", visit.asked().equals(visit.address()) ? List.of() : List.of(visit.asked()));
        html.raw("<dt>Visited</dt><dd>").text(Cells.time(visit.started()) + " to " + Cells.time(visit.finished())).raw("</dd>\n");
        html.raw("<dt>Recognised as</dt><dd>device " + visit.deviceId() + " of this engagement (").text(visit.matchedBecause())
                .raw(")</dd>\n</dl>\n");
    }

    private void claim(Claim claim) throws IOException {
        html.raw("<div><strong>").text(what(claim))
                .raw("</strong> <span class=\"tag calm\">" + Wording.constant(claim.confidence().name())
                        + "</span>, since ");
        var separator = "";
        for (var because : claim.because()) {
            html.raw(separator).text(because.reason()).raw(" ");
            link(because.evidence());
            separator = "; ";
        }
        html.raw("</div>");
    }

    private void term(String name, List<?> values) throws IOException {
        if (!values.isEmpty()) {
            html.raw("<dt>" + name + "</dt><dd>").text(values.stream().map(Object::toString).collect(Collectors.joining(", ")))
                    .raw("</dd>\n");
        }
    }

    private void link(Evidence evidence) throws IOException {
        html.raw("<a class=\"e\" href=\"#" + device.anchor() + "-x" + evidence.exchange() + "\" title=\"evidence ")
                .raw(evidence.exchange() + "")
                .raw(evidence.where().isEmpty() ? "" : ", ").attribute(evidence.where())
                .raw("\">" + evidence.exchange() + "</a>");
    }

    private void ports() throws IOException {
        if (visit.ports().isEmpty()) {
            return;
        }
        html.raw(
                "<h3>Ports seen from outside</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>Port</th><th>State</th><th>Told by</th>"
                        + "<th class=\"n\">Round trip</th><th class=\"e\">Evidence</th></tr></thead>\n<tbody>\n");
        for (var port : visit.ports()) {
            var tone = switch (port.state()) {
                case OPEN -> "good";
                case NO_ANSWER -> "warn";
                case CLOSED, FILTERED, UNREACHABLE -> "calm";
            };
            var roundTrip = port.roundTrip();
            html.raw("<tr><td class=\"nb\">" + (port.port() == 0 ? "" : port.port() + "/")
                    + port.protocol().name().toLowerCase(Locale.ROOT)
                    + "</td><td><span class=\"tag " + tone + "\">" + Wording.constant(port.state().name()) + "</span></td><td>")
                    .text(port.teller() == null ? port.reason() : port.reason() + ", from " + port.teller())
                    .raw("</td><td class=\"n\">" + (roundTrip == null ? "" : Cells.duration(roundTrip))
                            + "</td><td class=\"e\">");
            link(port.evidence());
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private static boolean isSingle(StoredClass dataClass, long rows) {
        return rows == 1 && dataClass.columns().stream().noneMatch(Column::key);
    }

    private void data(StoredClass dataClass, long rows) throws IOException {
        html.raw("<details class=\"data\"" + (rows <= UNFOLDED_ROWS ? " open" : "") + "><summary><h3>")
                .text(Wording.title(dataClass.id()))
                .raw("</h3> <span class=\"quiet\">" + rows + (rows == 1 ? " row" : " rows") + "</span></summary>\n");
        // Columns that nobody filled only push the others aside.
        var filled = new boolean[dataClass.columns().size()];
        reader.rows(visit, dataClass, row -> {
            for (var i = 0; i < filled.length; i++) {
                filled[i] |= row.values().get(i) != null && !List.of().equals(row.values().get(i));
            }
        });
        if (isSingle(dataClass, rows)) {
            properties(dataClass, filled);
        } else {
            table(dataClass, filled);
        }
        var empty = IntStream.range(0, filled.length).filter(i -> !filled[i])
                .mapToObj(i -> Wording.heading(dataClass.columns().get(i).name())).collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            html.raw("<p class=\"quiet\">Nothing known of: ").text(empty).raw("</p>\n");
        }
        html.raw("</details>\n");
    }

    private void properties(StoredClass dataClass, boolean[] filled) throws IOException {
        html.raw("<dl class=\"terms\">\n");
        reader.rows(visit, dataClass, row -> {
            for (var i = 0; i < filled.length; i++) {
                if (filled[i]) {
                    html.raw("<dt>").text(Wording.heading(dataClass.columns().get(i).name())).raw("</dt><dd>");
                    Cells.value(html, dataClass.columns().get(i), row.values().get(i));
                    html.raw("</dd>\n");
                }
            }
            html.raw("<dt>Evidence</dt><dd>");
            link(new Evidence(row.exchange(), row.place()));
            html.raw(row.disputed() ? " <span class=\"tag warn\">disputed</span></dd>\n" : "</dd>\n");
        });
        html.raw("</dl>\n");
    }

    private void table(StoredClass dataClass, boolean[] filled) throws IOException {
        html.raw("<div class=\"wide\"><table>\n<thead><tr>");
        for (var i = 0; i < filled.length; i++) {
            if (filled[i]) {
                html.raw(Cells.isNumber(dataClass.columns().get(i)) ? "<th class=\"n\">" : "<th>")
                        .text(Wording.heading(dataClass.columns().get(i).name())).raw("</th>");
            }
        }
        html.raw("<th class=\"e\">Evidence</th></tr></thead>\n<tbody>\n");
        reader.rows(visit, dataClass, row -> {
            html.raw("<tr>");
            for (var i = 0; i < filled.length; i++) {
                if (filled[i]) {
                    var column = dataClass.columns().get(i);
                    html.raw(Cells.isNumber(column) ? "<td class=\"n\">" : "<td>");
                    Cells.value(html, column, row.values().get(i));
                    html.raw("</td>");
                }
            }
            html.raw(row.disputed() ? "<td class=\"e\"><span class=\"tag warn\">disputed</span> " : "<td class=\"e\">");
            link(new Evidence(row.exchange(), row.place()));
            html.raw("</td></tr>\n");
        });
        html.raw("</tbody></table></div>\n");
    }

    private void gaps() throws IOException {
        if (device.gaps().isEmpty()) {
            return;
        }
        html.raw("<h3 id=\"" + device.anchor() + "-gaps\">Not seen</h3>\n<div class=\"wide\"><table>\n"
                + "<thead><tr><th>Missing</th><th>Reason</th><th>Detail</th><th class=\"e\">Evidence</th></tr></thead>\n<tbody>\n");
        for (var gap : device.gaps()) {
            html.raw("<tr><td>").text(Wording.title(gap.classId())).raw("</td><td class=\"nb\">");
            OverviewSection.reason(html, gap.reason());
            html.raw("</td><td>").text(gap.detail()).raw("</td><td class=\"e\">");
            var evidence = gap.evidence();
            if (evidence != null) {
                link(evidence);
            }
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }
}
