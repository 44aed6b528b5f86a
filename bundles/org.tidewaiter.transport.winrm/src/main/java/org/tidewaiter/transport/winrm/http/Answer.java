package org.tidewaiter.transport.winrm.http;

import java.net.http.HttpHeaders;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An HTTP response. */
record Answer(int status, HttpHeaders headers, byte[] body) {

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isUnauthorized() {
        return status == 401;
    }

    String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    /** Whether the body is an envelope that is not sealed. */
    boolean isSoap() {
        var type = contentType().toLowerCase(Locale.ROOT);
        return body.length > 0 && (type.startsWith("application/soap+xml") || type.startsWith("text/xml"));
    }

    /** The schemes that the server offers, by field WWW-Authenticate: {@code Negotiate}, {@code Kerberos}, {@code Basic}. */
    List<String> schemes() {
        var schemes = new LinkedHashSet<String>();
        for (var value : headers.allValues("WWW-Authenticate")) {
            // A field may hold several challenges (RFC 9110, 11.6.1); what has an equals sign is a parameter of one.
            for (var challenge : value.split(",")) {
                var scheme = challenge.strip().split("\\s", 2)[0];
                if (scheme.matches("[A-Za-z][A-Za-z0-9-]{1,30}")) {
                    schemes.add(scheme);
                }
            }
        }
        return List.copyOf(schemes);
    }

    /** The token that comes with a scheme; empty where there is none. */
    Optional<byte[]> token(String scheme) {
        for (var value : headers.allValues("WWW-Authenticate")) {
            var words = value.strip().split("\\s+", 2);
            if (words.length == 2 && words[0].equalsIgnoreCase(scheme)) {
                try {
                    return Optional.of(Base64.getDecoder().decode(words[1].strip()));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Who stands in between: the proxy's own words, or a sign of one; empty where there is none. */
    Optional<String> proxy() {
        var via = headers.firstValue("Via");
        if (via.isPresent()) return via.map(v -> "Via: " + printable(v));
        if (status == 407) return Optional.of("HTTP 407, it wants a login of its own");
        var gateway = status == 502 || status == 504;
        return gateway
                ? Optional
                        .of("HTTP " + status + " from " + headers.firstValue("Server").map(Answer::printable).orElse("a gateway"))
                : Optional.empty();
    }

    static String printable(String words) {
        var clean = words.replaceAll("[^\\x20-\\x7e]", " ").strip();
        return clean.length() > 100 ? clean.substring(0, 100) : clean;
    }
}
