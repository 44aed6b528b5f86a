package org.tidewaiter.transport.net.windows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.transport.net.HttpHead;
import org.tidewaiter.transport.net.Words;

/** Three questions to a server of Web Services Management over HTTP, and its answers one after the other. Pure; decoding is total. */
final class Wsman {
    private static final String IDENTIFY = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\"><s:Header/><s:Body><i:Identify/>"
            + "</s:Body></s:Envelope>";
    private static final String PREFIX = "<(?:[A-Za-z0-9_.-]{1,40}:)?";
    private static final Pattern VENDOR = Pattern.compile(PREFIX + "ProductVendor>([^<]{1,200})<");
    private static final Pattern VERSION = Pattern.compile(PREFIX + "ProductVersion>([^<]{1,200})<");
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z]{1,20})(?: .*)?$");
    private static final Pattern TOKEN = Pattern.compile("^(?:Negotiate|NTLM) ([A-Za-z0-9+/]{16,8000}={0,2})$");
    private static final int LONGEST = 200;
    private static final int MOST_ANSWERS = 4;
    private static final int MOST_SCHEMES = 12;

    private Wsman() {
    }

    /** Which logins are taken; who it is (DSP0226 section 11, open to everybody on Windows); and the first message of NTLM. */
    static List<byte[]> requests(IpAddress address, Probe.WsmanIdentify probe) {
        var plain = address.withoutZone();
        var host = (plain.version() == 6 ? "[" + plain + "]" : plain.toString()) + ":" + probe.port();
        var start = "POST /wsman HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: Tidewaiter\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n";
        var token = Base64.getEncoder().encodeToString(Ntlm.negotiate());
        return List.of(bytes(start + "Content-Length: 0\r\n\r\n"),
                bytes(start + "WSMANIDENTIFY: unauthenticated\r\nContent-Length: " + IDENTIFY.length() + "\r\n\r\n" + IDENTIFY),
                bytes(start + "Authorization: Negotiate " + token + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Optional<Observation> decode(Probe.WsmanIdentify probe, byte[] received, Evidence evidence) {
        var schemes = new ArrayList<String>();
        NtlmTarget ntlm = null;
        String vendor = null;
        String version = null;
        var rest = received;
        for (var count = 0; count < MOST_ANSWERS && rest.length > 0; count++) {
            var head = HttpHead.ofPart(rest);
            if (head == null) {
                break;
            }
            for (var value : head.values("WWW-Authenticate")) {
                ntlm = ntlm == null ? challenge(value) : ntlm;
                addScheme(value, schemes);
            }
            var end = (int) Math.min(rest.length, head.bodyLength() > rest.length ? rest.length : head.end() + head.bodyLength());
            if (head.status() == 200) {
                var body = new String(rest, head.end(), Math.max(0, end - head.end()), StandardCharsets.UTF_8);
                vendor = vendor == null ? first(VENDOR, body) : vendor;
                version = version == null ? first(VERSION, body) : version;
            }
            rest = Arrays.copyOfRange(rest, Math.max(end, 1), rest.length);
        }
        return vendor == null && ntlm == null && schemes.isEmpty() ? Optional.empty()
                : Optional.of(
                        new Observation.WsmanServer(probe.port(), probe.secure(), vendor, version, schemes, ntlm, evidence));
    }

    private static @Nullable NtlmTarget challenge(String value) {
        var token = TOKEN.matcher(value);
        try {
            return token.matches() ? Ntlm.challenge(Base64.getDecoder().decode(token.group(1))).orElse(null) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static void addScheme(String value, List<String> schemes) {
        var scheme = SCHEME.matcher(value);
        if (scheme.matches() && schemes.size() < MOST_SCHEMES && !schemes.contains(scheme.group(1))) {
            schemes.add(scheme.group(1));
        }
    }

    private static @Nullable String first(Pattern pattern, String body) {
        var found = pattern.matcher(body);
        return found.find() ? Packet.orNull(Words.clean(found.group(1), LONGEST)) : null;
    }
}
