package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Community;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;
import org.tidewaiter.testkit.GrowingLog;

/** One visit of a test: what the engine would hand to the transport. */
final class TestVisit implements AutoCloseable {

    private static final ScopeGate SCOPE = new ScopeGate(
            List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8), Prefix.of(IpAddress.parse("::1"))), List.of());

    final GrowingLog log = new GrowingLog();
    private final SnmpTransport transport = new SnmpTransport();
    Duration connectTimeout = Duration.ofMillis(1500);

    static ScopedAddress address(String text) throws TransportException {
        return SCOPE.admit(IpAddress.parse(text));
    }

    static Secret secret(String text) {
        return new Secret(text.toCharArray());
    }

    static Credential community(String text, Community.Version version) {
        return Credential.community("test-community", List.of(), secret(text), new Community(version));
    }

    static Credential user(String user, Authentication authentication, Privacy privacy) {
        return user(user, authentication, Snmpd.AUTHENTICATION, privacy, Snmpd.PRIVACY);
    }

    static Credential user(String user, Authentication authentication, String password, Privacy privacy, String privacyPassword) {
        return Credential.usm("test-user", user, List.of(), secret(authentication == Authentication.NONE ? "" : password),
                privacy == Privacy.NONE ? null : secret(privacyPassword), new SnmpAccess.Usm(authentication, privacy, ""));
    }

    LiveSession<SnmpSession> open(String address, int port, Credential credential)
            throws TransportException, InterruptedException {
        return transport.open(new Opening(address(address), port, credential, (c, leg) -> leg.run(), PeerPins.FORGETFUL, log,
                connectTimeout, Duration.ofSeconds(10)));
    }

    /** Opens, and lends for requests. */
    SnmpSession session(String address, int port, Credential credential, Request... requests)
            throws TransportException, InterruptedException {
        return open(address, port, credential).lend(List.of(requests));
    }

    /** What the last opening told. */
    SessionFacts facts() {
        return SessionFacts.of(log.exchanges().getLast().out());
    }

    @Override
    public void close() throws IOException {
        transport.stop();
    }
}
