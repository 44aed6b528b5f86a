package org.tidewaiter.transport.ssh;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Credential.Kind;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.LoginGate;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.testkit.GrowingLog;
import org.tidewaiter.testkit.lab.Lab;

/** One visit of a test: what the engine would hand to the transport. */
final class Visit {

    static final LoginGate OPEN_GATE = (credential, leg) -> leg.run();

    private static final ScopeGate SCOPE = new ScopeGate(
            List.of(new Prefix(IpAddress.parse("10.77.0.0"), 24), new Prefix(IpAddress.parse("fd77::"), 64)), List.of());

    final GrowingLog log = new GrowingLog();
    GrowingPins pins = new GrowingPins();
    LoginGate gate = OPEN_GATE;
    Duration connectTimeout = Duration.ofSeconds(4);
    Duration loginTimeout = Duration.ofSeconds(10);

    static Credential password(String user, String password, Elevation elevation) {
        return new Credential("test-password", Kind.PASSWORD, user, "local", List.of(), new Secret(password.toCharArray()), null,
                elevation, null);
    }

    static Credential password(String user) {
        return password(user, Lab.PASSWORD, Elevation.LOGIN_PASSWORD);
    }

    static Credential key(String user, String pem, String passphrase, Elevation elevation, String sudoPassword) {
        return new Credential("test-key", Kind.KEY, user, "local", List.of(), new Secret(pem.toCharArray()),
                passphrase == null ? null : new Secret(passphrase.toCharArray()), elevation,
                sudoPassword == null ? null : new Secret(sudoPassword.toCharArray()));
    }

    LiveSession<ShellSession> open(String address, int port, Credential credential)
            throws TransportException, InterruptedException {
        return new SshShellTransport().open(new Opening(SCOPE.admit(IpAddress.parse(address)), port, credential, gate, pins, log,
                connectTimeout, loginTimeout));
    }

    SessionFacts facts() {
        return SessionFacts.of(log.exchanges().getFirst().out());
    }
}
