package org.tidewaiter.transport.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Status line and fields of an HTTP answer (RFC 9112 sections 4 and 5). Pure and total.
 *
 * @param status 100 to 599
 * @param fields lines {@code Name: value} in their order, folded ones joined, each byte a character
 * @param end    where the body begins
 */
public record HttpHead(int status, List<String> fields, int end) {
    /** Of the shortest status line. */
    static final int SHORTEST = "HTTP/1.0 200".length();
    private static final int MOST_FIELDS = 500;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_FIELD = 4096;

    public HttpHead {
        fields = List.copyOf(fields);
    }

    /** Whether these are the first bytes of HTTP: {@code HTTP/1.1 200}. */
    static boolean begins(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, SHORTEST), StandardCharsets.ISO_8859_1);
        return start.matches("HTTP/[0-9]\\.[0-9] [1-5][0-9]{2}");
    }

    /**
     * Reads the head; null as long as its end has not come, or when this is no HTTP.
     *
     * @param from where to begin looking for the end
     */
    static @Nullable HttpHead of(byte[] bytes, int from) {
        var end = end(bytes, from);
        return end < 0 || !begins(bytes) ? null : parse(bytes, end);
    }

    /** Reads the head, or what there is of it; null when this is no HTTP. */
    public static @Nullable HttpHead ofPart(byte[] bytes) {
        if (!begins(bytes)) {
            return null;
        }
        var end = end(bytes, 0);
        return parse(bytes, end < 0 ? bytes.length : end);
    }

    /** An empty line ends it; line ends without CR are taken, too (RFC 9112 section 2.2). */
    private static int end(byte[] bytes, int from) {
        for (var i = from; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i + 1] == '\n' || i + 2 < bytes.length && bytes[i + 1] == '\r' && bytes[i + 2] == '\n')) {
                return bytes[i + 1] == '\n' ? i + 2 : i + 3;
            }
        }
        return -1;
    }

    private static HttpHead parse(byte[] bytes, int end) {
        var text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        var fields = new ArrayList<String>();
        for (var line : text.lines().skip(1).limit(MOST_FIELDS).toList()) {
            if (!fields.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                fields.set(fields.size() - 1, cut(fields.getLast() + " " + line.strip()));
            } else if (line.indexOf(':') > 0 && line.indexOf(':') < LONGEST_NAME) {
                fields.add(cut(line));
            }
        }
        return new HttpHead(Integer.parseInt(text.substring(9, SHORTEST)), fields, end);
    }

    private static String cut(String field) {
        return field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) : field;
    }

    /** The values of a field, in their order, each byte a character. */
    public List<String> values(String name) {
        return fields.stream().filter(f -> f.substring(0, f.indexOf(':')).strip().equalsIgnoreCase(name))
                .map(f -> f.substring(f.indexOf(':') + 1).strip()).toList();
    }

    /** A field's first value, in lower case; "" without one. */
    private String keyword(String name) {
        return values(name).stream().findFirst().orElse("").toLowerCase(Locale.ROOT);
    }

    /** Whether the body is in chunks (RFC 9112 section 7.1). */
    boolean isChunked() {
        return keyword("Transfer-Encoding").contains("chunked");
    }

    /** Whether the body is text as it stands: nobody asked for a compressed one, but some send it. */
    boolean isPlain() {
        var coding = keyword("Content-Encoding");
        return coding.isEmpty() || coding.equals("identity");
    }

    /** The charset that the content type names, in lower case; "" without one. */
    String charset() {
        return charset(keyword("Content-Type"));
    }

    /** The charset in a content type in lower case; "" without one. */
    static String charset(String contentType) {
        var at = contentType.indexOf("charset=");
        if (at < 0) {
            return "";
        }
        var name = contentType.substring(at + 8).strip();
        var end = 0;
        name = name.startsWith("\"") || name.startsWith("'") ? name.substring(1) : name;
        while (end < name.length() && end < 40
                && (Character.isLetterOrDigit(name.charAt(end)) || "-_.:+".indexOf(name.charAt(end)) >= 0)) {
            end++;
        }
        return name.substring(0, end);
    }

    /** How many bytes of body there are; a large number when the end of the connection is the body's end (RFC 9112 section 6.3). */
    public long bodyLength() {
        if (status == 204 || status == 304) {
            return 0;
        }
        var length = keyword("Content-Length");
        return length.matches("[0-9]{1,15}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }
}
