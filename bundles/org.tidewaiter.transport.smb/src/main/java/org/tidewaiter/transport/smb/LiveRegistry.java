package org.tidewaiter.transport.smb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.RegistrySession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.RegistryReplies;

/** A registry that is open; each request is asked once. */
final class LiveRegistry implements LiveSession<RegistrySession> {

    private final Opening opening;
    private final SmbLogin login;
    private final Registry registry;
    private final Map<String, Exchange> answers = new HashMap<>();

    LiveRegistry(Opening opening, SmbLogin login, Registry registry) {
        this.opening = opening;
        this.login = login;
        this.registry = registry;
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
    public RegistrySession lend(List<Request> declared) {
        var allowed = Set.copyOf(declared);
        return new RegistrySession() {
            @Override
            public String target() {
                return opening.target();
            }

            @Override
            public RegistryReply read(RegistryRead request) throws TransportException {
                if (!allowed.contains(request)) {
                    throw new UndeclaredRequestException(
                            opening.target() + ": the step did not declare the request " + request.id());
                }
                return RegistryReplies.reply(answer(request));
            }
        };
    }

    private synchronized Exchange answer(RegistryRead request) {
        return answers.computeIfAbsent(request.text(), _ -> ask(request));
    }

    private Exchange ask(RegistryRead request) {
        var started = opening.log().now();
        var nanos = System.nanoTime();
        var lines = new StringBuilder();
        var ending = Ending.COMPLETE;
        try {
            for (var path : request.paths()) {
                read(path).ifPresent(text -> lines.append(RegistryReplies.line(path, text)));
            }
        } catch (TransportException e) {
            ending = e.failure() == Failure.DENIED
                    ? Ending.shortOf(new Shortfall(GapReason.DENIED, request.id() + ": " + e.getMessage()))
                    : Ending.failed(e);
        }
        return opening.log().add(Exchange.Kind.REQUEST, request.id(), request.text(), ending, -1,
                lines.toString().getBytes(StandardCharsets.UTF_8), new byte[0], started,
                Duration.ofNanos(System.nanoTime() - nanos));
    }

    private Optional<String> read(String path) throws TransportException {
        var name = path.lastIndexOf('\\');
        var value = registry.value(path.substring(0, name), path.substring(name + 1));
        return value.flatMap(v -> v.text().or(() -> v.number().map(String::valueOf)));
    }

    @Override
    public void abort() {
        login.close();
    }

    @Override
    public void close() {
        registry.close();
        login.close();
    }
}
