package org.tidewaiter.transport.smb;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.engine.spi.FileShareReplies;

/**
 * Preferences in XML ([MS-GPPREF] 2.2): of each element the attributes that are asked for. No text, no document type, no entity, nothing from
 * outside.
 */
final class PreferenceXml {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 100_000;
    /** Of what is told: each element's line names all that are round it. */
    private static final int MAX_TEXT = 4 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final FileShareRead request;
    private final List<String> lines = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private int text;

    private PreferenceXml(FileShareRead request) {
        this.request = request;
    }

    static FileContent read(byte[] bytes, FileShareRead request) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a preference names something outside itself");
        });
        var content = new PreferenceXml(request);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new FileContent(content.lines, content.read(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException _) {
            // Java's parser throws unchecked ones for some broken encodings
            return new FileContent(content.lines, "is no XML");
        }
    }

    /** Reads to the end; the problem, or null. */
    private @Nullable String read(XMLStreamReader reader) throws XMLStreamException {
        var elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS || lines.size() >= FileContent.MOST_LINES
                            || text > MAX_TEXT) {
                        return "is nested too deeply or has too many elements";
                    }
                    path.addLast(reader.getLocalName());
                    element(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return "has a document type or an entity, which no preference has";
                }
                default -> {
                    // text, comments and processing instructions
                }
            }
        }
        return null;
    }

    private void element(XMLStreamReader reader) {
        if (!path.stream().allMatch(n -> NAME.matcher(n).matches())) {
            return;
        }
        var line = new StringBuilder(String.join("/", path));
        var told = line.length();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var name = reader.getAttributeLocalName(i);
            var value = reader.getAttributeValue(i);
            if (request.presence().contains(name)) {
                line.append(' ').append(name).append("=\"").append(value.isEmpty() ? "" : FileShareReplies.CUT).append('"');
            } else if (request.attributes().contains(name)) {
                line.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
            }
        }
        if (line.length() > told) {
            lines.add(line.toString());
            text += line.length();
        }
    }

    private static String escaped(String value) {
        return FileContent.line(value).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
