package org.tidewaiter.transport.net.windows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.transport.net.Unexpected;

/** A search of the root entry (RFC 4511 section 4.5, RFC 4512 section 5.1) and its answer. Pure; decoding is total. */
final class LdapRoot {
    private static final List<String> WANTED = List.of("defaultNamingContext", "namingContexts", "dnsHostName", "serverName",
            "domainFunctionality", "forestFunctionality", "domainControllerFunctionality", "currentTime",
            "supportedSASLMechanisms", "supportedCapabilities", "vendorName", "vendorVersion", "isGlobalCatalogReady");
    private static final int ENTRY = Der.APPLICATION + 4;
    /** LDAP_CAP_ACTIVE_DIRECTORY_OID and LDAP_CAP_ACTIVE_DIRECTORY_ADAM_OID ([MS-ADTS] 3.1.1.3.4.3). */
    private static final List<String> ACTIVE_DIRECTORY = List.of("1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851");
    private static final int MOST = 32;
    private static final int LONGEST = 255;
    private static final int MOST_MESSAGES = 16;

    private LdapRoot() {
    }

    /** Asks for it: base object, no dereferencing, one entry, whatever its class. */
    static byte[] search() {
        var attributes = WANTED.stream().map(name -> Der.of(Der.OCTETS, name)).toArray(byte[][]::new);
        return Der.of(Der.SEQUENCE, Der.of(Der.INTEGER, 1),
                Der.of(Der.APPLICATION + 3, Der.of(Der.OCTETS, ""), Der.of(Der.ENUMERATED, 0), Der.of(Der.ENUMERATED, 0),
                        Der.of(Der.INTEGER, 1), Der.of(Der.INTEGER, 10), Der.of(Der.BOOLEAN, 0),
                        Der.of(0x87, "objectClass"), Der.of(Der.SEQUENCE, attributes)));
    }

    /** Says goodbye (RFC 4511 section 4.3). */
    static byte[] unbind() {
        return Der.of(Der.SEQUENCE, Der.of(Der.INTEGER, 2), Der.of(0x42, ""));
    }

    /** Whether no more will come after this message. */
    static boolean isDone(byte[] message) {
        try {
            return Der.of(new Packet(message)).find(ENTRY).isEmpty();
        } catch (Unexpected _) {
            return true;
        }
    }

    static Optional<Observation> decode(int port, byte[] received, Evidence evidence) {
        var packet = new Packet(received);
        try {
            for (int at = 0, count = 0; at < received.length && count < MOST_MESSAGES; count++) {
                var message = Der.at(packet, at);
                at += message.length();
                var entry = message.tag() == Der.SEQUENCE ? message.find(ENTRY) : Optional.<Der> empty();
                if (entry.isPresent()) {
                    return Optional.of(server(port, attributes(entry.get()), evidence));
                }
            }
        } catch (Unexpected _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Map<String, List<String>> attributes(Der entry) throws Unexpected {
        var attributes = new HashMap<String, List<String>>();
        for (var attribute : entry.get(Der.SEQUENCE).parts()) {
            var values = new ArrayList<String>();
            for (var value : attribute.get(Der.SET).parts()) {
                var text = value.content().text(LONGEST);
                if (!text.isEmpty() && values.size() < MOST) {
                    values.add(text);
                }
            }
            attributes.putIfAbsent(attribute.get(Der.OCTETS).content().text(LONGEST).toLowerCase(Locale.ROOT), values);
        }
        return attributes;
    }

    private static Observation server(int port, Map<String, List<String>> found, Evidence evidence) {
        var context = one(found, "defaultNamingContext");
        return new Observation.LdapServer(port, context == null ? one(found, "namingContexts") : context,
                one(found, "dnsHostName"), one(found, "serverName"), number(found, "domainFunctionality"),
                number(found, "forestFunctionality"), number(found, "domainControllerFunctionality"),
                time(one(found, "currentTime")), all(found, "supportedSASLMechanisms"), one(found, "vendorName"),
                one(found, "vendorVersion"), truth(one(found, "isGlobalCatalogReady")),
                all(found, "supportedCapabilities").stream().anyMatch(ACTIVE_DIRECTORY::contains), evidence);
    }

    private static List<String> all(Map<String, List<String>> found, String name) {
        return found.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private static @Nullable String one(Map<String, List<String>> found, String name) {
        return all(found, name).stream().findFirst().orElse(null);
    }

    private static @Nullable Integer number(Map<String, List<String>> found, String name) {
        var text = one(found, name);
        return text != null && text.matches("[0-9]{1,3}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Boolean truth(@Nullable String text) {
        return "TRUE".equals(text) ? Boolean.TRUE : "FALSE".equals(text) ? Boolean.FALSE : null;
    }

    /** Generalized time, which Active Directory writes to the tenth of a second and in UTC ([MS-ADTS] 3.1.1.3.2.2). */
    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{14}(\\.[0-9]{1,6})?Z")) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.substring(0, 14), DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
