package org.tidewaiter.transport.net.windows;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.tidewaiter.transport.net.Unexpected;

/** SPNEGO (RFC 4178, [MS-SPNG] 2.2.1): offers NTLM, and reads what a server offers. */
final class Spnego {
    private static final byte[] SPNEGO = HexFormat.of().parseHex("2b0601050502");
    private static final byte[] NTLM = HexFormat.of().parseHex("2b06010401823702020a");
    private static final int MOST = 16;

    private Spnego() {
    }

    /** NegTokenInit with the first message of NTLM. */
    static byte[] init() {
        return Der.of(Der.APPLICATION, Der.of(Der.OBJECT_IDENTIFIER, SPNEGO),
                Der.of(Der.CONTEXT, Der.of(Der.SEQUENCE,
                        Der.of(Der.CONTEXT, Der.of(Der.SEQUENCE, Der.of(Der.OBJECT_IDENTIFIER, NTLM))),
                        Der.of(Der.CONTEXT + 2, Der.of(Der.OCTETS, Ntlm.negotiate())))));
    }

    /** What a server's NegTokenInit2 offers; empty when it is none. */
    static List<String> mechanisms(Packet token) {
        var names = new ArrayList<String>();
        try {
            var types = Der.of(token).get(Der.CONTEXT).get(Der.SEQUENCE).get(Der.CONTEXT).get(Der.SEQUENCE);
            for (var type : types.parts()) {
                var name = type.tag() == Der.OBJECT_IDENTIFIER && names.size() < MOST ? name(type.objectIdentifier()) : "";
                if (!name.isEmpty() && !names.contains(name)) {
                    names.add(name);
                }
            }
        } catch (Unexpected _) {
            // a server may leave the token out, and offer what it will
        }
        return names;
    }

    private static String name(String identifier) {
        return switch (identifier) {
            case "1.3.6.1.4.1.311.2.2.30" -> "NEGOEX";
            case "1.3.6.1.4.1.311.2.2.10" -> "NTLM";
            // the second is how Windows 2000 wrote it, and its successors offer both
            case "1.2.840.113554.1.2.2", "1.2.840.48018.1.2.2" -> "KERBEROS";
            case "1.2.840.113554.1.2.2.3" -> "KERBEROS_USER_TO_USER";
            default -> identifier;
        };
    }
}
