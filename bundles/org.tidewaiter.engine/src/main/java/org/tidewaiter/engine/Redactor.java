package org.tidewaiter.engine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;

/**
 * Cuts what must not be stored out of every answer before anybody reads it: the run's secrets as plain text, UTF-16, Base64 (at each of its
 * three alignments) and hex, and private keys whoever they belong to. Secrets of fewer than four characters are not looked for: cutting them
 * would cut everything; nor is the community that the world knows, {@code public}.
 */
public final class Redactor {

    /** What stands in the place of what was cut. */
    public static final String MARK = "[secret cut]";

    private static final int SHORTEST = 4;
    private static final int SHORTEST_KEY_LINE = 20;
    private static final String KEY_BEGIN = "-----BEGIN ";
    private static final String KEY_END = "-----END ";

    private final List<String> patterns;

    /** Looks for every secret of these credentials. */
    public Redactor(Collection<Credential> credentials) {
        var found = new TreeSet<String>((a, b) -> a.length() != b.length() ? b.length() - a.length() : a.compareTo(b));
        credentials.stream().filter(c -> !c.isWellKnown()).flatMap(c -> c.secrets().stream()).forEach(s -> addForms(s, found));
        patterns = List.copyOf(found);
    }

    private static void addForms(Secret secret, Collection<String> found) {
        secret.lend(characters -> {
            var text = new String(characters);
            if (text.contains(KEY_BEGIN)) {
                text.lines().filter(l -> l.length() >= SHORTEST_KEY_LINE && !l.startsWith("-----")).forEach(found::add);
            } else if (text.length() >= SHORTEST) {
                addForms(text, found);
            }
            return text;
        });
    }

    private static void addForms(String text, Collection<String> found) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var bytes = text.getBytes(charset);
            found.add(new String(bytes, StandardCharsets.ISO_8859_1));
            var hex = HexFormat.of().formatHex(bytes);
            found.add(hex);
            found.add(hex.toUpperCase(Locale.ROOT));
            for (var shift = 0; shift < 3; shift++) {
                found.add(base64Core(bytes, shift));
            }
        }
    }

    /** The Base64 characters that depend on the secret's bytes alone when {@code shift} other bytes stand before it. */
    private static String base64Core(byte[] bytes, int shift) {
        var shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        var head = shift == 0 ? 0 : shift + 1;
        return text.substring(head, shifted.length % 3 == 0 ? text.length() : text.length() - 1);
    }

    /** The bytes without secrets; the same array when there is nothing to cut. */
    public byte[] redact(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var clean = redactLatin(text);
        return clean.equals(text) ? bytes : clean.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text without secrets. */
    public String redact(String text) {
        var latin = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var clean = redactLatin(latin);
        return clean.equals(latin) ? text : new String(clean.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String redactLatin(String text) {
        var clean = text;
        for (var pattern : patterns) {
            clean = clean.contains(pattern) ? clean.replace(pattern, MARK) : clean;
        }
        return clean.contains(KEY_BEGIN) ? cutKeys(clean) : clean;
    }

    /** Cuts PEM and OpenSSH private keys; one whose end is missing is cut to the end of the text. */
    private static String cutKeys(String text) {
        var parts = new ArrayList<String>();
        var from = 0;
        for (var begin = text.indexOf(KEY_BEGIN); begin >= 0; begin = text.indexOf(KEY_BEGIN, from)) {
            var labelEnd = text.indexOf("-----", begin + KEY_BEGIN.length());
            var isPrivate = labelEnd > 0 && text.substring(begin, labelEnd).endsWith("PRIVATE KEY");
            if (!isPrivate) {
                parts.add(text.substring(from, begin + KEY_BEGIN.length()));
                from = begin + KEY_BEGIN.length();
                continue;
            }
            var end = text.indexOf(KEY_END, labelEnd);
            var close = end < 0 ? -1 : text.indexOf("-----", end + KEY_END.length());
            parts.add(text.substring(from, begin) + MARK);
            from = close < 0 ? text.length() : close + 5;
        }
        parts.add(text.substring(from));
        return String.join("", parts);
    }
}
