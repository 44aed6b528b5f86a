package org.tidewaiter.psrp.clixml;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Obj, [MS-PSRP] 2.2.5.2.
 *
 * @param typeNames its type names, the nearest first; empty where none were sent
 * @param string    what the object says of itself (ToString); null where nothing was sent
 * @param content   a primitive value or a container; null where it is neither
 * @param adapted   its adapted properties (Props)
 * @param extended  its extended properties (MS)
 */
public record ComplexObject(List<String> typeNames, @Nullable String string, @Nullable Content content, List<Property> adapted,
        List<Property> extended) implements Value {

    public ComplexObject {
        typeNames = List.copyOf(typeNames);
        adapted = List.copyOf(adapted);
        extended = List.copyOf(extended);
    }

    /** An object with nothing but extended properties: what most messages are. */
    public static ComplexObject of(List<Property> extended) {
        return new ComplexObject(List.of(), null, null, List.of(), extended);
    }

    /** The value of an enumeration, [MS-PSRP] 2.2.5.2.7. */
    public static ComplexObject enumeration(String typeName, String name, int number) {
        return new ComplexObject(List.of(typeName, "System.Enum", "System.ValueType", "System.Object"), name,
                Primitive.Whole.of(number),
                List.of(), List.of());
    }

    /** The value of a property, extended or adapted; of two of a name the first. */
    public Optional<Value> property(String name) {
        return find(extended, name).or(() -> find(adapted, name));
    }

    /** The value under a text in a dictionary. */
    public Optional<Value> entry(String key) {
        return content instanceof Container.Dictionary(var entries)
                ? entries.stream().filter(e -> e.key() instanceof Primitive.Text(var text) && text.equals(key))
                        .map(Container.Entry::value)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Value> find(List<Property> properties, String name) {
        return properties.stream().filter(p -> p.name().equals(name)).map(Property::value).findFirst();
    }
}
