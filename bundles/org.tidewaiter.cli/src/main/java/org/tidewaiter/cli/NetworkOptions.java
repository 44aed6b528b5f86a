package org.tidewaiter.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.TimeWindow;

import picocli.CommandLine.Option;

/** Options of all commands that ask a network: what is left out, at what pace, and who knows the names. */
final class NetworkOptions {

    @Option(names = "--exclude", paramLabel = "TARGET", description = "Never touch this address, block, range or host. Repeatable.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--credential", paramLabel = "NAME", description = "Use only this stored credential. Repeatable, tried in this order (default: all that cover the address, by name).")
    private List<String> credentials = new ArrayList<>();

    @Option(names = "--port", paramLabel = "SERVICE=PORT", description = "Ask a service on another port: ssh=2222. Repeatable.")
    private List<String> ports = new ArrayList<>();

    @Option(names = "--tcp", paramLabel = "PORTS", description = "Ask these TCP ports alone, beside presence and names: 22,80,8000-8010 (default: the ports that the families want).")
    private @Nullable String tcp;

    @Option(names = "--parallel", paramLabel = "N", description = "Devices at once (default: ${DEFAULT-VALUE}).")
    private int parallel = Limits.DEFAULT.hostsAtOnce();

    @Option(names = "--rate", paramLabel = "N", description = "At most so many probes a second over all devices; 0 for as many as answer (default: ${DEFAULT-VALUE}).")
    private int rate = Limits.DEFAULT.perSecond();

    @Option(names = "--window", paramLabel = "HH:MM-HH:MM", description = "Ask devices only in this time of day, and wait outside it: 22:00-04:00 (default: at any time).")
    private @Nullable String window;

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "How long to wait for a connection or an answer at most (default: ${DEFAULT-VALUE}).")
    private int connectSeconds = (int) Limits.DEFAULT.connectTimeout().toSeconds();

    @Option(names = "--dns", paramLabel = "ADDRESS", description = "Ask this name server for the names of devices (default: this machine's own).")
    private @Nullable String nameServer;

    @Option(names = "--no-dns", description = "Ask no name server for names.")
    private boolean noNames;

    @Option(names = "--try-public", description = "Ask SNMP agents with the community \"public\", too, with which many are delivered.")
    private boolean tryPublic;

    @Option(names = "--yes-large", description = "Yes, more than 65,536 addresses are meant.")
    private boolean yesLarge;

    @Option(names = "--resume", description = "Go on with the engagement's latest run, which was cancelled or killed: name no targets.")
    private boolean resume;

    List<String> exclude() {
        return exclude;
    }

    List<String> credentials() {
        return credentials;
    }

    List<String> ports() {
        return ports;
    }

    boolean isLargeMeant() {
        return yesLarge;
    }

    boolean triesPublic() {
        return tryPublic;
    }

    boolean isResume() {
        return resume;
    }

    /** The limits, with the rest as it is by default. */
    Limits limits() throws UserException {
        if (rate < 0) {
            throw new UserException(ExitStatus.USAGE, "--rate: " + rate + " is not possible; give a number, or 0 for no limit");
        }
        var standard = Limits.DEFAULT;
        return new Limits(CommonOptions.positive("--parallel", parallel), standard.probesPerHost(),
                Duration.ofSeconds(CommonOptions.positive("--connect-timeout", connectSeconds)), standard.loginTimeout(),
                standard.refusalsAllowed(), standard.loginOnHint(), rate, timeWindow());
    }

    private TimeWindow timeWindow() throws UserException {
        var text = window;
        if (text == null) {
            return TimeWindow.ALWAYS;
        }
        return TimeWindow.tryParse(text, ZoneId.systemDefault()).orElseThrow(
                () -> new UserException(ExitStatus.USAGE, "--window " + text + ": not a time of day; write it as 22:00-04:00"));
    }

    /** The ports of --tcp; empty without it. */
    Set<Integer> onlyTcp() throws UserException {
        var ports = new TreeSet<Integer>();
        var text = tcp;
        for (var word : text == null ? new String[0] : text.split(",", -1)) {
            var range = word.strip().split("-", 2);
            var first = port(word, range[0]);
            var last = range.length == 2 ? port(word, range[1]) : first;
            if (last < first) {
                throw badPorts(word);
            }
            for (var port = first; port <= last; port++) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static int port(String word, String digits) throws UserException {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw badPorts(word);
        }
        return Integer.parseInt(digits);
    }

    private static UserException badPorts(String word) {
        return new UserException(ExitStatus.USAGE,
                "--tcp " + word + ": not a port or a range of ports; write it as 22,80,8000-8010");
    }

    /** Whom names are asked of. */
    List<IpAddress> nameServers(Links links) throws UserException {
        var named = nameServer;
        if (noNames) {
            return List.of();
        }
        if (named == null) {
            return links.nameServers();
        }
        return List.of(IpAddress.tryParse(named).orElseThrow(
                () -> new UserException(ExitStatus.USAGE,
                        "--dns " + named + ": not an address; a name server is given by its address")));
    }
}
