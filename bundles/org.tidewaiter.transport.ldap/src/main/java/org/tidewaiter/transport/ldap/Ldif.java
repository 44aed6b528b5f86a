package org.tidewaiter.transport.ldap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.unboundid.ldap.sdk.SearchResultEntry;

/** Writes entries as RFC 2849 has them, without folding; values that it calls unsafe in Base64. */
final class Ldif {

    private final StringBuilder text = new StringBuilder();

    void add(SearchResultEntry entry) {
        line("dn", entry.getDN().getBytes(StandardCharsets.UTF_8));
        for (var attribute : entry.getAttributes()) {
            for (var value : attribute.getValueByteArrays()) {
                line(attribute.getName(), value);
            }
        }
        text.append('\n');
    }

    private void line(String name, byte[] value) {
        text.append(name.replaceAll("[^A-Za-z0-9;.=-]", "_")).append(':');
        if (value.length > 0) {
            text.append(isSafe(value) ? " " + new String(value, StandardCharsets.US_ASCII)
                    : ": " + Base64.getEncoder().encodeToString(value));
        }
        text.append('\n');
    }

    /** SAFE-STRING, and no blank at its end, which note 8 advises. */
    private static boolean isSafe(byte[] value) {
        for (var octet : value) {
            if (octet <= 0 || octet == '\n' || octet == '\r') {
                return false;
            }
        }
        return value[0] != ' ' && value[0] != ':' && value[0] != '<' && value[value.length - 1] != ' ';
    }

    /** Its size so far. */
    int length() {
        return text.length();
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
