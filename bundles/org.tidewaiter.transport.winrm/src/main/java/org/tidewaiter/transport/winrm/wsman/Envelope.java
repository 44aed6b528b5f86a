package org.tidewaiter.transport.winrm.wsman;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/** Writes a request's envelope: {@code new Envelope(...).selector(...).body(...)}. Header blocks after DSP0226 6 and [MS-WSMV] 2.2.4. */
final class Envelope {

    private record Option(String value, boolean mustComply) {
    }

    private final Conversation conversation;
    private final String action;
    private final String resource;
    private final SequencedMap<String, String> selectors = new LinkedHashMap<>();
    private final SequencedMap<String, Option> options = new LinkedHashMap<>();

    Envelope(Conversation conversation, String action, String resource) {
        this.conversation = conversation;
        this.action = action;
        this.resource = resource;
    }

    /** Names which instance of the resource is meant. */
    Envelope selector(String name, String value) {
        selectors.put(name, value);
        return this;
    }

    /** An option; where the service must comply it may not ignore one that it does not know. */
    Envelope option(String name, String value, boolean mustComply) {
        options.put(name, new Option(value, mustComply));
        return this;
    }

    /** The whole request; {@code xml} is the content of its body and uses the prefixes that the envelope declares. */
    byte[] body(String xml) {
        var text = new StringBuilder(2048 + xml.length());
        text.append("<s:Envelope xmlns:s=\"").append(Names.SOAP)
                .append("\" xmlns:a=\"").append(Names.ADDRESSING)
                .append("\" xmlns:n=\"").append(Names.ENUMERATION)
                .append("\" xmlns:w=\"").append(Names.WSMAN)
                .append("\" xmlns:p=\"").append(Names.MICROSOFT)
                .append("\" xmlns:rsp=\"").append(Names.SHELL).append("\"><s:Header>");
        addressing(text);
        text.append("<w:ResourceURI s:mustUnderstand=\"true\">").append(escape(resource)).append("</w:ResourceURI>")
                .append("<w:MaxEnvelopeSize s:mustUnderstand=\"true\">").append(conversation.maxEnvelopeSize())
                .append("</w:MaxEnvelopeSize><w:OperationTimeout>").append(duration())
                .append("</w:OperationTimeout><w:Locale xml:lang=\"en-US\" s:mustUnderstand=\"false\"/>")
                .append("<p:DataLocale xml:lang=\"en-US\" s:mustUnderstand=\"false\"/>")
                .append("<p:SessionId s:mustUnderstand=\"false\">").append(uuid(conversation.session())).append("</p:SessionId>");
        options(text);
        selectors(text);
        text.append("</s:Header><s:Body>").append(xml).append("</s:Body></s:Envelope>");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void addressing(StringBuilder text) {
        text.append("<a:To>").append(escape(conversation.to())).append("</a:To><a:ReplyTo><a:Address s:mustUnderstand=\"true\">")
                .append(Names.ANONYMOUS).append("</a:Address></a:ReplyTo><a:Action s:mustUnderstand=\"true\">")
                .append(escape(action)).append("</a:Action><a:MessageID>").append(uuid(UUID.randomUUID()))
                .append("</a:MessageID>");
    }

    private void options(StringBuilder text) {
        if (options.isEmpty()) return;
        text.append("<w:OptionSet s:mustUnderstand=\"true\">");
        options.forEach((name, option) -> text.append("<w:Option Name=\"").append(escape(name))
                .append(option.mustComply() ? "\" MustComply=\"true\">" : "\">").append(escape(option.value()))
                .append("</w:Option>"));
        text.append("</w:OptionSet>");
    }

    private void selectors(StringBuilder text) {
        if (selectors.isEmpty()) return;
        text.append("<w:SelectorSet>");
        for (Map.Entry<String, String> selector : selectors.entrySet()) {
            text.append("<w:Selector Name=\"").append(escape(selector.getKey())).append("\">").append(escape(selector.getValue()))
                    .append("</w:Selector>");
        }
        text.append("</w:SelectorSet>");
    }

    /** {@code PT20.000S} ([MS-WSMV] 2.2.4.38 knows no days here). */
    private String duration() {
        var millis = conversation.operationTimeout().toMillis();
        return String.format(Locale.ROOT, "PT%d.%03dS", millis / 1000, millis % 1000);
    }

    private static String uuid(UUID uuid) {
        return "uuid:" + id(uuid);
    }

    /** Windows writes identifiers in upper case, and compares shells' as text. */
    static String id(UUID uuid) {
        return uuid.toString().toUpperCase(Locale.ROOT);
    }

    /**
     * Text as element content or attribute value.
     *
     * @throws IllegalArgumentException when it holds a character that XML 1.0 has no place for
     */
    static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                default -> {
                    if (c < 0x20 || c >= 0xd800 && c <= 0xdfff || c == 0xfffe || c == 0xffff) {
                        throw new IllegalArgumentException(String.format("no character of XML: U+%04X", c));
                    }
                    escaped.appendCodePoint(c);
                }
            }
        });
        return escaped.toString();
    }
}
