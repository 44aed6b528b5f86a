package org.tidewaiter.transport.winrm.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.ntlm.NtlmChallenge;
import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.MultipartEncrypted;
import org.tidewaiter.transport.winrm.seal.SealException;
import org.tidewaiter.transport.winrm.wsman.Identification;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

/**
 * An authenticated channel to one WS-Management service. One request at a time; whoever comes meanwhile waits. Over HTTP each envelope is sealed,
 * and an answer that is not is refused.
 */
public final class WsmanChannel implements AutoCloseable {

    private static final String SOAP = "application/soap+xml;charset=UTF-8";

    private final Endpoint endpoint;
    private final Wire wire;
    private final Legs legs;
    private final List<String> offered;
    private final Method method;
    private final ReentrantLock turn = new ReentrantLock();
    private MessageSeal seal;

    private WsmanChannel(Endpoint endpoint, Legs legs, List<String> offered, Negotiation.Done login) {
        this.endpoint = endpoint;
        this.legs = legs;
        wire = legs.wire();
        this.offered = offered;
        method = login.method();
        seal = login.seal();
    }

    /**
     * Connects, logs in once, and leaves the channel ready.
     *
     * @param facts what is learnt is put here, also when it fails half way: {@code offered}, {@code scheme}, {@code legs}, {@code certificate}
     * @throws TransportException sorted; nothing of the password is in it
     */
    public static WsmanChannel open(Endpoint endpoint, WindowsLogin login, ChannelSettings settings, SessionFacts facts)
            throws TransportException, InterruptedException {
        var wire = new Wire(endpoint, settings);
        var legs = new Legs(wire, settings);
        var negotiation = new Negotiation(endpoint, login, legs);
        var open = false;
        try {
            negotiation.probe();
            var channel = new WsmanChannel(endpoint, legs, negotiation.offered(), negotiation.login());
            facts.put("scheme", channel.scheme());
            open = true;
            return channel;
        } finally {
            facts.put("offered", String.join(", ", negotiation.offered())).put("legs", String.join("; ", legs.notes()));
            if (endpoint.secure()) {
                facts.put("certificate", wire.certificate().words());
            }
            if (!open) {
                wire.close();
            }
        }
    }

    /** Asks anybody's question, without a login: what service is there, and which schemes it offers. Two round trips. */
    public static Identification identify(Endpoint endpoint, ChannelSettings settings)
            throws TransportException, InterruptedException {
        try (var wire = new Wire(endpoint, settings)) {
            var schemes = new Legs(wire, settings).probe();
            Statuses.expectNoProxy(wire, schemes);
            var answer = wire.post(Identification.request(), Map.of("Content-Type", SOAP, "WSMANIDENTIFY", "unauthenticated"),
                    settings.loginTimeout());
            if (!answer.isSoap()) {
                throw Statuses.unexpected(wire, answer, "to an Identify");
            }
            return Identification.read(answer.body(), schemes.schemes());
        } catch (WsmanFault e) {
            throw e.asFailure(endpoint.socket() + ": Identify");
        }
    }

    /** Asks for an NTLM challenge, without a login: the server's names, domain, system and clock. Empty where it takes no NTLM. One round trip. */
    public static Optional<NtlmChallenge> challenge(Endpoint endpoint, ChannelSettings settings)
            throws TransportException, InterruptedException {
        try (var wire = new Wire(endpoint, settings)) {
            return Negotiation.challenge(wire, settings, true);
        }
    }

    /**
     * One round trip. Where the server has forgotten the login, as when it closed the idle connection, it is done again, once.
     *
     * @param timeout for the answer; longer than the operation timeout that the envelope names
     * @return the envelope of the answer, which may hold a fault
     */
    public byte[] post(byte[] envelope, Duration timeout) throws TransportException, InterruptedException {
        turn.lockInterruptibly();
        try {
            var answer = send(envelope, timeout);
            if (answer.isUnauthorized()) {
                seal = method.authenticate();
                answer = send(envelope, timeout);
            }
            return open(answer);
        } catch (SealException e) {
            // The order of messages is lost; nothing that comes later could be told from what somebody made up.
            wire.close();
            throw wire.failure(Failure.BROKEN, "the answer " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    private Answer send(byte[] envelope, Duration timeout) throws TransportException, InterruptedException, SealException {
        return endpoint.secure() ? wire.post(envelope, Map.of("Content-Type", SOAP), timeout)
                : wire.post(MultipartEncrypted.write(seal, method.protocol(), envelope),
                        Map.of("Content-Type", MultipartEncrypted.contentType(method.protocol())), timeout);
    }

    private byte[] open(Answer answer) throws TransportException, SealException {
        if (answer.isUnauthorized()) {
            throw wire.failure(Failure.REJECTED, "the server does not know the login any more (HTTP 401), just after it", null);
        }
        Statuses.expectNoProxy(wire, answer);
        if (endpoint.secure()) {
            if (answer.isSoap()) return answer.body();
        } else if (MultipartEncrypted.is(answer.contentType())) {
            return MultipartEncrypted.read(seal, answer.contentType(), answer.body());
        } else if (answer.isSoap() || answer.isSuccess() && answer.body().length > 0) {
            // Anybody on the way could have written it, also a fault.
            throw wire.failure(Failure.BROKEN, "the server answered a sealed request unsealed (HTTP " + answer.status()
                    + "); the answer was not used. Somebody may stand between", null);
        }
        throw Statuses.unexpected(wire, answer, "to a request");
    }

    /** HTTP requests so far, those of the login included. */
    public int roundTrips() {
        return wire.roundTrips();
    }

    /** How the login was proven: {@code Negotiate (Kerberos)}, {@code Negotiate (NTLM)}, {@code Kerberos}, {@code NTLM}. */
    public String scheme() {
        return method.scheme();
    }

    /** Schemes that the server offered, in its order: {@code Negotiate}, {@code Kerberos}, {@code Basic}. */
    public List<String> offered() {
        return offered;
    }

    /** What was tried, in order, and how it ended: {@code Kerberos: the KDC did not answer (...)}, {@code NTLM: accepted}. */
    public List<String> legs() {
        return legs.notes();
    }

    /** Breaks the connection, from any thread; a post under way fails within a second. */
    public void abort() {
        wire.close();
    }

    /** Ends the connection and the client's threads. Idempotent; waits for a post that is under way to fail. */
    @Override
    public void close() {
        wire.close();
        turn.lock();
        try {
            method.forget();
        } finally {
            turn.unlock();
        }
    }
}
