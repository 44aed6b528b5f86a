package org.tidewaiter.family.snmp;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.knowledge.Enterprises;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observation.SnmpEngine;
import org.tidewaiter.api.probe.Observation.SnmpSystem;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.family.snmp.rule.Identified;
import org.tidewaiter.family.snmp.rule.Rules;

/** Tells what answers SNMP: by its system group, by its engine id alone, or by its TCP port. */
final class SnmpRecognizer implements Recognizer {

    /** Makers of agents, not of devices. */
    private static final long NET_SNMP = 8072;
    private static final long UCD_SNMP = 2021;
    private static final int PORT = 161;
    private static final int LONGEST_REASON = 120;

    private final Rules rules;
    private final Enterprises enterprises;
    private final HardwareVendors vendors;

    SnmpRecognizer(Rules rules, Enterprises enterprises, HardwareVendors vendors) {
        this.rules = rules;
        this.enterprises = enterprises;
        this.vendors = vendors;
    }

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var system = first(observations.of(SnmpSystem.class));
        var engine = first(observations.of(SnmpEngine.class));
        if (system.isPresent()) {
            return system.map(s -> claim(s, engine));
        }
        return engine.map(this::claim).or(() -> first(observations.of(Observation.Port.class)
                .filter(port -> port.protocol() == Protocol.TCP && port.port() == PORT && port.state() == PortState.OPEN))
                .map(port -> new Claim(SnmpFamily.ID, null, null, null, Confidence.LIKELY,
                        List.of(new Because("TCP 161 is open, where SNMP is spoken over TCP (RFC 3430)", port.evidence())))));
    }

    /** The same one in any order and for repeats. */
    private static <T extends Observation> Optional<T> first(Stream<T> observations) {
        return observations.min(Comparator.comparing((T o) -> o.evidence().exchange()).thenComparing(o -> o.evidence().where())
                .thenComparing(T::toString));
    }

    private Claim claim(SnmpSystem system, Optional<SnmpEngine> engine) {
        var found = rules.identify(system.description(), system.objectId());
        var vendor = found.vendor();
        if (vendor == null) {
            vendor = engine.map(this::vendor).orElse(null);
        }
        return new Claim(SnmpFamily.ID, vendor, found.product(), found.version(), Confidence.LIKELY,
                List.of(new Because(reason(system, found), system.evidence())));
    }

    private static String reason(SnmpSystem system, Identified found) {
        var description = Rules.normal(system.description());
        var kind = found.kind();
        var text = description.length() > LONGEST_REASON ? description.substring(0, LONGEST_REASON) + "..." : description;
        return (kind == null ? "SNMP system group: " : kind.label() + ", by its SNMP system group: ")
                + (text.isEmpty() ? "no description" : "\"" + text + "\"")
                + (system.objectId() == null ? "" : ", object id " + system.objectId());
    }

    private Claim claim(SnmpEngine engine) {
        var agent = engine.enterprise() == NET_SNMP || engine.enterprise() == UCD_SNMP ? "net-snmp" : null;
        return new Claim(SnmpFamily.ID, vendor(engine), agent, null, Confidence.LIKELY,
                List.of(new Because("SNMPv3 engine " + engine.engineId(), engine.evidence())));
    }

    /** The enterprise's; of an agent that many build in, the owner of the hardware address in the engine id. */
    private @Nullable String vendor(SnmpEngine engine) {
        if (engine.enterprise() != NET_SNMP && engine.enterprise() != UCD_SNMP) {
            return rules.maker(engine.enterprise()).or(() -> enterprises.organization(engine.enterprise())).orElse(null);
        }
        return engine.mac() instanceof MacAddress mac ? vendors.vendor(mac).orElse(null) : null;
    }
}
