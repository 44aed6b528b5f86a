package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.writing.ReportFile;

/** Ready commands: for each kind of firewall a file that opens, and one that takes back exactly what the other opened. */
final class CommandFolder {

    static final String NAME = "commands";

    static final String VERIFIED = "verified";
    static final String NOT_VERIFIED = "not verified on a real device";

    private CommandFolder() {
    }

    static void write(FirewallRequest request, Path folder) throws IOException {
        for (var firewall : Firewall.all()) {
            for (var turn : Turn.values()) {
                var content = content(firewall, request, turn).getBytes(StandardCharsets.US_ASCII);
                ReportFile.write(folder.resolve(firewall.fileName(turn)), out -> out.write(content));
            }
        }
    }

    static String content(Firewall firewall, FirewallRequest request, Turn turn) {
        var text = new StringBuilder(firewall.extension().equals("sh") ? "#!/bin/sh\n" : "");
        header(firewall, request, turn).lines()
                .forEach(line -> text.append((firewall.mark() + " " + line).stripTrailing()).append('\n'));
        return text.append('\n').append(firewall.commands(request, turn)).toString();
    }

    private static String header(Firewall firewall, FirewallRequest request, Turn turn) {
        var text = new StringBuilder();
        text.append(firewall.title()).append(": ").append(switch (turn) {
            case OPEN -> "opens what a network audit needs";
            case CLOSE -> "takes back what " + firewall.fileName(Turn.OPEN) + " opened, and nothing else";
        }).append(".\nFor: the audit machine, ").append(Phrases.addresses(request.sources())).append(".\n");
        text.append("Until: ").append(request.until()).append(turn == Turn.OPEN
                ? "; then take it back with " + firewall.fileName(Turn.CLOSE) + ".\n" : ", or earlier.\n");
        text.append("State: ").append(firewall.verified()
                ? VERIFIED + ": such commands were run against a real " + firewall.title()
                        + " when this software was tested, and opened and shut exactly what they name.\n"
                : NOT_VERIFIED + "; read it before you use it.\n");
        firewall.use(turn).forEach(line -> text.append(line).append('\n'));
        text.append("\nWhat it is about:\n");
        request.openings().forEach(o -> opening(text, o, request));
        return text.toString();
    }

    private static void opening(StringBuilder text, Opening opening, FirewallRequest request) {
        text.append("  ").append(opening.id()).append(": ").append(Phrases.port(opening.protocol(), opening.port())).append(", ")
                .append(Phrases.count(opening.devices(), "device", "devices")).append(opening.temporary() ? ", temporary" : "")
                .append(": ").append(Phrases.comment(opening.purpose())).append('\n');
        var unmatched = Flow.unmatched(opening, request.sources());
        if (!unmatched.isEmpty()) {
            text.append("    not in here, since the audit machine has no address of that IP version: ")
                    .append(Phrases.count(unmatched.size(), "destination", "destinations")).append('\n');
        }
    }
}
