package org.tidewaiter.engine;

import java.time.InstantSource;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.Transport;

/** Logs in once, reads what the opening tells, and logs out: nothing is audited and nothing is stored. */
public final class LoginCheck {

    private LoginCheck() {
    }

    /**
     * What the opening told.
     *
     * @throws TransportException why the login failed
     */
    public static SessionFacts run(Transport<?> transport, ScopedAddress address, Ports ports, Credential credential,
            Limits limits)
            throws TransportException, InterruptedException {
        var log = new VisitLog(new Redactor(List.of(credential)), InstantSource.system());
        var opening = new Opening(address, ports.of(transport), credential, new LockoutGuard(1, note -> {
            // the exception says it
        }), PeerPins.FORGETFUL, log, limits.connectTimeout(), limits.loginTimeout());
        try (var live = transport.open(opening)) {
            live.announce(List.of());
            return log.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.SESSION).findFirst()
                    .map(e -> SessionFacts.of(e.out()))
                    .orElseGet(SessionFacts::new);
        }
    }
}
