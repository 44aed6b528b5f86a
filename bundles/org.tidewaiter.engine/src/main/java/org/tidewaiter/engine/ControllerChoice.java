package org.tidewaiter.engine;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Transport;

/**
 * Which domain controller is asked about a device, or why none is. Only those that the run found at its beginning are, never one that an
 * answer names.
 *
 * @param controller absent where none can be asked
 * @param why        then says why; otherwise of no meaning
 * @param evidence   the exchange that shows it; absent where nobody was asked
 */
record ControllerChoice(@Nullable ScopedAddress controller, Shortfall why, @Nullable Evidence evidence) {

    private static final Shortfall NO_DOMAIN = new Shortfall(GapReason.SKIPPED,
            "no domain controller is known to this run: name the domain with --domain or a controller with --domain-controller, and"
                    + " add a credential of the domain (user@realm) with `tidewaiter credentials add`");

    static ControllerChoice of(DeviceTools tools, Transport<?> transport, List<Observation> observations) {
        var realm = tools.work().realm();
        if (realm == null || realm.controllers().isEmpty()) {
            return new ControllerChoice(null, NO_DOMAIN, null);
        }
        var seen = observations.stream().filter(Observation.ServerPort.class::isInstance).map(Observation.ServerPort.class::cast)
                .filter(p -> p.party() == Party.DOMAIN_CONTROLLER && p.protocol() == transport.protocol()
                        && p.port() == transport.port())
                .findFirst();
        var first = realm.controllers().getFirst();
        // where no rule names the port, and where it listens elsewhere, nobody has asked it
        if (seen.isEmpty() || tools.ports().of(transport) != transport.port()) {
            return new ControllerChoice(first, NO_DOMAIN, null);
        }
        var port = seen.get();
        var controller = realm.controllers().stream().filter(c -> Objects.equals(c.address(), port.server())).findFirst();
        return controller.isPresent() && port.state() == PortState.OPEN
                ? new ControllerChoice(controller.get(), NO_DOMAIN, port.evidence())
                : new ControllerChoice(null, shut(tools, transport, port, first), port.evidence());
    }

    private static Shortfall shut(DeviceTools tools, Transport<?> transport, Observation.ServerPort port, ScopedAddress first) {
        var rules = tools.installed().families().stream().flatMap(f -> f.portRules().stream())
                .filter(r -> r.party() == Party.DOMAIN_CONTROLLER && r.protocol() == port.protocol() && r.port() == port.port())
                .map(PortRule::id).collect(Collectors.joining(", "));
        var server = port.server();
        return new Shortfall(GapReason.UNREACHABLE,
                transport.id() + " cannot be reached: " + port.protocol().name().toLowerCase(Locale.ROOT) + "/" + port.port()
                        + " of the domain controller " + (server == null ? first.toString() : server.toString())
                        + " is " + port.state() + " (" + port.reason() + ")" + (rules.isEmpty() ? "" : ", rule " + rules));
    }
}
