package org.tidewaiter.transport.net;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Cipher suites of TLS 1.2 and older that are offered to old servers, by number, from the IANA registry. */
final class CipherSuites {
    /** In order of preference; the last is no suite, but says that secure renegotiation is known (RFC 5746). */
    static final SequencedMap<Integer, String> LEGACY = table("""
            c02c TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
            c02b TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
            c030 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
            c02f TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
            009f TLS_DHE_RSA_WITH_AES_256_GCM_SHA384
            009e TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
            c024 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
            c023 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
            c028 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384
            c027 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256
            c00a TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
            c009 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
            c014 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
            c013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
            006b TLS_DHE_RSA_WITH_AES_256_CBC_SHA256
            0067 TLS_DHE_RSA_WITH_AES_128_CBC_SHA256
            0039 TLS_DHE_RSA_WITH_AES_256_CBC_SHA
            0033 TLS_DHE_RSA_WITH_AES_128_CBC_SHA
            0038 TLS_DHE_DSS_WITH_AES_256_CBC_SHA
            0032 TLS_DHE_DSS_WITH_AES_128_CBC_SHA
            009d TLS_RSA_WITH_AES_256_GCM_SHA384
            009c TLS_RSA_WITH_AES_128_GCM_SHA256
            003d TLS_RSA_WITH_AES_256_CBC_SHA256
            003c TLS_RSA_WITH_AES_128_CBC_SHA256
            0035 TLS_RSA_WITH_AES_256_CBC_SHA
            002f TLS_RSA_WITH_AES_128_CBC_SHA
            c012 TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
            0016 TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA
            0013 TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA
            000a TLS_RSA_WITH_3DES_EDE_CBC_SHA
            0005 TLS_RSA_WITH_RC4_128_SHA
            0004 TLS_RSA_WITH_RC4_128_MD5
            0009 TLS_RSA_WITH_DES_CBC_SHA
            0003 TLS_RSA_EXPORT_WITH_RC4_40_MD5
            00ff TLS_EMPTY_RENEGOTIATION_INFO_SCSV
            """);

    private CipherSuites() {
    }

    private static SequencedMap<Integer, String> table(String lines) {
        var table = new LinkedHashMap<Integer, String>();
        lines.lines().map(l -> l.split(" ")).forEach(l -> table.put(Integer.parseInt(l[0], 16), l[1]));
        return table;
    }
}
