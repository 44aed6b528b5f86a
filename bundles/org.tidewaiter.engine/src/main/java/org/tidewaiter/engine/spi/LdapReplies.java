package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;

/**
 * What the stored exchanges of a directory say: the one reading of them for live sessions and replays. Pure and total. An answer is stored as
 * LDIF (RFC 2849): records of {@code name: value} and {@code name:: base64}, with empty lines between. An opening's facts are
 * {@code principal} and {@code domain}, beside what all sessions have.
 */
public final class LdapReplies {

    private LdapReplies() {
    }

    /** The account as which an opened session is bound. */
    public static String principal(SessionFacts facts) {
        return facts.value("principal");
    }

    /** The domain whose controller answers. */
    public static String domain(SessionFacts facts) {
        return facts.value("domain");
    }

    /**
     * The reply in a stored exchange. A record that cannot be read is left out and makes a shortfall, unless there is one already.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static LdapReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        var reader = new Reader();
        new String(exchange.out(), StandardCharsets.UTF_8).lines().forEach(reader::take);
        reader.end();
        var shortfall = exchange.ending().shortfall();
        if (shortfall == null && reader.unreadable > 0) {
            shortfall = new Shortfall(GapReason.UNPARSEABLE,
                    exchange.requestId() + ": line " + reader.unreadable + " of the answer is no LDIF");
        }
        return new LdapReply(reader.entries, shortfall, exchange.evidence());
    }

    /** Takes line by line. */
    private static final class Reader {
        private final List<LdapEntry> entries = new ArrayList<>();
        private final Map<String, List<byte[]>> attributes = new LinkedHashMap<>();
        private final StringBuilder logical = new StringBuilder();
        private @Nullable String dn;
        private int number;
        private int begun;
        private int dnLine;
        private int unreadable;

        void take(String line) {
            number++;
            if (line.startsWith(" ") && !logical.isEmpty()) {
                // note 2 of RFC 2849: a long line goes on behind a blank
                logical.append(line, 1, line.length());
                return;
            }
            flush();
            begun = number;
            if (line.isEmpty()) {
                finish();
            } else {
                logical.append(line);
            }
        }

        void end() {
            flush();
            finish();
        }

        private void flush() {
            var line = logical.toString();
            logical.setLength(0);
            if (line.isEmpty() || line.startsWith("#") || dn == null && line.startsWith("version:")) {
                return;
            }
            var colon = line.indexOf(':');
            var value = colon <= 0 ? null : value(line.substring(colon + 1));
            if (value == null) {
                spoilt();
                return;
            }
            var name = line.substring(0, colon);
            if (name.equalsIgnoreCase("dn")) {
                finish();
                dn = new String(value, StandardCharsets.UTF_8);
                dnLine = begun;
            } else if (dn == null) {
                spoilt();
            } else {
                var option = name.indexOf(';');
                attributes.computeIfAbsent(option < 0 ? name : name.substring(0, option), _ -> new ArrayList<>()).add(value);
            }
        }

        private void spoilt() {
            unreadable = unreadable == 0 ? begun : unreadable;
        }

        /** What stands behind the first colon; absent when it cannot be read. A URL is never followed. */
        private static byte @Nullable [] value(String rest) {
            if (rest.startsWith("<")) {
                return null;
            }
            if (!rest.startsWith(":")) {
                return rest.stripLeading().getBytes(StandardCharsets.UTF_8);
            }
            try {
                return Base64.getDecoder().decode(rest.substring(1).strip());
            } catch (IllegalArgumentException _) {
                return null;
            }
        }

        private void finish() {
            if (dn instanceof String name) {
                entries.add(new LdapEntry(dnLine, name, attributes));
            }
            dn = null;
            attributes.clear();
        }
    }
}
