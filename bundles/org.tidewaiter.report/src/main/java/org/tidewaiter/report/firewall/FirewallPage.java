package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.ReportFile;
import org.tidewaiter.report.writing.StyleSheet;
import org.tidewaiter.report.writing.Wording;

/** The request as one HTML page to be printed or sent, for somebody who has never heard of the audit. It needs nothing else and runs nothing. */
final class FirewallPage {

    private final FirewallRequest request;
    private final Markup html;

    private FirewallPage(FirewallRequest request, Markup html) {
        this.request = request;
        this.html = html;
    }

    static void write(FirewallRequest request, Path target) throws IOException {
        ReportFile.write(target, out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            new FirewallPage(request, new Markup(writer)).page();
            writer.flush();
        });
    }

    private void page() throws IOException {
        html.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <title>Firewall change request,\u0020""").text(Phrases.moment(request.made())).raw("</title>\n<style>\n")
                .raw(StyleSheet.text()).raw("</style>\n</head>\n<body>\n");
        header();
        openings();
        services();
        others();
        commands();
        html.raw(
                "<footer><p>Written by Tidewaiter from what the audit machine saw. Times are in UTC.</p></footer>\n</body>\n</html>\n");
    }

    private void header() throws IOException {
        var openings = request.openings();
        html.raw("<header>\n<p class=\"kicker\">Firewall change request</p>\n")
                .element("h1", SheetText.title(request)).raw("\n<p class=\"when\">as seen on ")
                .text(Phrases.moment(request.made())).raw("</p>\n<dl class=\"figures\">\n");
        figure(openings.size(), openings.size() == 1 ? "port to be opened" : "ports to be opened");
        figure(request.services().size(),
                request.services().size() == 1 ? "service to be switched on" : "services to be switched on");
        figure(request.others().size(), "not cured by a firewall rule");
        html.raw("</dl>\n<dl class=\"terms\">\n");
        term("From", SheetText.sources(request));
        term("Direction", SheetText.DIRECTION);
        term("Until", Phrases.day(request.until()));
        html.raw("</dl>\n").element("p", SheetText.why(request)).raw("\n</header>\n");
    }

    private void figure(int number, String what) throws IOException {
        html.raw("<div><dt>" + what + "</dt><dd>" + number + "</dd></div>\n");
    }

    private void term(String name, String value) throws IOException {
        html.raw("<dt>" + name + "</dt><dd>").text(value).raw("</dd>\n");
    }

    private void openings() throws IOException {
        html.raw("<h2>1. Please open</h2>\n");
        if (request.openings().isEmpty()) {
            html.element("p", SheetText.NOTHING_TO_OPEN).raw("\n");
            return;
        }
        head("Port", "From", "To", "Devices", "Needed");
        for (var opening : request.openings()) {
            html.raw("<tr><td class=\"nb\"><strong>").text(Phrases.port(opening.protocol(), opening.port()))
                    .raw("</strong></td><td class=\"nb\">");
            sources(opening);
            html.raw("</td><td>");
            destinations(opening.destinations());
            html.raw("</td><td>" + opening.devices() + "</td><td>").text(Phrases.needed(opening, request.until()))
                    .raw("</td></tr>\n");
        }
        foot();
        html.raw("<h2>2. What each port is for</h2>\n");
        for (var opening : request.openings()) {
            purpose(opening);
        }
    }

    private void sources(Opening opening) throws IOException {
        html.raw("<ul class=\"in\">");
        for (var flow : Flow.of(opening, request.sources())) {
            for (var source : flow.sourceTexts()) {
                html.element("li", source);
            }
        }
        html.raw("</ul>");
    }

    private void destinations(List<Prefix> destinations) throws IOException {
        html.raw("<ul class=\"in\">");
        for (var group : SheetText.groups(destinations)) {
            html.raw("<li>");
            for (var i = 0; i < group.size(); i++) {
                html.raw(i == 0 ? "" : ", ").element("span class=\"nb\"", group.get(i));
            }
            html.raw("</li>");
        }
        html.raw("</ul>");
    }

    private void purpose(Opening opening) throws IOException {
        html.raw("<h3>").text(Phrases.port(opening.protocol(), opening.port())).raw(" <span class=\"address\">")
                .text(opening.id()).raw("</span></h3>\n<dl class=\"terms\">\n");
        term("Used for", opening.purpose());
        term("Missing without it", opening.effect());
        if (!opening.lost().isEmpty()) {
            term("What is read through it", String.join(", ", opening.lost().stream().map(Wording::title).toList()));
        }
        if (!opening.tellers().isEmpty()) {
            term("Where to change", tellers(opening.tellers()));
        }
        if (opening.temporary()) {
            term("Temporary", SheetText.TEMPORARY);
        }
        var unmatched = Flow.unmatched(opening, request.sources());
        if (!unmatched.isEmpty()) {
            term("Not asked for yet", SheetText.unmatched(unmatched));
        }
        html.raw("</dl>\n");
    }

    private static String tellers(List<IpAddress> tellers) {
        return SheetText.TELLERS + Phrases.addresses(tellers);
    }

    private void services() throws IOException {
        if (request.services().isEmpty()) {
            return;
        }
        html.element("h2", SheetText.servicesHeading(request)).raw("\n").element("p", SheetText.SERVICES).raw("\n");
        head("Port", "Devices", "What to do", "Missing without it");
        for (var service : request.services()) {
            html.raw("<tr><td class=\"nb\"><strong>").text(Phrases.port(service.protocol(), service.port()))
                    .raw("</strong></td><td>");
            destinations(service.destinations());
            html.raw("</td><td>").text(service.remedy()).raw("</td><td>").text(service.effect()).raw("</td></tr>\n");
        }
        foot();
    }

    private void others() throws IOException {
        if (request.others().isEmpty()) {
            return;
        }
        html.element("h2", SheetText.othersHeading(request)).raw("\n").element("p", SheetText.OTHERS)
                .raw("\n");
        head("Port", "Devices", "What was seen", "What to try");
        for (var other : request.others()) {
            html.raw("<tr><td class=\"nb\"><strong>").text(Phrases.port(other.protocol(), other.port()))
                    .raw("</strong></td><td>");
            destinations(other.destinations());
            html.raw("</td><td>").text(other.why()).raw("</td><td>").text(other.remedy()).raw("</td></tr>\n");
        }
        foot();
    }

    private void commands() throws IOException {
        if (request.openings().isEmpty()) {
            return;
        }
        html.raw("<h2>Ready commands</h2>\n").element("p", SheetText.COMMANDS).raw("\n");
        head("Firewall", "To open", "To take back", "Verified");
        for (var firewall : Firewall.all()) {
            html.raw("<tr><td>").text(firewall.title());
            for (var turn : Turn.values()) {
                html.raw("</td><td><code>").text(CommandFolder.NAME + "/" + firewall.fileName(turn)).raw("</code>");
            }
            html.raw("</td><td><span class=\"tag " + (firewall.verified() ? "good" : "warn") + "\">")
                    .text(firewall.verified() ? CommandFolder.VERIFIED : CommandFolder.NOT_VERIFIED).raw("</span></td></tr>\n");
        }
        foot();
    }

    private void head(String... columns) throws IOException {
        html.raw("<div class=\"wide\"><table>\n<thead><tr>");
        for (var column : columns) {
            html.element("th", column);
        }
        html.raw("</tr></thead>\n<tbody>\n");
    }

    private void foot() throws IOException {
        html.raw("</tbody>\n</table></div>\n");
    }
}
