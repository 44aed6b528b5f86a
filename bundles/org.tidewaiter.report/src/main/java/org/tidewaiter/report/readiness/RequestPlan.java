package org.tidewaiter.report.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.report.firewall.FirewallRequest;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.firewall.FirewallRequest.Other;
import org.tidewaiter.report.firewall.FirewallRequest.Service;
import org.tidewaiter.report.readiness.ReadinessOverview.Device;
import org.tidewaiter.report.readiness.ReadinessOverview.Group;
import org.tidewaiter.store.StoredReadiness.Result;
import org.tidewaiter.store.StoredRule;

/**
 * The fewest changes that make every device auditable that a firewall keeps from it. A port is asked for where a firewall is the cause; what
 * prepares a device only where opening the audit's own port would not do; of a device that nothing gives away nothing is asked for.
 */
public final class RequestPlan {

    private record Port(Protocol protocol, int port, boolean temporary) {
    }

    private static final class Wanted {
        private final Set<IpAddress> destinations = new LinkedHashSet<>();
        private final Set<Device> devices = new LinkedHashSet<>();
        private final Set<Result> results = new LinkedHashSet<>();
    }

    private final Map<Port, Wanted> openings = new LinkedHashMap<>();
    private final Map<List<Object>, Wanted> services = new LinkedHashMap<>();
    private final Map<List<Object>, Wanted> others = new LinkedHashMap<>();
    private long unrecognised;
    private long freed;
    private long completed;

    private RequestPlan() {
    }

    /** Plans for the devices of a run. */
    public static RequestPlan of(ReadinessOverview overview) {
        var plan = new RequestPlan();
        overview.groups().forEach(plan::take);
        return plan;
    }

    /** How many devices cannot be audited now, and could if the request were met. */
    public long freed() {
        return freed;
    }

    /** How many devices can be audited now, and would lose less. */
    public long completed() {
        return completed;
    }

    /** "Opening 3 ports makes 27 more devices auditable and makes 4 more complete." */
    public String sentence() {
        var unknown = unrecognised == 0 ? ""
                : " Of " + unrecognised + (unrecognised == 1 ? " device" : " devices")
                        + " nothing says what it is, so nothing is asked for it; what you know, say with --as FAMILY.";
        if (openings.isEmpty()) {
            return "No firewall is known to stand in the way of what was recognised." + unknown;
        }
        var words = new ArrayList<String>();
        if (freed > 0) {
            words.add("makes " + freed + " more " + (freed == 1 ? "device" : "devices") + " auditable");
        }
        if (completed > 0) {
            words.add("makes " + completed + " more complete");
        }
        return "Opening " + openings.size() + (openings.size() == 1 ? " port " : " ports ")
                + (words.isEmpty() ? "frees no device by itself: something else is in the way, too" : String.join(" and ", words))
                + "." + unknown;
    }

    private void take(Group group) {
        if (group.isUnrecognised()) {
            unrecognised += group.devices().size();
            return;
        }
        for (var reason : group.reasons()) {
            if (reason.cause().isFirewall() && isWanted(reason, group)) {
                add(openings.computeIfAbsent(port(reason), _ -> new Wanted()), reason, group);
            } else if (!isDecisive(reason)) {
                continue; // a means to an end: nobody is asked to switch it on
            } else if (reason.cause() == Cause.NOTHING_LISTENS) {
                add(services.computeIfAbsent(List.of(reason.rule().id(), reason.remedy()), _ -> new Wanted()), reason, group);
            } else if (!reason.cause().isFirewall()) {
                add(others.computeIfAbsent(List.of(reason.rule().id(), reason.why(), reason.remedy()), _ -> new Wanted()), reason,
                        group);
            }
        }
        if (group.reasons().stream().filter(RequestPlan::isDecisive).allMatch(r -> r.cause().isFirewall())) {
            switch (group.verdict()) {
                case BLOCKED, UNKNOWN, PREPARABLE -> freed += group.devices().size();
                case DEGRADED -> completed += group.devices().size();
                case READY -> {
                    // nothing is missing
                }
            }
        }
    }

    /** Not those that only prepare or recognise: they are means to an end. */
    private static boolean isDecisive(Result reason) {
        return reason.rule().stage() != Stage.PREPARE && reason.rule().stage() != Stage.RECOGNISE;
    }

    private static boolean isWanted(Result reason, Group group) {
        return switch (reason.rule().stage()) {
            case RECOGNISE -> !reason.rule().need().startsWith("only-if");
            case PREPARE -> group.reasons().stream()
                    .noneMatch(r -> reason.rule().need().equals("only-if-fails " + r.rule().id()) && r.cause().isFirewall());
            case SCAN, AUTHENTICATE, AUDIT, ENRICH -> true;
        };
    }

    private static Port port(Result reason) {
        return new Port(reason.rule().protocol(), reason.rule().port(), reason.rule().stage() == Stage.PREPARE);
    }

    private static void add(Wanted wanted, Result reason, Group group) {
        wanted.results.add(reason);
        wanted.devices.addAll(group.devices());
        if (reason.rule().party() == Party.TARGET) {
            group.devices().forEach(d -> wanted.destinations.add(d.address()));
        } else if (reason.server() instanceof IpAddress server) {
            wanted.destinations.add(server);
        }
    }

    /**
     * The request.
     *
     * @param sources addresses of the machine that audits
     * @param until   the last day on which the openings are needed
     */
    public FirewallRequest request(Instant made, List<IpAddress> sources, LocalDate until) {
        return new FirewallRequest(made, sources, until, openings(), services(), others());
    }

    /** The ports to be opened, by how many devices and data classes each frees. */
    public List<Opening> openings() {
        var all = new ArrayList<Opening>();
        openings.forEach((port, wanted) -> all.add(opening(port, wanted)));
        all.sort(Comparator.comparingLong(Opening::devices).thenComparing(o -> o.lost().size()).reversed()
                .thenComparing(Opening::id));
        return all;
    }

    private static Opening opening(Port port, Wanted wanted) {
        var rules = wanted.results.stream().map(Result::rule).distinct().toList();
        var lost = new TreeSet<String>();
        wanted.results.forEach(r -> lost.addAll(r.lost()));
        var id = "open-" + port.protocol.name().toLowerCase(Locale.ROOT) + (port.port == 0 ? "" : "-" + port.port)
                + (port.temporary ? "-temporary" : "");
        return new Opening(id, port.protocol, port.port, Prefixes.of(wanted.destinations), wanted.devices.size(),
                joined(rules.stream().map(StoredRule::purpose).toList()), joined(rules.stream().map(StoredRule::effect).toList()),
                List.copyOf(lost), rules.stream().map(StoredRule::id).toList(),
                wanted.results.stream().flatMap(r -> r.teller() instanceof IpAddress t ? List.of(t).stream() : null).distinct()
                        .toList(),
                port.temporary);
    }

    private static String joined(List<String> texts) {
        return String.join("; ", new LinkedHashSet<>(texts));
    }

    private List<Service> services() {
        return services.values().stream().map(wanted -> {
            var reason = wanted.results.iterator().next();
            return new Service(reason.rule().protocol(), reason.rule().port(), Prefixes.of(wanted.destinations), reason.remedy(),
                    reason.rule().effect(), reason.rule().id());
        }).toList();
    }

    private List<Other> others() {
        return others.values().stream().map(wanted -> {
            var reason = wanted.results.iterator().next();
            return new Other(reason.rule().protocol(), reason.rule().port(), Prefixes.of(wanted.destinations), reason.why(),
                    reason.remedy(), reason.rule().id());
        }).toList();
    }
}
