package org.tidewaiter.transport.net;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLEngine;

import org.tidewaiter.engine.spi.ServerTrust;

/**
 * Writes down the certificates that a server shows and trusts every one: an audit wants to see what is there, and sends nothing over the
 * connection but a public question. For probes alone; nothing that carries a credential may use it.
 */
final class CertificateRecorder extends ServerTrust {
    private final List<byte[]> chain = new ArrayList<>();
    private String protocol = "";
    private String cipher = "";

    /** The chain as shown, in DER; empty as long as none was. */
    List<byte[]> chain() {
        return List.copyOf(chain);
    }

    /** The version that the certificates were shown in: {@code TLSv1.3}; "" as long as none were. */
    String protocol() {
        return protocol;
    }

    /** The cipher suite by then agreed on, by its IANA name; "" without certificates. */
    String cipher() {
        return cipher;
    }

    @Override
    protected void check(X509Certificate[] certificates) throws CertificateException {
        chain.clear();
        for (var certificate : certificates) {
            chain.add(certificate.getEncoded());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) throws CertificateException {
        check(certificates);
        var session = engine.getHandshakeSession();
        protocol = session.getProtocol();
        cipher = session.getCipherSuite();
    }
}
