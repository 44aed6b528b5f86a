package org.tidewaiter.transport.smb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.RegistryReplies;
import org.tidewaiter.transport.smb.rpc.Inquiries;

/** The services of a computer that has let us in; each request is asked once. */
final class LiveRpc implements LiveSession<RpcSession> {

    private final Opening opening;
    private final SmbLogin login;
    private final Map<String, Exchange> answers = new HashMap<>();
    private @Nullable Registry registry;

    LiveRpc(Opening opening, SmbLogin login) {
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
    public RpcSession lend(List<Request> declared) {
        return new Lent(Set.copyOf(declared));
    }

    private final class Lent implements RpcSession {
        private final Set<Request> declared;

        Lent(Set<Request> declared) {
            this.declared = declared;
        }

        @Override
        public String target() {
            return opening.target();
        }

        @Override
        public RegistryReply read(RegistryRead request) throws TransportException {
            return RegistryReplies.reply(answer(request, () -> values(request)));
        }

        @Override
        public CimReply read(RpcRead request) throws TransportException {
            return CimReplies.reply(answer(request, () -> {
                var answer = Inquiries.ask(request.subject(), login);
                return new Stored(CimReplies.text(answer.rows()), answer.cut());
            }));
        }

        private Exchange answer(Request request, Answering answering) {
            UndeclaredRequestException.check(opening.target(), declared, request);
            synchronized (LiveRpc.this) {
                return answers.computeIfAbsent(request.text(), _ -> ask(request, answering));
            }
        }
    }

    /**
     * What is kept of an answer.
     *
     * @param cut why it is not the whole; absent when it is
     */
    private record Stored(String text, @Nullable String cut) {
    }

    /** How it is got. */
    @FunctionalInterface
    private interface Answering {
        Stored get() throws TransportException;
    }

    private Exchange ask(Request request, Answering answering) {
        var started = opening.log().now();
        var nanos = System.nanoTime();
        var text = "";
        var ending = Ending.COMPLETE;
        try {
            var answer = answering.get();
            text = answer.text();
            var cut = answer.cut();
            if (cut != null) {
                ending = Ending.shortOf(new Shortfall(GapReason.NOT_REPORTED, request.id() + ": " + cut));
            }
        } catch (TransportException e) {
            ending = SmbFailures.ending(request.id(), e);
        }
        return opening.log().add(Exchange.Kind.REQUEST, request.id(), request.text(), ending, -1,
                text.getBytes(StandardCharsets.UTF_8), new byte[0], started, Duration.ofNanos(System.nanoTime() - nanos));
    }

    private Stored values(RegistryRead request) throws TransportException {
        var lines = new StringBuilder();
        for (var path : request.paths()) {
            value(path).ifPresent(text -> lines.append(RegistryReplies.line(path, text)));
        }
        return new Stored(lines.toString(), null);
    }

    private Optional<String> value(String path) throws TransportException {
        var name = path.lastIndexOf('\\');
        var value = registry().value(path.substring(0, name), path.substring(name + 1));
        return value.flatMap(v -> v.text().or(() -> v.number().map(String::valueOf)));
    }

    private Registry registry() throws TransportException {
        var opened = registry;
        if (opened == null) {
            opened = Registry.open(login);
            registry = opened;
        }
        return opened;
    }

    /** The MachineGuid, where the registry can be read at all. */
    Optional<String> machineGuid() throws TransportException {
        try {
            return value("SOFTWARE\\Microsoft\\Cryptography\\MachineGuid");
        } catch (TransportException e) {
            return switch (e.failure()) {
                // the service may not run, and the login may have no rights: what else it may read remains to be seen
                case DENIED, UNSUPPORTED -> Optional.empty();
                default -> throw e;
            };
        }
    }

    @Override
    public void abort() {
        login.close();
    }

    @Override
    public void close() {
        var opened = registry;
        if (opened != null) {
            opened.close();
        }
        login.close();
    }
}
