package org.tidewaiter.family.snmp.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpValue.Numeric.Type;
import org.tidewaiter.api.session.SnmpVariable;
import org.tidewaiter.api.session.SnmpWalk;

/** An agent that answers from lines {@code oid|tag|value}, as snmpsim records them. */
final class RecordedWalk implements SnmpSession {

    private final TreeMap<Oid, SnmpValue> values = new TreeMap<>();
    private final @Nullable Shortfall shortfall;
    private int exchanges;

    private RecordedWalk(List<String> lines, @Nullable Shortfall shortfall) {
        this.shortfall = shortfall;
        for (var line : lines) {
            var parts = line.strip().split("\\|", 3);
            if (parts.length == 3 && !line.startsWith("#")) {
                Oid.tryParse(parts[0].strip())
                        .ifPresent(oid -> value(parts[1], parts[2]).ifPresent(v -> values.putIfAbsent(oid, v)));
            }
        }
    }

    static RecordedWalk of(String lines) {
        return new RecordedWalk(lines.lines().toList(), null);
    }

    /** Every answer is cut short. */
    static RecordedWalk cut(String lines, Shortfall shortfall) {
        return new RecordedWalk(lines.lines().toList(), shortfall);
    }

    static RecordedWalk read(Path file) throws IOException {
        return of(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** Tags are ASN.1's; an x behind one means hexadecimal. Values that do not fit their tag are what the agent never sent. */
    private static Optional<SnmpValue> value(String tag, String text) {
        try {
            return switch (tag) {
                case "2" -> Optional.of(new SnmpValue.Numeric(Type.INTEGER, Long.parseLong(text.strip())));
                case "65" -> Optional.of(new SnmpValue.Numeric(Type.COUNTER32, Long.parseLong(text.strip())));
                case "66" -> Optional.of(new SnmpValue.Numeric(Type.GAUGE32, Long.parseLong(text.strip())));
                case "67" -> Optional.of(new SnmpValue.Numeric(Type.TIME_TICKS, Long.parseLong(text.strip())));
                case "70" -> Optional.of(new SnmpValue.Numeric(Type.COUNTER64, Long.parseUnsignedLong(text.strip())));
                case "4" -> Optional.of(new SnmpValue.Octets(text.getBytes(StandardCharsets.ISO_8859_1)));
                case "4x", "68x" -> Optional.of(new SnmpValue.Octets(HexFormat.of().parseHex(text.strip())));
                case "6" -> Oid.tryParse(text.strip()).map(SnmpValue.Identifier::new);
                case "64" -> IpAddress.tryParse(text.strip()).filter(a -> a.version() == 4).map(SnmpValue.Address::new);
                case "64x" -> Optional.of(new SnmpValue.Address(IpAddress.ofBytes(HexFormat.of().parseHex(text.strip()))));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String target() {
        return "recorded";
    }

    @Override
    public SnmpReply get(SnmpGet request) {
        var found = new ArrayList<SnmpVariable>();
        for (var oid : request.oids()) {
            Optional.ofNullable(values.get(oid)).ifPresent(value -> found.add(new SnmpVariable(oid, value, found.size() + 1)));
        }
        return reply(found);
    }

    @Override
    public SnmpReply walk(SnmpWalk request) {
        var found = new ArrayList<SnmpVariable>();
        for (var root : request.roots()) {
            for (var entry : values.tailMap(root, false).entrySet()) {
                if (!entry.getKey().startsWith(root)) {
                    break;
                }
                found.add(new SnmpVariable(entry.getKey(), entry.getValue(), found.size() + 1));
            }
        }
        return reply(found);
    }

    private SnmpReply reply(List<SnmpVariable> found) {
        return new SnmpReply(found, shortfall, new Evidence(++exchanges, ""));
    }
}
