package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Credential.Kind;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.http.Responder;

/** What the engine hands to a transport, for one test: keeps the exchanges, counts the proofs of the password. */
final class OpeningOf {

    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, PeerPins.Pin> pinned = new ConcurrentHashMap<>();
    private final AtomicInteger proofs = new AtomicInteger();
    private String user = Responder.USER;
    private String password = Responder.PASSWORD;

    void user(String name) {
        user = name;
    }

    void password(String secret) {
        password = secret;
    }

    int proofs() {
        return proofs.get();
    }

    Map<String, PeerPins.Pin> pinned() {
        return pinned;
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** What the opening told. */
    SessionFacts session() {
        return SessionFacts.of(exchanges.getFirst().out());
    }

    Opening at(int port) throws TransportException {
        var address = new ScopeGate(List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8)), List.of())
                .admit(IpAddress.parse("127.0.0.1"));
        var credential = new Credential("test-login", Kind.PASSWORD, user, "local", List.of(),
                new Secret(password.toCharArray()), null, Elevation.NEVER, null);
        return new Opening(address, port, credential, (c, leg) -> {
            proofs.incrementAndGet();
            leg.run();
        }, pins(), log(), Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    private ExchangeLog log() {
        return new ExchangeLog() {
            @Override
            public synchronized Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit,
                    byte[] out, byte[] err, Instant started, Duration duration) {
                var exchange = new Exchange(exchanges.size() + 1, kind, requestId, request, ending, exit, out, err, started,
                        duration);
                exchanges.add(exchange);
                return exchange;
            }

            @Override
            public Instant now() {
                return Instant.now();
            }
        };
    }

    private PeerPins pins() {
        return new PeerPins() {
            @Override
            public Optional<Pin> find(String endpoint) {
                return Optional.ofNullable(pinned.get(endpoint));
            }

            @Override
            public Pin pinFirst(String endpoint, Pin pin) {
                var old = pinned.putIfAbsent(endpoint, pin);
                return old == null ? pin : old;
            }
        };
    }
}
