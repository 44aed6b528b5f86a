package org.tidewaiter.psrp.client;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A recorded conversation over WS-Management: requests and responses in turn.
 *
 * @param name      the file's
 * @param exchanges what was asked and answered
 */
record Recording(String name, List<Exchange> exchanges) {

    private static final Pattern ENTRY = Pattern.compile("(?:- |  )([a-z_]+):(?: (.*))?");
    private static final Set<String> CARRIERS = Set.of("creationXml", "connectXml", "connectResponseXml", "Stream", "Arguments");

    /** A request and what came back: an empty envelope where nothing did. */
    record Exchange(Envelope request, Envelope response) {
    }

    /** A SOAP envelope. */
    record Envelope(Document document) {

        String action() {
            var action = text("Action");
            return action.substring(action.lastIndexOf('/') + 1);
        }

        boolean powerShell() {
            return text("ResourceURI").contains("/powershell/");
        }

        /** Selector or attribute; upper case. */
        String shellId() {
            for (var selector : elements("Selector")) {
                if (selector.getAttribute("Name").equals("ShellId")) return selector.getTextContent().toUpperCase(Locale.ROOT);
            }
            var shell = elements("Shell");
            return shell.isEmpty() ? "" : shell.getFirst().getAttribute("ShellId").toUpperCase(Locale.ROOT);
        }

        /** Of a Signal or a Connect; empty where none is named. */
        String commandId() {
            return elements("Signal", "Connect").stream().map(e -> e.getAttribute("CommandId")).findFirst().orElse("");
        }

        /** What carries fragments, in order. */
        List<byte[]> carried() {
            return elements(CARRIERS.toArray(String[]::new)).stream().map(e -> e.getTextContent().replaceAll("\\s", ""))
                    .filter(t -> !t.isEmpty()).map(Base64.getDecoder()::decode).toList();
        }

        private String text(String name) {
            return elements(name).stream().map(Element::getTextContent).findFirst().orElse("");
        }

        private List<Element> elements(String... names) {
            var elements = new ArrayList<Element>();
            var all = document.getElementsByTagNameNS("*", "*");
            for (var i = 0; i < all.getLength(); i++) {
                var element = (Element) all.item(i);
                if (List.of(names).contains(element.getLocalName())) elements.add(element);
            }
            return elements;
        }
    }

    /** Reads the little of YAML that the recordings use: plain and quoted scalars that may go on in further lines. */
    static Recording read(Path file) throws IOException, SAXException, ParserConfigurationException {
        var exchanges = new ArrayList<Exchange>();
        var request = "";
        var key = "";
        var value = new StringBuilder();
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("  end: x");
        for (var line : lines) {
            var entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                value.append(line.isBlank() ? "\n" : " " + line.strip());
                continue;
            }
            if (key.equals("request")) request = scalar(value.toString());
            if (key.equals("response")) exchanges.add(new Exchange(envelope(request), envelope(scalar(value.toString()))));
            key = entry.group(1);
            value = new StringBuilder(entry.group(2) == null ? "" : entry.group(2));
        }
        return new Recording(file.getFileName().toString(), exchanges);
    }

    private static String scalar(String text) {
        return text.startsWith("'") ? text.substring(1, text.lastIndexOf('\'')).replace("''", "'") : text;
    }

    private static Envelope envelope(String xml) throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        return new Envelope(
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml.equals("null") ? "<none/>" : xml))));
    }
}
