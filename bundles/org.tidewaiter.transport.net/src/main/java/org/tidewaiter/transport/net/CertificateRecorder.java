package org.tidewaiter.transport.net;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Writes down the certificates that a server shows and trusts every one: an audit wants to see what is there, and sends nothing over the
 * connection but a public question. For probes alone; nothing that carries a credential may use it.
 */
final class CertificateRecorder extends X509ExtendedTrustManager {
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

    private void record(X509Certificate[] certificates) throws CertificateEncodingException {
        chain.clear();
        for (var certificate : certificates) {
            chain.add(certificate.getEncoded());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type) throws CertificateException {
        record(certificates);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) throws CertificateException {
        record(certificates);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) throws CertificateException {
        record(certificates);
        var session = engine.getHandshakeSession();
        protocol = session.getProtocol();
        cipher = session.getCipherSuite();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type) throws CertificateException {
        throw new CertificateException("a probe is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket) throws CertificateException {
        throw new CertificateException("a probe is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("a probe is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
