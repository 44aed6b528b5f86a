package org.tidewaiter.transport.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;

/**
 * Asks a web server for its first page (RFC 9110), once: follows nothing, sends neither cookie nor credential. Stored is the answer as it was
 * received, cut. The answer's reason is {@code http}, {@code http-cut} when it was not whole, {@code not-http}, {@code not-tls},
 * {@code tls-alert}, {@code tls-failed}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class HttpProber implements Prober {

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.HttpGet;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        if (!(question.probe() instanceof Probe.HttpGet probe)) {
            throw new IllegalArgumentException(question.probe().text());
        }
        var request = request(question.address().address(), probe).getBytes(StandardCharsets.US_ASCII);
        return Conversation.about(question, conversation -> probe.secure() ? secure(conversation, request)
                : plain(conversation, request));
    }

    private static ProbeAnswer plain(Conversation conversation, byte[] request) throws IOException {
        conversation.say(request);
        return answer(conversation, HttpAnswers.read(conversation.heard()));
    }

    private static ProbeAnswer secure(Conversation conversation, byte[] request) throws IOException {
        var tls = new TlsConnection(conversation);
        tls.handshake();
        conversation.nextStage();
        tls.say(request);
        var received = HttpAnswers.read(tls.heard());
        tls.close();
        return answer(conversation, received);
    }

    private static ProbeAnswer answer(Conversation conversation, HttpAnswers.Received received) {
        return conversation.answer(received.isWhole() ? "http" : "http-cut", received.bytes());
    }

    /** The request; the host is the address, and its port where that is not the scheme's own (RFC 9110 section 7.2). */
    static String request(IpAddress address, Probe.HttpGet probe) {
        var plain = address.withoutZone();
        var host = plain.version() == 6 ? "[" + plain + "]" : plain.toString();
        var port = probe.port() == (probe.secure() ? 443 : 80) ? "" : ":" + probe.port();
        return "GET / HTTP/1.1\r\nHost: " + host + port
                + "\r\nUser-Agent: Tidewaiter\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return probe instanceof Probe.HttpGet get ? HttpDecoder.decode(get, bytes, evidence) : Optional.empty();
    }
}
