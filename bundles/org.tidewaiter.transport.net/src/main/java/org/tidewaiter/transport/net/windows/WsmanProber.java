package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.transport.net.Conversation;
import org.tidewaiter.transport.net.HttpAnswers;
import org.tidewaiter.transport.net.TlsConnection;

/**
 * Asks a server of Web Services Management who it is and which logins it takes, on one connection; NTLM is begun to hear the challenge, and no
 * further. Stored are the answers as they came. The answer's reason is {@code wsman}, {@code wsman-cut} when not all was answered, or what
 * {@link Conversation} and {@link TlsConnection} say.
 */
@Component(service = Prober.class)
public final class WsmanProber implements Prober {

    /** How something is said. */
    @FunctionalInterface
    private interface Mouth {
        void say(byte[] bytes) throws IOException;
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.WsmanIdentify;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        return Conversation.about(question, conversation -> talk(conversation, question));
    }

    private static ProbeAnswer talk(Conversation conversation, Question question) throws IOException {
        if (!(question.probe() instanceof Probe.WsmanIdentify probe)) {
            throw new IllegalArgumentException(question.probe().text());
        }
        if (!probe.secure()) {
            return ask(conversation, conversation::say, conversation.heard(), question, probe);
        }
        var tls = new TlsConnection(conversation);
        tls.handshake();
        conversation.nextStage();
        var answer = ask(conversation, tls::say, tls.heard(), question, probe);
        tls.close();
        return answer;
    }

    /** What was heard is kept, however it goes on. */
    private static ProbeAnswer ask(Conversation conversation, Mouth mouth, InputStream ear, Question question,
            Probe.WsmanIdentify probe)
            throws IOException {
        var heard = new ByteArrayOutputStream();
        for (var request : Wsman.requests(question.address().address(), probe)) {
            try {
                mouth.say(request);
                var received = HttpAnswers.read(ear);
                heard.writeBytes(received.bytes());
                if (!received.isWhole()) {
                    return conversation.answer("wsman-cut", heard.toByteArray());
                }
                conversation.nextStage();
            } catch (IOException e) {
                if (heard.size() == 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                return conversation.answer("wsman-cut", heard.toByteArray());
            }
        }
        return conversation.answer("wsman", heard.toByteArray());
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return probe instanceof Probe.WsmanIdentify identify ? Wsman.decode(identify, bytes, evidence) : Optional.empty();
    }
}
