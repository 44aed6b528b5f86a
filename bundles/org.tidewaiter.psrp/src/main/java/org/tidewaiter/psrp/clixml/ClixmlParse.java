package org.tidewaiter.psrp.clixml;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.fragment.PsrpException;

/** One reading of one document: the references that it has met. */
final class ClixmlParse {

    private static final String SPACE = " \t\r\n";
    private static final int SHOWN = 40;

    private final XMLStreamReader in;
    private final ClixmlLimits limits;
    private final Map<String, Known> objects = new HashMap<>();
    private final Map<String, List<String>> typeNames = new HashMap<>();
    /** The RefIds of the objects that are being read, the outermost first; "" for one without. */
    private final List<String> open = new ArrayList<>();
    private long values;

    /** An object that was read, and how many values it is made of. */
    private record Known(ComplexObject object, long values) {
    }

    /** Reads the children of an element: called at the start of each one, and leaves at its end. */
    private interface Child {
        void read(String element) throws XMLStreamException, PsrpException;
    }

    ClixmlParse(XMLStreamReader in, ClixmlLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The value whose start the reader stands at; it stands at its end afterwards. */
    Value value() throws XMLStreamException, PsrpException {
        var element = in.getLocalName();
        return switch (element) {
            case "Obj" -> object();
            case "Ref" -> reference();
            default -> primitive(element);
        };
    }

    private void count(long more) throws PsrpException {
        values += more;
        if (values > limits.values()) {
            throw new PsrpException("CLIXML of more than " + limits.values() + " values");
        }
    }

    private Primitive primitive(String element) throws XMLStreamException, PsrpException {
        count(1);
        var reader = PrimitiveText.reader(element);
        if (reader == null) {
            throw new PsrpException("CLIXML with the unknown element " + shown(element));
        }
        var text = text();
        try {
            return reader.read(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PsrpException("CLIXML: " + shown(text) + " is no " + element + ": " + e.getMessage(), e);
        }
    }

    private Value reference() throws XMLStreamException, PsrpException {
        var id = attribute("RefId");
        if (id == null) {
            throw new PsrpException("CLIXML: a Ref without RefId");
        }
        children("Ref", element -> unknown("Ref", element));
        var level = open.lastIndexOf(id);
        if (level >= 0) {
            count(1);
            return new Ancestor(open.size() - level);
        }
        var known = objects.get(id);
        if (known == null) {
            throw new PsrpException("CLIXML: a Ref to " + shown(id) + ", which was not there before");
        }
        count(known.values());
        return known.object();
    }

    private ComplexObject object() throws XMLStreamException, PsrpException {
        var before = values;
        count(1);
        if (open.size() >= limits.depth()) {
            throw new PsrpException("CLIXML with objects more than " + limits.depth() + " deep");
        }
        var id = attribute("RefId");
        open.add(id == null ? "" : id);
        var parts = new Parts();
        children("Obj", parts::read);
        open.removeLast();
        var object = new ComplexObject(parts.types, parts.string, parts.content, parts.adapted, parts.extended);
        if (id != null) {
            objects.put(id, new Known(object, values - before));
        }
        return object;
    }

    /** What an Obj is made of, while it is being read. */
    private final class Parts {
        private List<String> types = List.of();
        private @Nullable String string;
        private @Nullable Content content;
        private List<Property> adapted = List.of();
        private List<Property> extended = List.of();

        void read(String element) throws XMLStreamException, PsrpException {
            switch (element) {
                case "TN" -> types = typeNames();
                case "TNRef" -> types = typeNamesAgain();
                case "ToString" -> string = EscapedText.decode(text());
                case "Props" -> adapted = properties(element);
                case "MS" -> extended = properties(element);
                default -> {
                    if (content != null) {
                        throw new PsrpException("CLIXML: an Obj with " + shown(element) + " besides other content");
                    }
                    content = content(element);
                }
            }
        }
    }

    private Content content(String element) throws XMLStreamException, PsrpException {
        if (element.equals("DCT")) {
            return dictionary();
        }
        for (var kind : Container.Sequence.Kind.values()) {
            if (element.equals(kind.element())) {
                var items = new ArrayList<Value>();
                children(element, _ -> items.add(value()));
                return new Container.Sequence(kind, items);
            }
        }
        return primitive(element);
    }

    private Container.Dictionary dictionary() throws XMLStreamException, PsrpException {
        var entries = new ArrayList<Container.Entry>();
        children("DCT", element -> {
            if (!element.equals("En")) {
                unknown("DCT", element);
            }
            entries.add(entry());
        });
        return new Container.Dictionary(entries);
    }

    private Container.Entry entry() throws XMLStreamException, PsrpException {
        var pair = properties("En");
        var entry = ComplexObject.of(pair);
        var key = entry.property("Key");
        var value = entry.property("Value");
        if (pair.size() != 2 || key.isEmpty() || value.isEmpty()) {
            throw new PsrpException("CLIXML: an entry that is not one Key and one Value");
        }
        return new Container.Entry(key.get(), value.get());
    }

    private List<Property> properties(String parent) throws XMLStreamException, PsrpException {
        var properties = new ArrayList<Property>();
        children(parent, element -> {
            var name = attribute("N");
            if (name == null) {
                throw new PsrpException("CLIXML: a property " + shown(element) + " without a name");
            }
            properties.add(new Property(EscapedText.decode(name), value()));
        });
        return properties;
    }

    private List<String> typeNames() throws XMLStreamException, PsrpException {
        var id = attribute("RefId");
        var names = new ArrayList<String>();
        children("TN", element -> {
            if (!element.equals("T")) {
                unknown("TN", element);
            }
            count(1);
            names.add(EscapedText.decode(text()));
        });
        var list = List.copyOf(names);
        if (id != null) {
            typeNames.put(id, list);
        }
        return list;
    }

    private List<String> typeNamesAgain() throws XMLStreamException, PsrpException {
        var id = attribute("RefId");
        var names = id == null ? null : typeNames.get(id);
        if (names == null) {
            throw new PsrpException("CLIXML: a TNRef to " + shown(String.valueOf(id)) + ", which was not there before");
        }
        children("TNRef", element -> unknown("TNRef", element));
        return names;
    }

    private static void unknown(String parent, String element) throws PsrpException {
        throw new PsrpException("CLIXML: " + shown(element) + " in " + parent);
    }

    private void children(String parent, Child child) throws XMLStreamException, PsrpException {
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> child.read(in.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!blank(in.getText())) {
                        throw new PsrpException("CLIXML: text in " + parent + ": " + shown(in.getText().strip()));
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new PsrpException("CLIXML with an entity");
                default -> {
                    // comments and space
                }
            }
        }
    }

    private String text() throws XMLStreamException, PsrpException {
        var first = "";
        StringBuilder more = null;
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    // One piece, but where a comment parts it.
                    if (first.isEmpty()) {
                        first = in.getText();
                    } else {
                        more = more == null ? new StringBuilder(first) : more;
                        more.append(in.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return more == null ? first : more.toString();
                }
                case XMLStreamConstants.START_ELEMENT ->
                    throw new PsrpException("CLIXML: " + shown(in.getLocalName()) + " in a text");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new PsrpException("CLIXML with an entity");
                default -> {
                    // comments
                }
            }
        }
    }

    private @Nullable String attribute(String name) {
        return in.getAttributeValue(null, name);
    }

    private static boolean blank(String text) {
        return text.chars().allMatch(c -> SPACE.indexOf(c) >= 0);
    }

    private static String shown(String text) {
        var start = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return "\"" + start.replaceAll("[^ -~]", "?") + "\"";
    }
}
