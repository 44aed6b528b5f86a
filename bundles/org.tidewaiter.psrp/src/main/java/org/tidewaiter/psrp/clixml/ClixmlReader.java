package org.tidewaiter.psrp.clixml;

import java.io.StringReader;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * Reads the serialization of objects, [MS-PSRP] 2.2.5. Document types and entities other than XML's own five are refused, nothing is ever
 * fetched. May be used by many threads.
 */
public final class ClixmlReader {

    private final ClixmlLimits limits;
    private final XMLInputFactory factory;

    public ClixmlReader(ClixmlLimits limits) {
        this.limits = limits;
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // The platform counts a plain document as an entity of at most 100,000 characters and wants its elements at most 100 deep. There
        // are no entities here, and the limits above are checked.
        for (var limit : List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit",
                "jdk.xml.maxElementDepth")) {
            factory.setProperty(limit, "0");
        }
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing is fetched");
        });
    }

    /**
     * The one value that a message's data is.
     *
     * @param xml one element
     * @throws PsrpException when it is no such XML, or more than the limits say
     */
    public Value read(String xml) throws PsrpException {
        if (xml.length() > limits.characters()) {
            throw new PsrpException("CLIXML of " + xml.length() + " characters, " + limits.characters() + " are taken");
        }
        try {
            var reader = open(xml);
            try {
                return value(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new PsrpException("CLIXML is not well formed: " + e.getMessage(), e);
        }
    }

    private synchronized XMLStreamReader open(String xml) throws XMLStreamException {
        return factory.createXMLStreamReader(new StringReader(xml));
    }

    private Value value(XMLStreamReader reader) throws XMLStreamException, PsrpException {
        Value value = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> value = new ClixmlParse(reader, limits).value();
                case XMLStreamConstants.DTD -> throw new PsrpException("CLIXML with a document type");
                default -> {
                    // comments, space and the end of the document
                }
            }
        }
        if (value == null) {
            throw new PsrpException("CLIXML without an element");
        }
        return value;
    }
}
