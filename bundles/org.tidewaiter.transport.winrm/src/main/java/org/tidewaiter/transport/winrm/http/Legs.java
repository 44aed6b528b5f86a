package org.tidewaiter.transport.winrm.http;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.tidewaiter.api.session.TransportException;

/** Sends tokens, and remembers what was tried. */
final class Legs {

    private final Wire wire;
    private final ChannelSettings settings;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    Legs(Wire wire, ChannelSettings settings) {
        this.wire = wire;
        this.settings = settings;
    }

    /** One leg of a login: a token and no body ([MS-NTHT], RFC 4559). */
    Answer send(String scheme, byte[] token) throws TransportException, InterruptedException {
        return wire.post(new byte[0], Map.of("Authorization", scheme + " " + Base64.getEncoder().encodeToString(token)),
                settings.loginTimeout());
    }

    /** The question without a login, which tells the schemes. */
    Answer probe() throws TransportException, InterruptedException {
        return wire.post(new byte[0], Map.of(), settings.loginTimeout());
    }

    void note(String words) {
        notes.add(words);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    ChannelSettings settings() {
        return settings;
    }

    Wire wire() {
        return wire;
    }
}
