package org.tidewaiter.transport.ldap;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.engine.spi.ServerTrust;
import org.tidewaiter.engine.spi.SessionFacts;

/**
 * Trusts the certificate that a controller showed first, and no other: domain controllers mostly have one of an authority that this machine
 * does not know. Its names are not looked at, since we connect to addresses.
 */
final class PinnedCertificate extends ServerTrust {

    private final PeerPins pins;
    private final String endpoint;
    private final String address;
    private final SessionFacts facts;
    private volatile @Nullable TransportException changed;

    /**
     * For one endpoint.
     *
     * @param endpoint {@code ldap://192.0.2.7:389}, under which it is pinned
     * @param address  for messages
     * @param facts    takes the certificate's fingerprint
     */
    PinnedCertificate(PeerPins pins, String endpoint, String address, SessionFacts facts) {
        this.pins = pins;
        this.endpoint = endpoint;
        this.address = address;
        this.facts = facts;
    }

    /** A context that asks this manager. One for each login: no session is taken up again. */
    SSLContext context() throws TransportException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] { this }, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new TransportException(Failure.UNSUPPORTED, "this Java has no TLS", e);
        }
    }

    /** Fails when the handshake did because of another certificate. */
    void check() throws TransportException {
        var failure = changed;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    protected void check(X509Certificate[] chain) throws CertificateException {
        var certificate = chain[0];
        var shown = new Pin(certificate.getPublicKey().getAlgorithm(), fingerprint(certificate));
        facts.put("certificate", shown.fingerprint());
        var pinned = pins.find(endpoint).orElseGet(() -> pins.pinFirst(endpoint, shown));
        if (!pinned.equals(shown)) {
            changed = new TransportException(Failure.PEER_CHANGED, endpoint + " shows another certificate than before: "
                    + shown.fingerprint() + " instead of " + pinned.fingerprint()
                    + "; nothing secret was sent. If it is right, accept it with `audit --trust-new-key " + address + "`");
            throw new CertificateException("another certificate than before");
        }
    }
}
