package org.tidewaiter.engine;

import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.Transport;

/**
 * Logs in once by each transport that it is asked about, reads what the opening tells, and logs out: nothing is audited and nothing is stored.
 * What one has refused is not sent by the next.
 */
public final class LoginCheck {

    private final Credential credential;
    private final Limits limits;
    private final Ports ports;
    private final @Nullable Realm realm;
    private final LockoutGuard guard = new LockoutGuard(1, note -> {
        // the exception says it
    });

    /**
     * A check of a credential.
     *
     * @param realm the domain of its account; absent where it has none
     */
    public LoginCheck(Credential credential, Limits limits, Ports ports, @Nullable Realm realm) {
        this.credential = credential;
        this.limits = limits;
        this.ports = ports;
        this.realm = realm;
    }

    /**
     * What the opening told.
     *
     * @param hostName the name by which the user asked for the device; absent where it was an address
     * @throws TransportException why the login failed
     */
    public SessionFacts run(Transport<?> transport, ScopedAddress address, @Nullable String hostName)
            throws TransportException, InterruptedException {
        var log = new VisitLog(new Redactor(List.of(credential)), InstantSource.system());
        var opening = new Opening(address, ports.of(transport), credential, guard, PeerPins.FORGETFUL, log,
                limits.connectTimeout(), limits.loginTimeout(), hostName, realm);
        try (var live = transport.open(opening)) {
            live.announce(List.of());
            return log.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.SESSION).findFirst()
                    .map(e -> SessionFacts.of(e.out()))
                    .orElseGet(SessionFacts::new);
        }
    }
}
