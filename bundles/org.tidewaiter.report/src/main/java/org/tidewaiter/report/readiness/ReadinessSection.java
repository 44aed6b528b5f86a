package org.tidewaiter.report.readiness;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.readiness.Standing;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.report.readiness.ReadinessMatrix.Cell;
import org.tidewaiter.report.readiness.ReadinessOverview.Group;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/** A readiness run as part of the page: the summary, the matrix, what stands in the way, and what to ask for. */
public record ReadinessSection(EngagementReader reader, StoredRun run, Markup html) {

    private static final int MOST_DEVICES = 2_000;
    private static final int MOST_PREFIXES = 40;

    /** Writes it. */
    public void write() throws IOException {
        var overview = ReadinessOverview.of(reader, run);
        var plan = RequestPlan.of(overview);
        html.raw("<section>\n<h2>What can be audited now</h2>\n<p class=\"lead\">").text(overview.sentence()).raw(". ")
                .text(plan.sentence()).raw("</p>\n");
        matrix(overview);
        html.raw("</section>\n");
        reasons(overview);
        request(plan);
    }

    private void matrix(ReadinessOverview overview) throws IOException {
        var matrix = ReadinessMatrix.of(reader, run, MOST_DEVICES);
        html.raw("<p class=\"quiet\">").text(ReadinessMatrix.LEGEND)
                .raw("; a frame marks what stands in the way. t: TCP, u: UDP, dc: of the domain controller, dns: of the name server.</p>\n")
                .raw("<div class=\"wide\"><table class=\"matrix\">\n<thead><tr><th>Address</th><th>Name</th><th>Family</th><th>Verdict</th>");
        for (var column : matrix.columns()) {
            html.element("th", column.label());
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (var row : matrix.rows()) {
            html.raw("<tr><td class=\"nb\">").text(row.address()).raw("</td>").element("td", row.name())
                    .element("td", row.family() + (row.recognised() ? "" : "?")).raw("<td>");
            verdict(row.verdict());
            html.raw("</td>");
            for (var column : matrix.columns()) {
                var cell = row.cells().get(column);
                if (cell == null) {
                    html.raw("<td></td>");
                } else {
                    html.raw("<td><span class=\"cell " + tone(cell) + (cell.counts() ? " counts" : "") + "\">")
                            .text(cell.symbol())
                            .raw("</span></td>");
                }
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        var more = overview.devices() - matrix.rows().size();
        if (more > 0) {
            html.raw("<p>And " + more + " more devices, which the JSON report has.</p>\n");
        }
    }

    private static String tone(Cell cell) {
        return switch (cell.cause().standing()) {
            case Standing.MET -> "good";
            case Standing.LIMITED, Standing.AMBIGUOUS -> "warn";
            case Standing.UNASKED -> "calm";
            case Standing.REFUSED, Standing.SHUT -> cell.counts() ? "bad" : "calm";
        };
    }

    private void verdict(Verdict verdict) throws IOException {
        var tone = switch (verdict) {
            case READY -> "good";
            case DEGRADED, PREPARABLE -> "warn";
            case UNKNOWN -> "calm";
            case BLOCKED -> "bad";
        };
        html.raw("<span class=\"tag " + tone + "\">").text(verdict.name().toLowerCase(Locale.ROOT)).raw("</span>");
    }

    private void reasons(ReadinessOverview overview) throws IOException {
        html.raw("<section>\n<h2>What stands in the way</h2>\n");
        var groups = overview.groups().stream().filter(g -> g.verdict() != Verdict.READY).toList();
        if (groups.isEmpty()) {
            html.raw("<p>Nothing: every device is ready.</p>\n");
        }
        for (var group : groups) {
            html.raw("<h3>");
            verdict(group.verdict());
            html.raw(" ").text(devices(group)).raw(" <span class=\"quiet\">")
                    .text(group.isUnrecognised() ? "nothing says what it is"
                            : group.family() + (group.recognised() ? "" : ", not surely"))
                    .raw("</span></h3>\n<div class=\"wide\"><table>\n<thead><tr>"
                            + "<th>Why we think so</th><th>Lost</th><th>What to do</th><th>Rule</th></tr></thead>\n<tbody>\n");
            for (var reason : group.told()) {
                var lost = reason.lost();
                html.raw("<tr>").element("td", (group.isUnrecognised() ? "as " + String.join(", ", reason.families()) + ": " : "")
                        + reason.why())
                        .element("td", reason.effect() + (lost.isEmpty() ? "" : ": " + String.join(", ", lost)))
                        .element("td", reason.remedy()).raw("<td class=\"quiet\">").text(String.join(", ", reason.rules()))
                        .raw("</td></tr>\n");
            }
            html.raw("</tbody></table></div>\n");
        }
        html.raw("</section>\n");
    }

    private static String devices(Group group) {
        var count = group.devices().size();
        return count == 1 ? group.devices().getFirst().address() + " " + group.devices().getFirst().name()
                : count + " devices: " + prefixes(Prefixes.of(group.devices().stream().map(d -> d.address()).toList()));
    }

    private static String prefixes(List<Prefix> prefixes) {
        return prefixes.stream().limit(MOST_PREFIXES)
                .map(p -> p.length() == p.address().bits() ? p.address().toString() : p.toString())
                .collect(Collectors.joining(", ")) + (prefixes.size() > MOST_PREFIXES ? " and more" : "");
    }

    private void request(RequestPlan plan) throws IOException {
        html.raw("<section>\n<h2>What to ask the firewall team for</h2>\n");
        var openings = plan.openings();
        if (openings.isEmpty()) {
            html.raw("<p>Nothing.</p>\n</section>\n");
            return;
        }
        html.raw("""
                <div class="wide"><table>
                <thead><tr><th>Open</th><th>To</th><th class="n">Devices</th><th>For</th><th>Missing without it</th><th>How long</th></tr></thead>
                <tbody>
                """);
        for (var opening : openings) {
            html.raw("<tr><td class=\"nb\">").text(opening.protocol() + (opening.port() == 0 ? " echo" : " " + opening.port()))
                    .raw("</td>").element("td", prefixes(opening.destinations()))
                    .raw("<td class=\"n\">" + opening.devices() + "</td>")
                    .element("td", opening.purpose())
                    .element("td", opening.effect()
                            + (opening.lost().isEmpty() ? "" : ": " + String.join(", ", opening.lost())))
                    .element("td", opening.temporary() ? "until the devices are prepared" : "while audits run").raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n<p class=\"quiet\">"
                + "Sheets for the firewall team and ready commands: tidewaiter readiness --firewall-request DIR.</p>\n</section>\n");
    }
}
