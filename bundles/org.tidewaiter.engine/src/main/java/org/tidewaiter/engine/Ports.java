package org.tidewaiter.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Transport;

/**
 * Where services are asked that do not listen on their registered port.
 *
 * @param moved transport id to the port it is reached at
 */
public record Ports(Map<String, Integer> moved) {

    /** Every service on its registered port. */
    public static final Ports REGISTERED = new Ports(Map.of());

    public Ports {
        moved = Map.copyOf(moved);
    }

    /**
     * Reads {@code ssh=2222}.
     *
     * @throws TargetException when a word is no such pair
     */
    public static Ports parse(List<String> words) throws TargetException {
        var moved = new TreeMap<String, Integer>();
        for (var word : words) {
            var pair = word.split("=", 2);
            if (pair.length != 2 || !pair[1].matches("[0-9]{1,5}") || Integer.parseInt(pair[1]) < 1
                    || Integer.parseInt(pair[1]) > 65535) {
                throw new TargetException(word + ": not a port; write it as ssh=2222");
            }
            moved.put(pair[0], Integer.parseInt(pair[1]));
        }
        return new Ports(moved);
    }

    /** The words again, sorted. */
    public List<String> words() {
        return moved.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList();
    }

    /** The port a transport is reached at. */
    int of(Transport<?> transport) {
        return moved.getOrDefault(transport.id(), transport.port());
    }

    /** The port at which a rule's service is asked. */
    int at(PortRule rule, List<Transport<?>> transports) {
        return transports.stream()
                .filter(t -> t.party() == rule.party() && t.protocol() == rule.protocol() && t.port() == rule.port()).findFirst()
                .map(this::of).orElse(rule.port());
    }

    /** The probe as it is really sent: those of our own kinds follow a moved transport. */
    Probe placed(Probe probe, List<Transport<?>> transports) {
        for (var transport : transports) {
            if (transport.party() == probe.party() && transport.port() == probe.port() && of(transport) != probe.port()) {
                return switch (probe) {
                    case Probe.TcpConnect _ -> new Probe.TcpConnect(of(transport));
                    case Probe.Banner _ -> new Probe.Banner(of(transport));
                    case Probe.SnmpEngine _ -> new Probe.SnmpEngine(of(transport));
                    case Probe.SnmpSystem _ -> new Probe.SnmpSystem(of(transport));
                    case Probe.SmbNegotiate _ -> new Probe.SmbNegotiate(of(transport));
                    case Probe.Smb1Negotiate _ -> new Probe.Smb1Negotiate(of(transport));
                    case Probe.WsmanIdentify wsman -> new Probe.WsmanIdentify(of(transport), wsman.secure());
                    default -> probe;
                };
            }
        }
        return probe;
    }
}
