package org.tidewaiter.transport.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.engine.spi.SessionFacts;

/** What is stored of an SSH server, as {@link SessionFacts}. Pure; decoding is total. */
final class SshText {
    private static final String IDENTIFICATION = "identification";
    private static final String HOST_KEY_TYPE = "host-key-type";
    private static final String HOST_KEY = "host-key";
    private static final String SIGNATURE = "signature";
    private static final int LONGEST_IDENTIFICATION = 255;
    private static final int MOST_NAMES = 200;

    private SshText() {
    }

    /** With the identification string alone. */
    static SessionFacts of(String identification) {
        return new SessionFacts().put(IDENTIFICATION, Words.clean(identification, LONGEST_IDENTIFICATION));
    }

    /** Adds what the server offers. The lists may be longer than other facts, so they are bounded here, name by name. */
    static void offer(SessionFacts facts, SshOfferMessage offer) {
        facts.values().put("key-exchanges", String.join(",", names(offer.keyExchanges())));
        facts.values().put("host-key-types", String.join(",", names(offer.hostKeyTypes())));
        facts.values().put("ciphers", String.join(",", names(offer.ciphers())));
        facts.values().put("macs", String.join(",", names(offer.macs())));
    }

    /** Adds the key that it showed. */
    static void key(SessionFacts facts, SshHostKey key, boolean isVerified) {
        facts.put(HOST_KEY_TYPE, Words.clean(key.type(), 64)).put(HOST_KEY, key.fingerprint()).put(SIGNATURE,
                isVerified ? "verified" : "failed");
    }

    static Optional<Observation> decode(int port, byte[] bytes, Evidence evidence) {
        var facts = SessionFacts.of(bytes);
        var identification = Words.clean(facts.value(IDENTIFICATION), LONGEST_IDENTIFICATION);
        if (!identification.startsWith("SSH-")) {
            return Optional.empty();
        }
        var type = facts.value(HOST_KEY_TYPE);
        var key = facts.value(HOST_KEY);
        var isShown = facts.value(SIGNATURE).equals("verified") && isName(type) && key.matches("SHA256:[A-Za-z0-9+/]{43}");
        return Optional.of(new Observation.SshOffer(port, identification, names(facts, "key-exchanges"),
                names(facts, "host-key-types"), names(facts, "ciphers"), names(facts, "macs"), isShown ? type : null,
                isShown ? key : null, evidence));
    }

    private static List<String> names(SessionFacts facts, String name) {
        return names(Arrays.asList(facts.value(name).split(",")));
    }

    private static List<String> names(List<String> offered) {
        var names = new ArrayList<String>();
        for (var name : offered) {
            if (names.size() < MOST_NAMES && isName(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** RFC 4251 section 6: printable US-ASCII, at most 64 characters, no comma. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',');
    }
}
