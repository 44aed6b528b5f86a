package org.tidewaiter.transport.net.windows;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.net.Conversation;
import org.tidewaiter.transport.net.TlsConnection;
import org.tidewaiter.transport.net.Unexpected;

/**
 * Asks a remote desktop server for each protection in turn. Where it takes CredSSP, NTLM is begun within TLS to hear the challenge, and no
 * further: nobody logs in. The answer's reason is {@code rdp}, {@code not-rdp}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class RdpProber implements Prober {
    private static final Set<String> HANGS_UP = Set.of("closed", "reset");
    private static final int HEAD = 4;
    private static final int LONGEST = 1 << 12;

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.RdpNegotiate;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        var facts = new SessionFacts();
        ProbeAnswer last = null;
        for (var wish : Rdp.Wish.values()) {
            last = Conversation.about(question, conversation -> talk(conversation, wish, facts));
            // One that hangs up on RDP's own protection may take another; what speaks something else is asked once.
            if (facts.values().isEmpty() && !HANGS_UP.contains(last.reason())) {
                return last;
            }
        }
        return last == null ? ProbeAnswer.silence()
                : new ProbeAnswer(last.state(), facts.values().isEmpty() ? last.reason() : "rdp", last.roundTrip(),
                        facts.bytes());
    }

    private static ProbeAnswer talk(Conversation conversation, Rdp.Wish wish, SessionFacts facts) throws IOException {
        conversation.say(wish.request());
        var head = Wire.exactly(conversation.heard(), HEAD);
        var length = Byte.toUnsignedInt(head[2]) << 8 | Byte.toUnsignedInt(head[3]);
        if (head[0] != 3 || length < HEAD || length > LONGEST) {
            throw new Unexpected("not-rdp");
        }
        var answer = Wire.joined(head, Wire.exactly(conversation.heard(), length - HEAD));
        if (!Rdp.confirms(answer)) {
            throw new Unexpected("not-rdp");
        }
        facts.values().put(wish.name(), HexFormat.of().formatHex(answer));
        if (Rdp.chosen(answer) == 2 || Rdp.chosen(answer) == 8) {
            challenge(conversation, facts);
        }
        return conversation.answer("rdp", new byte[0]);
    }

    /** CredSSP up to the challenge; what the server has agreed to counts without it, too. */
    private static void challenge(Conversation conversation, SessionFacts facts) throws IOException {
        conversation.nextStage();
        try {
            var tls = new TlsConnection(conversation);
            tls.handshake();
            conversation.nextStage();
            tls.say(Rdp.credentialRequest());
            var answer = Wire.der(tls.heard(), LONGEST, "not-credssp");
            facts.values().put(Rdp.CHALLENGE, HexFormat.of().formatHex(answer));
            tls.close();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return Rdp.decode(probe.port(), bytes, evidence);
    }
}
