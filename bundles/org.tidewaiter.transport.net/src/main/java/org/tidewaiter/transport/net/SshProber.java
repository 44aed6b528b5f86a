package org.tidewaiter.transport.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SessionFacts;

/**
 * Sees what an SSH server offers and which host key it has (RFC 4253 sections 4 to 8): goes through the key exchange until the server has
 * proved its key by a signature over it, and says goodbye. It never logs in. The answer's reason is {@code ssh} when that went well; whatever
 * was seen until it did not is stored, too.
 */
@Component(service = Prober.class)
public final class SshProber implements Prober {
    private static final String OURS = "SSH-2.0-Tidewaiter";
    private static final int KEX_INIT = 30;
    private static final int KEX_REPLY = 31;

    private final SecureRandom random = new SecureRandom();

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.SshKeyExchange;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        return Conversation.about(question, this::talk);
    }

    private ProbeAnswer talk(Conversation conversation) throws IOException {
        // We listen first: what is no SSH server has then not been told anything that it does not understand.
        var packets = new SshPackets(conversation.heard());
        var theirs = packets.identification();
        var facts = SshText.of(theirs);
        if (!theirs.startsWith("SSH-2.0-") && !theirs.startsWith("SSH-1.99-")) {
            return conversation.answer("ssh-1", facts.bytes());
        }
        try {
            return conversation.answer(exchange(conversation, packets, theirs, facts), facts.bytes());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return conversation.answer(Conversation.reason(e), facts.bytes());
        }
    }

    private String exchange(Conversation conversation, SshPackets packets, String identification, SessionFacts facts)
            throws IOException {
        var cookie = new byte[16];
        random.nextBytes(cookie);
        var ours = SshOfferMessage.ours(cookie);
        conversation.say(SshPackets.line(OURS));
        conversation.say(SshPackets.packet(ours.payload()));
        var theirs = SshOfferMessage.of(packets.next());
        SshText.offer(facts, theirs);
        var method = SshOfferMessage.common(ours.keyExchanges(), theirs.keyExchanges());
        if (method.isEmpty() || SshOfferMessage.common(ours.hostKeyTypes(), theirs.hostKeyTypes()).isEmpty()) {
            conversation.say(SshPackets.disconnect());
            return "ssh-nothing-in-common";
        }
        if (theirs.guessesWrongly(ours)) {
            packets.next();
        }
        conversation.nextStage();
        try {
            var key = SshExchange.of(method.get());
            conversation.say(SshPackets.packet(new SshBytes.Writer().octet(KEX_INIT).raw(key.ours()).array()));
            var reply = packets.next();
            conversation.say(SshPackets.disconnect());
            var hash = SshExchange.digest(method.get());
            hash.update(new SshBytes.Writer().string(OURS).string(identification.getBytes(StandardCharsets.ISO_8859_1))
                    .string(ours.payload()).string(theirs.payload()).array());
            return prove(key, reply, hash, facts) ? "ssh" : "ssh-not-proved";
        } catch (GeneralSecurityException e) {
            throw new Unexpected("ssh-malformed", e);
        }
    }

    /** Reads the server's half of the exchange, and verifies its signature over the exchange's hash (RFC 4253 section 8). */
    private static boolean prove(SshExchange key, byte[] reply, MessageDigest hash, SessionFacts facts)
            throws GeneralSecurityException, Unexpected {
        var bytes = new SshBytes(reply);
        if (bytes.octet() != KEX_REPLY) {
            throw new Unexpected("ssh-malformed");
        }
        var hostKey = SshHostKey.of(bytes.string());
        var theirs = bytes.string();
        var signature = bytes.string();
        hash.update(
                new SshBytes.Writer().string(hostKey.blob()).raw(key.ours()).raw(key.theirs(theirs)).integer(key.secret(theirs))
                        .array());
        var isProved = hostKey.signed(hash.digest(), signature);
        SshText.key(facts, hostKey, isProved);
        return isProved;
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return SshText.decode(probe.port(), bytes, evidence);
    }
}
