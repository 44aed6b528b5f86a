package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpVariable;
import org.tidewaiter.api.session.TransportException;

/** What SNMP's stored exchanges say: the one reading of them for live sessions, the sweep and replays. Pure and total. */
public final class SnmpReplies {

    /** The objects of the system group (RFC 3418 section 2) that are asked for when an agent is met, in this order. */
    public static final List<Oid> SYSTEM = List.of("1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0").stream()
            .map(o -> Oid.of("1.3.6.1.2.1." + o)).toList();

    private static final Oid SYSTEM_GROUP = Oid.of("1.3.6.1.2.1.1");
    private static final Pattern HEADER = Pattern.compile("# version (1|2c|3) credential ([^\\n]{1,200})");

    private SnmpReplies() {
    }

    /**
     * The reply in a stored exchange. Lines that are no variables are left out and make a shortfall, unless there is one already.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static SnmpReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        var read = SnmpLines.read(exchange.out());
        var shortfall = exchange.ending().shortfall();
        if (shortfall == null && read.unreadable() > 0) {
            shortfall = new Shortfall(GapReason.UNPARSEABLE, read.unreadable() + " lines of the answer are no variables");
        }
        return new SnmpReply(read.variables(), shortfall, exchange.evidence());
    }

    /** The first line of an answer to the probe of the system group: a remark that says how it was got. */
    public static String header(String version, String credential) {
        return SnmpLines.remark("version " + version + " credential " + credential);
    }

    /** Reads an answer to the probe of the system group; empty when nothing of the group is in it. */
    public static Optional<Observation> system(byte[] bytes, Evidence evidence) {
        var header = HEADER.matcher(new String(bytes, StandardCharsets.UTF_8));
        var variables = SnmpLines.read(bytes).variables();
        return variables.stream().noneMatch(v -> v.oid().startsWith(SYSTEM_GROUP)) ? Optional.empty()
                : Optional.of(system(facts(variables).put("version", header.lookingAt() ? header.group(1) : "2c"), evidence));
    }

    /** The system group as facts about a session: {@code description}, {@code object-id}, {@code up-time} in ticks, {@code contact} ... */
    public static SessionFacts facts(List<SnmpVariable> variables) {
        var facts = new SessionFacts();
        for (var variable : variables) {
            var name = variable.oid().startsWith(SYSTEM_GROUP) && variable.oid().size() == SYSTEM_GROUP.size() + 2
                    ? name(variable.oid().arc(SYSTEM_GROUP.size())) : null;
            if (name != null) {
                facts.put(name, text(variable.value()));
            }
        }
        return facts;
    }

    private static @Nullable String name(long object) {
        return switch ((int) object) {
            case 1 -> "description";
            case 2 -> "object-id";
            case 3 -> "up-time";
            case 4 -> "contact";
            case 5 -> "name";
            case 6 -> "location";
            default -> null;
        };
    }

    private static String text(SnmpValue value) {
        return switch (value) {
            case SnmpValue.Numeric number -> Long.toString(number.value());
            case SnmpValue.Octets octets -> new String(octets.bytes(), StandardCharsets.UTF_8);
            case SnmpValue.Identifier identifier -> identifier.oid().toString();
            case SnmpValue.Address address -> address.address().toString();
        };
    }

    /** How an opened session was greeted: the system group, and of SNMPv3 the engine. */
    public static List<Observation> greeting(SessionFacts facts, Evidence evidence) {
        var greeting = new ArrayList<Observation>();
        if (!facts.value("version").isEmpty()) {
            greeting.add(system(facts, evidence));
        }
        engine(facts.value("engine-id"), number(facts.value("engine-boots")), number(facts.value("engine-time")), evidence)
                .ifPresent(greeting::add);
        return List.copyOf(greeting);
    }

    private static Observation system(SessionFacts facts, Evidence evidence) {
        var ticks = facts.value("up-time");
        return new Observation.SnmpSystem(given(facts, "description"), Oid.tryParse(facts.value("object-id")).orElse(null),
                given(facts, "name"), given(facts, "location"), given(facts, "contact"),
                ticks.isEmpty() ? null : Duration.ofMillis(number(ticks) * 10), facts.value("version"), evidence);
    }

    private static @Nullable String given(SessionFacts facts, String name) {
        var value = facts.value(name).strip();
        return value.isEmpty() ? null : value;
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : 0;
    }

    /**
     * An SNMPv3 engine by its id (RFC 3411 section 5); empty when that is none.
     *
     * @param id hex
     */
    public static Optional<Observation> engine(String id, long boots, long seconds, Evidence evidence) {
        if (!id.matches("(?:[0-9a-f]{2}){5,32}")) {
            return Optional.empty();
        }
        var bytes = HexFormat.of().parseHex(id);
        var enterprise = (bytes[0] & 0x7fL) << 24 | (bytes[1] & 0xffL) << 16 | (bytes[2] & 0xffL) << 8 | bytes[3] & 0xffL;
        var mac = bytes[0] < 0 && bytes[4] == 3 && bytes.length == 11 ? MacAddress.tryParse(id.substring(10)).orElse(null) : null;
        return Optional.of(new Observation.SnmpEngine(id, enterprise, mac, boots, seconds, evidence));
    }
}
