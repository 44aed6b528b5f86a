package org.tidewaiter.transport.smb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;

/** What the engine hands to a transport, for one test: keeps the exchanges, counts the proofs of the password. */
final class SmbVisit implements ExchangeLog {

    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger proofs = new AtomicInteger();
    private final String address;
    private final Credential credential;

    SmbVisit(String address, String user, String password) {
        this(address, user, password, "local");
    }

    SmbVisit(String address, String user, String password, String realm) {
        this.address = address;
        credential = new Credential("lab", Credential.Kind.PASSWORD, user, realm, List.of(), new Secret(password.toCharArray()),
                null, Credential.Elevation.NEVER, null);
    }

    Opening opening() throws TransportException {
        var scoped = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25)), List.of())
                .admit(IpAddress.parse(address));
        return new Opening(scoped, 445, credential, (c, leg) -> {
            proofs.incrementAndGet();
            leg.run();
        }, PeerPins.FORGETFUL, this, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    int proofs() {
        return proofs.get();
    }

    @Override
    public synchronized Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit, byte[] out,
            byte[] err, Instant started, Duration duration) {
        var exchange = new Exchange(exchanges.size() + 1, kind, requestId, request, ending, exit, out, err, started, duration);
        exchanges.add(exchange);
        return exchange;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
