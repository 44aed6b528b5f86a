package org.tidewaiter.transport.ldap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.testkit.GrowingLog;
import org.tidewaiter.testkit.lab.Lab;

/** One visit of a test: what the engine would hand to the transport. */
final class TestVisit implements PeerPins {

    private static final ScopeGate SCOPE = new ScopeGate(
            List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8), new Prefix(IpAddress.parse("10.77.0.0"), 24),
                    new Prefix(IpAddress.parse("fd77::"), 64)),
            List.of());

    final GrowingLog log = new GrowingLog();
    final Map<String, Pin> pins = new ConcurrentHashMap<>();
    final AtomicInteger logins = new AtomicInteger();
    Duration loginTimeout = Duration.ofSeconds(10);

    static Credential account(String user, String password) {
        return new Credential("test-account", Credential.Kind.PASSWORD, user, "local", List.of(),
                new Secret(password.toCharArray()), null, Elevation.NEVER, null);
    }

    static Credential account(String user) {
        return account(user, Lab.PASSWORD);
    }

    LiveSession<LdapSession> open(String address, boolean secure, int port, Credential credential)
            throws TransportException, InterruptedException {
        var transport = secure ? new LdapsTransport() : new StartTlsTransport();
        return transport.open(opening(SCOPE.admit(IpAddress.parse(address)), port, credential));
    }

    private Opening opening(ScopedAddress address, int port, Credential credential) {
        return new Opening(address, port, credential, (c, leg) -> {
            logins.incrementAndGet();
            leg.run();
        }, this, log, Duration.ofSeconds(3), loginTimeout, null, new Realm("ad.lab.test", List.of(address)));
    }

    /** What the last opening told. */
    SessionFacts facts() {
        return log.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.SESSION).reduce((_, last) -> last)
                .map(e -> SessionFacts.of(e.out())).orElseThrow();
    }

    @Override
    public Optional<Pin> find(String endpoint) {
        return Optional.ofNullable(pins.get(endpoint));
    }

    @Override
    public Pin pinFirst(String endpoint, Pin pin) {
        var old = pins.putIfAbsent(endpoint, pin);
        return old == null ? pin : old;
    }
}
