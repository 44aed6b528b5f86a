package org.tidewaiter.transport.net;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.Observation;

/**
 * What is stored of a TLS server: lines {@code protocol=}, {@code cipher=} and {@code handshake=}, then its chain in PEM (RFC 7468). Pure;
 * decoding is total.
 */
final class TlsText {
    private static final int MOST_CERTIFICATES = 10;
    private static final int LONGEST_CHAIN = 1 << 16;
    private static final int LONGEST_NAME = 1024;
    private static final int MOST_NAMES = 100;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    // Attributes that appliances use and RFC 2253 has no keyword for.
    private static final Map<String, String> KEYWORDS = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS", "2.5.4.5", "SERIALNUMBER",
            "1.2.840.113549.1.9.2", "UNSTRUCTUREDNAME");

    private TlsText() {
    }

    /**
     * The text.
     *
     * @param handshake {@code finished}: the server has proved that the certificate is its own; {@code broken-off}: it has not, but showed it
     */
    static byte[] of(String protocol, String cipher, String handshake, List<byte[]> chain) {
        var text = new StringBuilder("protocol=" + protocol + "\ncipher=" + cipher + "\nhandshake=" + handshake + "\n");
        for (var certificate : chain.subList(0, Math.min(chain.size(), MOST_CERTIFICATES))) {
            var block = BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate) + "\n" + END
                    + "\n";
            if (text.length() + block.length() > LONGEST_CHAIN) {
                break;
            }
            text.append(block);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Optional<Observation> decode(int port, byte[] bytes, Evidence evidence) {
        var text = new String(bytes, 0, Math.min(bytes.length, 2 * LONGEST_CHAIN), StandardCharsets.US_ASCII);
        var protocol = value(text, "protocol=");
        var cipher = value(text, "cipher=");
        var certificate = certificate(text);
        if (protocol.isEmpty() || cipher.isEmpty() || certificate == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Observation.TlsPeer(port, protocol, cipher, name(certificate.getSubjectX500Principal()),
                    name(certificate.getIssuerX500Principal()), names(certificate), certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(), fingerprint(certificate.getEncoded()), evidence));
        } catch (CertificateException | RuntimeException _) {
            // whatever else is wrong in a certificate, which the library sees only when it is asked for that part
            return Optional.empty();
        }
    }

    private static String value(String text, String name) {
        var head = text.indexOf(BEGIN) < 0 ? text : text.substring(0, text.indexOf(BEGIN));
        return head.lines().filter(l -> l.startsWith(name)).findFirst().map(l -> Words.clean(l.substring(name.length()), 80))
                .orElse("");
    }

    private static @Nullable X509Certificate certificate(String text) {
        var begin = text.indexOf(BEGIN);
        var end = begin < 0 ? -1 : text.indexOf(END, begin);
        if (end < 0) {
            return null;
        }
        try {
            var der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            var factory = CertificateFactory.getInstance("X.509");
            return factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate x ? x : null;
        } catch (CertificateException | RuntimeException _) {
            // no certificate; the library throws unchecked exceptions, too, for some that are none
            return null;
        }
    }

    private static String name(X500Principal principal) {
        return Words.clean(principal.getName(X500Principal.RFC2253, KEYWORDS), LONGEST_NAME);
    }

    private static List<String> names(X509Certificate certificate) {
        Collection<List<?>> alternatives;
        try {
            alternatives = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException _) {
            // the rest of the certificate is worth having without them
            return List.of();
        }
        var names = new ArrayList<String>();
        for (var alternative : alternatives == null ? List.<List<?>> of() : alternatives) {
            if (names.size() < MOST_NAMES && alternative.size() > 1 && alternative.get(1) instanceof String value) {
                if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
                    names.add(Words.clean(value, 255));
                } else if (Integer.valueOf(IP_ADDRESS).equals(alternative.get(0))) {
                    names.add(IpAddress.tryParse(value).map(IpAddress::toString).orElseGet(() -> Words.clean(value, 255)));
                }
            }
        }
        return names;
    }

    private static String fingerprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
