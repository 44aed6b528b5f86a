package org.tidewaiter.transport.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;

/**
 * Sees which TLS a server speaks and which certificates it shows. First as a client of today; when that fails, once more with what clients
 * of twenty years ago said. The answer's reason is {@code tls}, {@code tls-alert} or {@code tls-failed} when TLS is spoken, but no
 * certificate shown, {@code not-tls}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class TlsProber implements Prober {
    private static final Set<String> WORTH_ANOTHER = Set.of("tls-alert", "tls-failed", "closed", "reset");

    private final SecureRandom random = new SecureRandom();

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.TlsHello;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        var modern = Conversation.about(question, TlsProber::modern);
        if (modern.bytes().length > 0 || !WORTH_ANOTHER.contains(modern.reason())) {
            return modern;
        }
        var legacy = Conversation.about(question, this::legacy);
        // A server that has once spoken TLS speaks it, however it took the second greeting.
        return legacy.bytes().length == 0 && modern.reason().startsWith("tls-") ? modern : legacy;
    }

    private static ProbeAnswer modern(Conversation conversation) throws IOException {
        var tls = new TlsConnection(conversation);
        var handshake = "broken-off";
        try {
            tls.handshake();
            handshake = "finished";
            tls.close();
        } catch (Unexpected | EOFException | SocketException e) {
            if (tls.chain().isEmpty()) {
                throw e;
            }
            // Whatever the server wants from us now, a client's certificate mostly, it has shown its own.
        }
        return conversation.answer("tls", TlsText.of(tls.protocol(), tls.cipher(), handshake, tls.chain()));
    }

    private ProbeAnswer legacy(Conversation conversation) throws IOException {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        conversation.say(LegacyHello.hello(bytes));
        var flight = LegacyHello.read(conversation.heard());
        conversation.say(LegacyHello.goodbye(flight));
        return conversation.answer("tls", TlsText.of(flight.protocol(), flight.cipher(), "broken-off", flight.chain()));
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return TlsText.decode(probe.port(), bytes, evidence);
    }
}
