package org.tidewaiter.report.firewall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Prefix;

/** What the sheets say, whatever they are written in. */
final class SheetText {

    static final String DIRECTION = "inbound at the destinations: the audit machine opens every connection, and only answers come back";

    static final String NOTHING_TO_OPEN = "Nothing: no firewall keeps the audit from a device.";

    static final String TEMPORARY = "Needed only while the devices are prepared, and to be shut again after that.";

    static final String TELLERS = "These said themselves that they refused the packets: ";

    static final String SERVICES = "These devices answered that nothing listens on the port. No firewall is in the way there, and opening one"
            + " would not help: the service itself has to be switched on by whoever looks after the device.";

    static final String OTHERS = "Listed so that nobody looks for it in the firewall.";

    static final String COMMANDS = "Beside this sheet, in the folder commands, lies a pair of files for each kind of firewall: one that opens"
            + " what is asked above, and one that takes back exactly that. Each begins with how it is used. Verified means that such commands"
            + " were run against a real firewall of that kind when this software was tested: the requested ports opened, for the audit machine"
            + " alone, and shut again. What is not verified should be read by somebody who knows the product.";

    /** IPv4 networks of this length, and IPv6 networks of that, whose addresses stand in one line. */
    private static final int GROUP_IPV4 = 24;
    private static final int GROUP_IPV6 = 64;

    private SheetText() {
    }

    static String title(FirewallRequest request) {
        var openings = request.openings();
        if (openings.isEmpty()) {
            return "No port to be opened for the network audit";
        }
        return openings.size() == 1
                ? "Please open " + Phrases.port(openings.getFirst().protocol(), openings.getFirst().port())
                        + " for a network audit"
                : "Please open " + openings.size() + " ports for a network audit";
    }

    static String sources(FirewallRequest request) {
        return Phrases.addresses(request.sources()) + " (the audit machine)";
    }

    static String why(FirewallRequest request) {
        return "The devices in this network are being audited: what they are, what runs on them, how they are set up. The audit machine named"
                + " above asks them over the network; nothing is installed on them. "
                + (request.openings().isEmpty() ? ""
                        : "Firewalls keep it from some of them. These are the fewest rules with which all of these can be"
                                + " read; each names the audit machine, the devices concerned, and one port."
                                + " All of them can be taken back after " + Phrases.day(request.until()) + ".");
    }

    static String servicesHeading(FirewallRequest request) {
        return (request.openings().isEmpty() ? 2 : 3) + ". Please switch on, on the devices themselves";
    }

    static String othersHeading(FirewallRequest request) {
        return (2 + (request.openings().isEmpty() ? 0 : 1) + (request.services().isEmpty() ? 0 : 1))
                + ". What no firewall rule cures";
    }

    static String unmatched(List<Prefix> destinations) {
        return "The audit machine has no address of the IP version of "
                + groups(destinations).stream().map(g -> String.join(", ", g)).collect(Collectors.joining(", "))
                + ". No rule can be written for these until it has one.";
    }

    /** A line for each network: the addresses in it, and prefixes as they are; those that are larger stand alone. */
    static List<List<String>> groups(List<Prefix> destinations) {
        var lines = new LinkedHashMap<Prefix, List<String>>();
        for (var destination : destinations) {
            var address = destination.address().withoutZone();
            var length = Math.min(destination.length(), address.version() == 4 ? GROUP_IPV4 : GROUP_IPV6);
            lines.computeIfAbsent(new Prefix(address, length), _ -> new ArrayList<>()).add(Phrases.prefix(destination));
        }
        return List.copyOf(lines.values());
    }
}
