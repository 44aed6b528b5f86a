package org.tidewaiter.report.findings;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.report.findings.FindingsOverview.Check;
import org.tidewaiter.report.findings.FindingsOverview.Group;
import org.tidewaiter.report.findings.FindingsOverview.Obstacle;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.StoredFinding;

/** Findings as part of the page: all of a run, the worst first, and those of one device. */
public record FindingsSection(Markup html) {

    private static final int MOST_DEVICES = 200;

    /** Writes those of a run; nothing where no check could be asked. */
    public void write(FindingsOverview overview) throws IOException {
        if (overview.checks().isEmpty()) {
            return;
        }
        var sentence = overview.sentence();
        html.raw("<section>\n<h2>Findings</h2>\n<p class=\"lead\">")
                .text(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)).raw(". ")
                .text(overview.coverage()).raw(".</p>\n");
        for (var group : overview.groups()) {
            group(group);
        }
        html.raw("<h3>What was checked</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>Check</th><th>Judged</th>"
                + "<th class=\"n\">Passed</th><th class=\"n\">Found</th><th>Could not be judged, because</th></tr></thead>\n<tbody>\n");
        for (var check : overview.checks()) {
            check(check);
        }
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private void group(Group group) throws IOException {
        var devices = group.devices();
        html.raw("<h3>");
        severity(group.severity());
        html.raw(" ").text(group.title())
                .raw(" <span class=\"quiet\">" + devices + (devices == 1 ? " device" : " devices") + " \u00b7 ")
                .text(group.check()).raw("</span></h3>\n<dl class=\"terms\">\n<dt>What to do</dt><dd>").text(group.remedy())
                .raw("</dd>\n");
        references(group.references());
        html.raw("</dl>\n<div class=\"wide\"><table>\n<thead><tr><th>Address</th><th>Name</th><th>Why we say so</th>"
                + "<th class=\"e\">Evidence</th></tr></thead>\n<tbody>\n");
        for (var hit : group.hits().stream().limit(MOST_DEVICES).toList()) {
            html.raw("<tr><td class=\"nb\"><a href=\"#d" + hit.visit() + "\">").text(hit.address()).raw("</a></td>")
                    .element("td", hit.name()).element("td", hit.reason()).raw("<td class=\"e\">");
            evidence(hit.visit(), hit.evidence());
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        var more = group.hits().size() - MOST_DEVICES;
        if (more > 0) {
            html.raw("<p>And " + more + " more, which stand in the devices' own sections.</p>\n");
        }
    }

    private void references(List<String> references) throws IOException {
        html.raw("<dt>Sources</dt><dd>").text(String.join("; ", references)).raw("</dd>\n");
    }

    private void check(Check check) throws IOException {
        html.raw("<tr><td>").text(check.title()).raw(" <span class=\"quiet\">").text(check.id())
                .raw("</span></td><td class=\"nb\">")
                .raw(check.judged() + " of " + check.asked() + (check.asked() == 1 ? " device" : " devices"))
                .raw("</td><td class=\"n\">" + check.passed() + "</td><td class=\"n\">" + check.found() + "</td><td>");
        for (var obstacle : check.notJudged()) {
            obstacle(obstacle, check.asked());
        }
        html.raw("</td></tr>\n");
    }

    private void obstacle(Obstacle obstacle, int asked) throws IOException {
        html.raw("<div>").text(Wording.title(obstacle.classId()) + ": " + Wording.constant(obstacle.reason()))
                .raw(asked == 1 ? "" : " at " + obstacle.devices() + (obstacle.devices() == 1 ? " device" : " devices"))
                .raw(" <span class=\"quiet\">").text(obstacle.example()).raw("</span></div>");
    }

    /** Writes those of one device, which are many or few: nothing where there are none. */
    public void device(long visit, List<StoredFinding> findings) throws IOException {
        if (findings.isEmpty()) {
            return;
        }
        html.raw("<h3>Findings</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>Severity</th><th>What is wrong</th>"
                + "<th>Why we say so</th><th>What to do</th><th class=\"e\">Evidence</th></tr></thead>\n<tbody>\n");
        for (var finding : findings) {
            html.raw("<tr><td>");
            severity(finding.severity());
            html.raw("</td>").element("td", finding.title()).element("td", finding.reason()).element("td", finding.remedy())
                    .raw("<td class=\"e\">");
            evidence(visit, finding.evidence());
            html.raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private void severity(Severity severity) throws IOException {
        var tone = switch (severity) {
            case CRITICAL -> "worst";
            case HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW, INFO -> "calm";
        };
        html.raw("<span class=\"tag " + tone + "\">" + Wording.constant(severity.name()) + "</span>");
    }

    /** Several rows of one exchange have one link. */
    private void evidence(long visit, List<Evidence> evidence) throws IOException {
        var separator = "";
        for (var exchange : evidence.stream().map(Evidence::exchange).distinct().toList()) {
            var places = evidence.stream().filter(e -> e.exchange() == exchange && !e.where().isEmpty()).map(Evidence::where)
                    .toList();
            html.raw(separator + "<a class=\"e\" href=\"#d" + visit + "-x" + exchange + "\" title=\"evidence " + exchange)
                    .attribute(places.isEmpty() ? "" : ", " + String.join(", ", places)).raw("\">" + exchange + "</a>");
            separator = " ";
        }
    }
}
