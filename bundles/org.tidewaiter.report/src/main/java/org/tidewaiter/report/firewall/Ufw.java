package org.tidewaiter.report.firewall;

import java.util.List;
import java.util.Locale;

import org.tidewaiter.api.model.Protocol;

/** Rules before the client's own, each with a comment; one that is there already is neither changed nor taken away. */
record Ufw() implements Firewall {

    @Override
    public String title() {
        return "ufw";
    }

    @Override
    public String stem() {
        return "ufw";
    }

    @Override
    public String extension() {
        return "sh";
    }

    @Override
    public String mark() {
        return "#";
    }

    @Override
    public boolean verified() {
        return true;
    }

    @Override
    public List<String> use(Turn turn) {
        return List.of("Run as root: sh " + fileName(turn),
                "Every host may get the same file: its rules match only packets to the destinations. It needs ufw 0.36 or newer.",
                "The rules outlive a restart. They are for packets to the host itself; what it forwards is opened by \"ufw route\".",
                "The command ufw does not treat ICMP: as installed echo is answered, and /etc/ufw/before.rules is where that is changed.");
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        var text = new StringBuilder(switch (turn) {
            case OPEN -> """
                    failed=0

                    allow() {
                      id=$1
                      shift
                      if ufw show added | grep -qF "ufw allow $*"; then
                        echo "There already, and left as it is: $*"
                      else
                        ufw prepend allow "$@" comment "tidewaiter $id" || failed=1
                      fi
                    }

                    """;
            case CLOSE -> """
                    failed=0

                    revoke() {
                      id=$1
                      shift
                      if ufw show added | grep -qF "ufw allow $* comment 'tidewaiter $id'"; then
                        ufw delete allow "$@" || failed=1
                      fi
                    }

                    """;
        });
        for (var flow : Flow.of(request)) {
            var opening = flow.opening();
            text.append(opening.protocol() == Protocol.ICMP
                    ? "# " + opening.id() + ": see above, ufw has no command for it.\n" : lines(flow, turn));
        }
        return text.append("\nexit $failed\n").toString();
    }

    private static String lines(Flow flow, Turn turn) {
        var opening = flow.opening();
        var text = new StringBuilder();
        for (var source : flow.sourceTexts()) {
            for (var destination : flow.destinationTexts()) {
                text.append(turn == Turn.OPEN ? "allow " : "revoke ").append(opening.id()).append(" from ").append(source)
                        .append(" to ").append(destination).append(" port ").append(opening.port()).append(" proto ")
                        .append(opening.protocol().name().toLowerCase(Locale.ROOT)).append('\n');
            }
        }
        return text.toString();
    }
}
