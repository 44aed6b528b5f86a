package org.tidewaiter.psrp.clixml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes the serialization of objects, [MS-PSRP] 2.2.5: one element without an XML declaration. An object that occurs twice, and type names
 * that do, are written once and then referred to.
 */
public final class ClixmlWriter {

    private final StringBuilder out = new StringBuilder();
    private final Map<ComplexObject, Integer> written = new IdentityHashMap<>();
    private final Map<List<String>, Integer> typeNames = new HashMap<>();
    private final List<Integer> open = new ArrayList<>();
    private int nextId;

    private ClixmlWriter() {
    }

    /** The XML of a value. */
    public static String write(Value value) {
        var writer = new ClixmlWriter();
        writer.value(value, null);
        return writer.out.toString();
    }

    private void value(Value value, @Nullable String name) {
        switch (value) {
            case Primitive primitive -> primitive(primitive, name);
            case Ancestor(var levels) -> reference(ancestor(levels), name);
            case ComplexObject object -> {
                var id = written.get(object);
                if (id == null) {
                    object(object, name);
                } else {
                    reference(id, name);
                }
            }
        }
    }

    private int ancestor(int levels) {
        if (levels > open.size()) {
            throw new IllegalArgumentException("a reference " + levels + " levels up at level " + open.size());
        }
        return open.get(open.size() - levels);
    }

    private void reference(int id, @Nullable String name) {
        start("Ref", name).append(" RefId=\"").append(id).append("\"/>");
    }

    private void primitive(Primitive value, @Nullable String name) {
        var element = PrimitiveText.element(value);
        start(element, name);
        if (value instanceof Primitive.Nil) {
            out.append("/>");
        } else {
            out.append('>');
            markup(PrimitiveText.text(value));
            end(element);
        }
    }

    private void object(ComplexObject object, @Nullable String name) {
        var id = nextId++;
        start("Obj", name).append(" RefId=\"").append(id).append("\">");
        open.add(id);
        types(object.typeNames());
        var string = object.string();
        if (string != null) {
            text("ToString", string);
        }
        switch (object.content()) {
            case null -> {
                // properties alone
            }
            case Primitive primitive -> primitive(primitive, null);
            case Container.Sequence(var kind, var items) -> {
                out.append('<').append(kind.element()).append('>');
                items.forEach(i -> value(i, null));
                end(kind.element());
            }
            case Container.Dictionary(var entries) -> dictionary(entries);
        }
        properties("Props", object.adapted());
        properties("MS", object.extended());
        open.removeLast();
        end("Obj");
        written.put(object, id);
    }

    private void dictionary(List<Container.Entry> entries) {
        out.append("<DCT>");
        for (var entry : entries) {
            out.append("<En>");
            value(entry.key(), "Key");
            value(entry.value(), "Value");
            out.append("</En>");
        }
        out.append("</DCT>");
    }

    private void properties(String element, List<Property> properties) {
        if (properties.isEmpty()) {
            return;
        }
        out.append('<').append(element).append('>');
        properties.forEach(p -> value(p.value(), p.name()));
        end(element);
    }

    private void types(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        var known = typeNames.get(names);
        if (known != null) {
            out.append("<TNRef RefId=\"").append(known).append("\"/>");
            return;
        }
        out.append("<TN RefId=\"").append(typeNames.size()).append("\">");
        typeNames.put(names, typeNames.size());
        names.forEach(n -> text("T", n));
        end("TN");
    }

    private void text(String element, String text) {
        out.append('<').append(element).append('>');
        markup(EscapedText.encode(text));
        end(element);
    }

    private StringBuilder start(String element, @Nullable String name) {
        out.append('<').append(element);
        if (name != null) {
            out.append(" N=\"");
            markup(EscapedText.encode(name));
            out.append('"');
        }
        return out;
    }

    private void end(String element) {
        out.append("</").append(element).append('>');
    }

    private void markup(String text) {
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(text.charAt(i));
            }
        }
    }
}
