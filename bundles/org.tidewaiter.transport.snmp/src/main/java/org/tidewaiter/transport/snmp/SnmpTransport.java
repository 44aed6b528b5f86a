package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.transport.snmp.Agent.Patience;

/** SNMP sessions: versions 1 and 2c by community (RFC 1901, RFC 3416), version 3 by user (RFC 3414), over UDP and, where that is silent, TCP (RFC 3430). */
@Component(service = Transport.class)
public final class SnmpTransport implements Transport<SnmpSession> {

    private static final int RETRIES = 2;

    private final Engines engines = new Engines();

    /** Opens nothing yet. */
    @Activate
    public SnmpTransport() {
        // sockets are opened by the first session
    }

    /** Ends every session and closes the sockets. */
    @Deactivate
    public void stop() throws IOException {
        engines.close();
    }

    @Override
    public String id() {
        return "snmp";
    }

    @Override
    public Class<SnmpSession> sessionType() {
        return SnmpSession.class;
    }

    @Override
    public Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    public int port() {
        return 161;
    }

    @Override
    public boolean refusesInSilence() {
        return true;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.COMMUNITY, Credential.Kind.USM);
    }

    @Override
    public LiveSession<SnmpSession> open(Opening opening) throws TransportException, InterruptedException {
        var credential = opening.credential();
        var facts = new SessionFacts();
        var started = opening.log().now();
        var began = System.nanoTime();
        var request = "snmp " + (credential == null || credential.user().isEmpty() ? "" : credential.user() + "@")
                + label(opening);
        try {
            var agent = login(opening, credential, facts);
            var exchange = opening.log().add(Exchange.Kind.SESSION, id(), request, Ending.COMPLETE, -1, facts.bytes(),
                    new byte[0],
                    started, Duration.ofNanos(System.nanoTime() - began));
            return new LiveSnmp(agent, opening, exchange);
        } catch (TransportException e) {
            opening.log().add(Exchange.Kind.SESSION, id(), request, Ending.failed(e), -1, facts.bytes(), new byte[0], started,
                    Duration.ofNanos(System.nanoTime() - began));
            throw e;
        }
    }

    private static String label(Opening opening) {
        var address = opening.address();
        return address == null ? opening.target() : Login.label(address.address(), opening.port());
    }

    private Agent login(Opening opening, @Nullable Credential credential, SessionFacts facts)
            throws TransportException, InterruptedException {
        var address = opening.address();
        if (credential == null || address == null) {
            throw new TransportException(Failure.WITHHELD, opening.target()
                    + ": SNMP needs a community or a user; add one with `tidewaiter credentials add`");
        }
        facts.put("credential", credential.name());
        var login = new Login(engines, address.address(), opening.port(), credential,
                new Patience(opening.connectTimeout().dividedBy(RETRIES + 1), RETRIES), facts);
        var accepted = new Agent[1];
        opening.logins().login(credential, () -> accepted[0] = login.login().agent());
        return accepted[0];
    }
}
