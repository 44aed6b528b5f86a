package org.tidewaiter.transport.winrm.wsman;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a reply.
 *
 * @param attributes local name to value; names in different namespaces that are spelt alike do not occur together in these protocols
 * @param text       its own character data, without that of its children
 */
record Element(String namespace, String name, Map<String, String> attributes, List<Element> children, String text) {

    /** Whether it is this one. */
    boolean is(String namespaceOf, String nameOf) {
        return name.equals(nameOf) && namespace.equals(namespaceOf);
    }

    /** The first child of this name. */
    Optional<Element> child(String namespaceOf, String nameOf) {
        return children.stream().filter(c -> c.is(namespaceOf, nameOf)).findFirst();
    }

    /** The children of this name. */
    Stream<Element> all(String namespaceOf, String nameOf) {
        return children.stream().filter(c -> c.is(namespaceOf, nameOf));
    }

    /** An attribute, or "". */
    String attribute(String nameOf) {
        return attributes.getOrDefault(nameOf, "");
    }

    /** All character data in it and below it. */
    String wholeText() {
        if (children.isEmpty()) return text;
        var all = new StringBuilder(text);
        children.forEach(c -> all.append(c.wholeText()));
        return all.toString();
    }

    /** The text of the first child of this name, stripped; "" where there is none. */
    String textOf(String namespaceOf, String nameOf) {
        return child(namespaceOf, nameOf).map(e -> e.text().strip()).orElse("");
    }
}
