package org.tidewaiter.transport.winrm.wsman;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Reads an envelope into a tree. A reply is data of a stranger: no document types, no entities, and bounds on all that can grow. */
final class SoapReader {

    private static final int MAX_DEPTH = 64;
    // An instance of WMI has some hundred properties, an answer at most some hundred instances.
    private static final int MAX_ELEMENTS = 400_000;

    private final XMLStreamReader reader;
    private int elements;

    private SoapReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    /**
     * The content of the body.
     *
     * @throws WsmanFault when the body holds a fault
     */
    static List<Element> body(byte[] envelope) throws WsmanFault, TransportException {
        var root = read(envelope);
        if (!root.is(Names.SOAP, "Envelope")) {
            throw broken("the reply is no SOAP 1.2 envelope but <" + printable(root.name()) + ">", null);
        }
        var body = root.child(Names.SOAP, "Body").orElseThrow(() -> broken("the reply's envelope has no body", null)).children();
        if (!body.isEmpty() && body.getFirst().is(Names.SOAP, "Fault")) {
            throw WsmanFault.of(body.getFirst());
        }
        return body;
    }

    /**
     * The one element that the body should hold.
     *
     * @throws WsmanFault when it holds a fault
     */
    static Element content(byte[] envelope, String namespace, String name) throws WsmanFault, TransportException {
        var body = body(envelope);
        return body.stream().filter(e -> e.is(namespace, name)).findFirst()
                .orElseThrow(() -> broken(
                        "the reply holds no " + name + (body.isEmpty() ? "" : ", but " + printable(body.getFirst().name())),
                        null));
    }

    private static Element read(byte[] envelope) throws TransportException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a reply names something outside itself");
        });
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(envelope));
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    if (reader.getEventType() == XMLStreamConstants.DTD) {
                        throw broken("the reply has a document type, which SOAP forbids", null);
                    }
                }
                var root = new SoapReader(reader).element(0);
                while (reader.hasNext()) {
                    // To the end, so that what is not well formed after the root is noticed.
                    reader.next();
                }
                return root;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // Java's parser throws unchecked ones for some broken encodings.
            throw broken("the reply is no XML", e);
        }
    }

    private Element element(int depth) throws XMLStreamException, TransportException {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw broken("the reply's XML is nested too deeply or has too many elements", null);
        }
        var namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        var name = reader.getLocalName();
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        var children = new ArrayList<Element>();
        var text = new StringBuilder();
        for (var event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw broken("the reply uses an entity", null);
                default -> {
                    // comments and processing instructions
                }
            }
        }
        return new Element(namespace, name, attributes, children, text.toString());
    }

    static TransportException broken(String words, @Nullable Throwable cause) {
        return new TransportException(Failure.BROKEN, words + "; what answers may be no WS-Management service: check the port",
                cause);
    }

    /** What a stranger wrote, fit for a message. */
    static String printable(String words) {
        var clean = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() > 300 ? clean.substring(0, 300) + "..." : clean;
    }
}
