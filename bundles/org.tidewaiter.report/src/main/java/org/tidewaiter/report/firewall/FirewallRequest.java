package org.tidewaiter.report.firewall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;

/**
 * A request for changes of firewalls: the fewest rules with which every device can be audited that a firewall keeps from it; and, apart from
 * them, what no firewall is to blame for.
 *
 * @param made     when the states were seen
 * @param sources  addresses of the machine that audits, IPv4 before IPv6
 * @param until    the last day on which the temporary rules, and all of them unless the client wants them to stay, are needed
 * @param openings by how many devices each frees, most first; no two share an id
 * @param services what is to be switched on, since nothing listens
 * @param others   what a firewall rule would not cure: no way, refused credentials, silence that does not tell
 */
public record FirewallRequest(Instant made, List<IpAddress> sources, LocalDate until, List<Opening> openings,
        List<Service> services, List<Other> others) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private static final int LAST_PORT = 65_535;

    public FirewallRequest {
        sources = List.copyOf(sources);
        openings = List.copyOf(openings);
        services = List.copyOf(services);
        others = List.copyOf(others);
        if (openings.stream().map(Opening::id).distinct().count() < openings.size()) {
            throw new IllegalArgumentException("two openings share an id");
        }
    }

    /**
     * One port to be opened. The id goes into commands as it is, so no other character is accepted in it.
     *
     * @param id           {@code open-tcp-5985}: a name for comments in configurations, letters, digits and hyphens
     * @param protocol     TCP, UDP or ICMP (echo)
     * @param port         0 for ICMP
     * @param destinations exactly the addresses, merged to prefixes where that adds none; IPv4 before IPv6
     * @param devices      how many devices need it
     * @param purpose      what the port is used for
     * @param effect       what is missing without it
     * @param lost         ids of the data classes that it frees
     * @param rules        ids of the port rules behind it
     * @param tellers      firewalls that gave themselves away, where the change is to be made
     * @param temporary    whether it can be shut again as soon as the devices are prepared
     */
    public record Opening(String id, Protocol protocol, int port, List<Prefix> destinations, long devices, String purpose,
            String effect, List<String> lost, List<String> rules, List<IpAddress> tellers, boolean temporary) {
        public Opening {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("an opening's id is of letters, digits and hyphens, 63 at most");
            }
            if (protocol == Protocol.ARP) {
                throw new IllegalArgumentException(id + ": no firewall opens ARP");
            }
            check(protocol, port);
            destinations = List.copyOf(destinations);
            lost = List.copyOf(lost);
            rules = List.copyOf(rules);
            tellers = List.copyOf(tellers);
        }
    }

    /**
     * A service to be switched on.
     *
     * @param remedy how, as the port rule says
     */
    public record Service(Protocol protocol, int port, List<Prefix> destinations, String remedy, String effect, String rule) {
        public Service {
            check(protocol, port);
            destinations = List.copyOf(destinations);
        }
    }

    /** Something else that stands in the way: why, and what to do. */
    public record Other(Protocol protocol, int port, List<Prefix> destinations, String why, String remedy, String rule) {
        public Other {
            check(protocol, port);
            destinations = List.copyOf(destinations);
        }
    }

    private static void check(Protocol protocol, int port) {
        switch (protocol) {
            case TCP, UDP -> {
                if (port < 1 || port > LAST_PORT) {
                    throw new IllegalArgumentException(protocol + " has no port " + port);
                }
            }
            case ICMP, ARP -> {
                if (port != 0) {
                    throw new IllegalArgumentException(protocol + " has no ports; " + port + " stands for none");
                }
            }
        }
    }
}
