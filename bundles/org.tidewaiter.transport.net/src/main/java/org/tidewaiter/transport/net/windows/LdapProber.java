package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.transport.net.Conversation;

/**
 * Reads a directory server's root entry as nobody, and says goodbye. Stored are its messages as they came. The answer's reason is
 * {@code ldap}, {@code not-ldap}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class LdapProber implements Prober {
    private static final int LONGEST = 1 << 16;
    private static final int MOST_MESSAGES = 4;

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.LdapRootDse;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        return Conversation.about(question, LdapProber::talk);
    }

    private static ProbeAnswer talk(Conversation conversation) throws IOException {
        conversation.say(LdapRoot.search());
        var heard = new ByteArrayOutputStream();
        for (var i = 0; i < MOST_MESSAGES; i++) {
            var message = Wire.der(conversation.heard(), LONGEST, "not-ldap");
            heard.writeBytes(message);
            if (LdapRoot.isDone(message)) {
                break;
            }
        }
        conversation.say(LdapRoot.unbind());
        return conversation.answer("ldap", heard.toByteArray());
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return LdapRoot.decode(probe.port(), bytes, evidence);
    }
}
