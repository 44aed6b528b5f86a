package org.tidewaiter.psrp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.clixml.ClixmlReader;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Container;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Property;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageFormat;

/** Holds a decoded message against its recorded bytes. */
final class Faithful {

    private static final Pattern VALUE = Pattern
            .compile("<(Obj|S|C|B|DT|TS|By|SB|U16|I16|U32|I32|U64|I64|Sg|Db|D|BA|G|URI|Nil|Version|XD|SBK|SS)[ />]");
    private static final ClixmlReader READER = new ClixmlReader(ClixmlLimits.USUAL);

    private Faithful() {
    }

    /** Every element of the data is in the values, and the message says again what it was read from, but for the order of properties. */
    static void check(Message message, byte[] bytes) throws PsrpException {
        var xml = new String(bytes, MessageFormat.HEADER_BYTES, bytes.length - MessageFormat.HEADER_BYTES, StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                // 2.2.3.8 has the first name; the recorded client has this one.
                .replace("Automation.Runspaces.RemoteStreamOptions", "Automation.RemoteStreamOptions");
        if (xml.isEmpty()) {
            assertEquals(null, message.body().data());
            return;
        }
        var value = READER.read(xml);
        assertEquals(VALUE.matcher(xml).results().count(), count(value, Collections.newSetFromMap(new IdentityHashMap<>())));
        assertEquals(sorted(value), sorted(message.body().data()), message.type().name());
    }

    private static long count(Value value, Set<Value> seen) {
        if (!(value instanceof ComplexObject object)) return value instanceof Primitive ? 1 : 0;
        if (!seen.add(object)) return 0;
        var inside = switch (object.content()) {
            case null -> Stream.<Value> of();
            case Primitive primitive -> Stream.<Value> of(primitive);
            case Container.Sequence(var _, var items) -> items.stream();
            case Container.Dictionary(var entries) -> entries.stream().flatMap(e -> Stream.of(e.key(), e.value()));
        };
        var properties = Stream.concat(object.adapted().stream(), object.extended().stream()).map(Property::value);
        return 1 + Stream.concat(inside, properties).mapToLong(v -> count(v, seen)).sum();
    }

    /** Properties by name; the word for an enumeration's number, which readers leave unread, is left out. */
    private static Value sorted(Value value) {
        if (!(value instanceof ComplexObject object)) return value;
        var content = object.content() instanceof Container.Sequence(var kind, var items)
                ? new Container.Sequence(kind, items.stream().map(Faithful::sorted).toList())
                : object.content();
        var string = object.typeNames().contains("System.Enum") ? null : object.string();
        return new ComplexObject(object.typeNames(), string, content, sorted(object.adapted()),
                sorted(object.extended()));
    }

    private static List<Property> sorted(List<Property> properties) {
        return properties.stream().map(p -> new Property(p.name(), sorted(p.value())))
                .sorted(Comparator.comparing(Property::name))
                .toList();
    }
}
