package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.transport.net.Conversation;
import org.tidewaiter.transport.net.Unexpected;

/**
 * Sees what an SMB server agrees to and calls itself: negotiates, asks for a session, hears the challenge, and leaves without answering it.
 * Servers count a login as failed when an answer to the challenge is wrong, and none is given. Stored are both answers as they came, in their
 * frames. The answer's reason is {@code smb}, {@code not-smb}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class SmbProber implements Prober {
    private static final int LONGEST = 1 << 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.SmbNegotiate || probe instanceof Probe.Smb1Negotiate;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        return Conversation.about(question,
                question.probe() instanceof Probe.Smb1Negotiate ? SmbProber::talkSmb1 : this::talkSmb2);
    }

    private ProbeAnswer talkSmb2(Conversation conversation) throws IOException {
        var salt = new byte[32];
        random.nextBytes(salt);
        var first = exchange(conversation, Smb2.negotiate(UUID.randomUUID(), salt));
        var isMore = Smb2.agrees(Smb2.messages(first).getFirst());
        return isMore ? second(conversation, first, Smb2.sessionSetup()) : conversation.answer("smb", first);
    }

    private static ProbeAnswer talkSmb1(Conversation conversation) throws IOException {
        var first = exchange(conversation, Smb1.negotiate());
        var isMore = Smb1.isExtended(Smb2.messages(first).getFirst());
        return isMore ? second(conversation, first, Smb1.sessionSetup()) : conversation.answer("smb", first);
    }

    /** What was heard is kept, however it goes on. */
    private static ProbeAnswer second(Conversation conversation, byte[] first, byte[] request) throws IOException {
        conversation.nextStage();
        var heard = new ByteArrayOutputStream();
        heard.writeBytes(first);
        try {
            heard.writeBytes(exchange(conversation, request));
            return conversation.answer("smb", heard.toByteArray());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return conversation.answer(Conversation.reason(e), first);
        }
    }

    private static byte[] exchange(Conversation conversation, byte[] request) throws IOException {
        conversation.say(request);
        return message(conversation.heard());
    }

    /** Reads one message with its frame. */
    static byte[] message(InputStream heard) throws IOException {
        var frame = Wire.exactly(heard, 4);
        var length = Byte.toUnsignedInt(frame[1]) << 16 | Byte.toUnsignedInt(frame[2]) << 8 | Byte.toUnsignedInt(frame[3]);
        if (frame[0] != 0 || length < 4 || length > LONGEST) {
            throw new Unexpected("not-smb");
        }
        var message = Wire.exactly(heard, length);
        if (message[0] != (byte) 0xfe && message[0] != (byte) 0xff || message[1] != 'S' || message[2] != 'M'
                || message[3] != 'B') {
            throw new Unexpected("not-smb");
        }
        return Smb2.framed(message);
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return probe instanceof Probe.Smb1Negotiate ? Smb1.decode(probe.port(), bytes, evidence)
                : Smb2.decode(probe.port(), bytes, evidence);
    }
}
