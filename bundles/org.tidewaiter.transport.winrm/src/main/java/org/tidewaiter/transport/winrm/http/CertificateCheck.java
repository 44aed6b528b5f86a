package org.tidewaiter.transport.winrm.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.engine.spi.ServerTrust;

/**
 * Trusts a certificate on first use and holds it against the pin from then on, whoever signed it: those of WinRM are mostly signed by
 * themselves. It runs in the handshake, before any secret is sent.
 */
final class CertificateCheck extends ServerTrust {

    private static final String ALGORITHM = "x509-sha256";

    private final PeerPins pins;
    private final String endpoint;
    private volatile @Nullable X509Certificate certificate;
    private volatile @Nullable Pin expected;

    CertificateCheck(PeerPins pins, String endpoint) {
        this.pins = pins;
        this.endpoint = endpoint;
    }

    /** TLS that asks this check alone. */
    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] { this }, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    protected void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server shows no certificate");
        }
        certificate = chain[0];
        var shown = pin(chain[0]);
        var pin = pins.pinFirst(endpoint, shown);
        if (!pin.equals(shown)) {
            expected = pin;
            throw new CertificateException("another certificate than before");
        }
    }

    private static Pin pin(X509Certificate certificate) throws CertificateException {
        return new Pin(ALGORITHM, fingerprint(certificate));
    }

    private static byte[] digest(String algorithm, X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("cannot be hashed", e);
        }
    }

    /** What it should have been, when it was another one. */
    @Nullable
    Pin contradicted() {
        return expected;
    }

    /** {@code x509-sha256 SHA256:..., CN=winrm1, signed by itself, until 2027-01-31}; "" before the handshake. */
    String words() {
        var shown = certificate;
        if (shown == null) return "";
        try {
            var pin = pin(shown);
            var self = shown.getSubjectX500Principal().equals(shown.getIssuerX500Principal());
            var until = shown.getNotAfter().toInstant();
            return pin.algorithm() + " " + pin.fingerprint() + ", " + shown.getSubjectX500Principal().getName()
                    + (self ? ", signed by itself" : ", signed by " + shown.getIssuerX500Principal().getName())
                    + (until.isBefore(Instant.now()) ? ", expired since " : ", valid until ") + until;
        } catch (CertificateException e) {
            return "unreadable";
        }
    }

    /** tls-server-end-point (RFC 5929, 4): the hash that the certificate's own signature uses, or SHA-256 for MD5 and SHA-1. */
    byte @Nullable [] endPoint() {
        var shown = certificate;
        if (shown == null) return null;
        var algorithm = shown.getSigAlgName().toUpperCase(Locale.ROOT);
        var hash = algorithm.startsWith("SHA384") ? "SHA-384" : algorithm.startsWith("SHA512") ? "SHA-512" : "SHA-256";
        try {
            var digest = digest(hash, shown);
            var prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
            var all = new byte[prefix.length + digest.length];
            System.arraycopy(prefix, 0, all, 0, prefix.length);
            System.arraycopy(digest, 0, all, prefix.length, digest.length);
            return all;
        } catch (CertificateException e) {
            return null;
        }
    }
}
