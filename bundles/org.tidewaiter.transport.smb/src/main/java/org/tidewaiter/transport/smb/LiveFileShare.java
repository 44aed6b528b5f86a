package org.tidewaiter.transport.smb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.FileShareReplies;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;

/** A controller whose shares can be read; each request is asked once. */
final class LiveFileShare implements LiveSession<FileShareSession> {

    private final Opening opening;
    private final SmbLogin login;
    private final Map<String, Exchange> answers = new HashMap<>();

    LiveFileShare(Opening opening, SmbLogin login) {
        this.opening = opening;
        this.login = login;
    }

    @Override
    public List<Observation> greeting() {
        return List.of();
    }

    @Override
    public void announce(List<Request> requests) {
        // each is asked when a step wants it
    }

    @Override
    public FileShareSession lend(List<Request> declared) {
        var allowed = Set.<Request> copyOf(declared);
        return new FileShareSession() {
            @Override
            public String target() {
                return opening.target();
            }

            @Override
            public FileShareReply read(FileShareRead request) throws TransportException, InterruptedException {
                UndeclaredRequestException.check(opening.target(), allowed, request);
                return FileShareReplies.reply(answer(request));
            }
        };
    }

    private Exchange answer(FileShareRead request) throws InterruptedException {
        var known = answers.get(request.text());
        if (known != null) {
            return known;
        }
        var asked = ask(request);
        answers.put(request.text(), asked);
        return asked;
    }

    private Exchange ask(FileShareRead request) throws InterruptedException {
        var started = opening.log().now();
        var nanos = System.nanoTime();
        var outcome = outcome(request);
        return opening.log().add(Exchange.Kind.REQUEST, request.id(), request.text(), outcome.ending(), -1,
                outcome.text().getBytes(StandardCharsets.UTF_8), new byte[0], started,
                Duration.ofNanos(System.nanoTime() - nanos));
    }

    private FileWalk.Outcome outcome(FileShareRead request) throws InterruptedException {
        try {
            return FileWalk.walk(login.folders(request.share()), request);
        } catch (TransportException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(request.id());
            }
            return new FileWalk.Outcome("", SmbFailures.ending(request.id(), e));
        }
    }

    @Override
    public void abort() {
        login.close();
    }

    @Override
    public void close() {
        login.close();
    }
}
