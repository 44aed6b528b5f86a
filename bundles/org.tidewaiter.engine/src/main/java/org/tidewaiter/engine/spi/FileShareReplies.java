package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.FileShareReply.SharedFile;
import org.tidewaiter.api.session.TransportException;

/**
 * What the stored exchanges of shared files say: the one reading of them. Pure and total. A file is stored as {@code file PATH},
 * {@code size BYTES}, {@code changed TIME}, and its lines with a blank before each.
 */
public final class FileShareReplies {

    /** What stands for a secret, and for what may be one. */
    public static final String CUT = "[secret cut]";

    private static final String FILE = "file ";
    private static final String SIZE = "size ";
    private static final String CHANGED = "changed ";

    private FileShareReplies() {
    }

    /** A file as it is stored. */
    public static String stored(String path, long sizeBytes, @Nullable Instant changed, List<String> lines) {
        var text = new StringBuilder(FILE + plain(path) + "\n" + SIZE + sizeBytes + "\n" + CHANGED
                + (changed == null ? "" : changed) + "\n");
        lines.forEach(line -> text.append(' ').append(plain(line)).append('\n'));
        return text.toString();
    }

    /** On one line; tabs stay. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029&&[^\\t]]", " ");
    }

    /**
     * The reply in a stored exchange. What stands where no file's line can stand is left out.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static FileShareReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        var lines = new String(exchange.out(), StandardCharsets.UTF_8).split("\n", -1);
        var files = new ArrayList<SharedFile>();
        for (var i = 0; i < lines.length; i++) {
            if (lines[i].startsWith(FILE) && i + 2 < lines.length && lines[i + 1].startsWith(SIZE)
                    && lines[i + 2].startsWith(CHANGED)) {
                files.add(new SharedFile(lines[i].substring(FILE.length()), size(lines[i + 1].substring(SIZE.length())),
                        time(lines[i + 2].substring(CHANGED.length())), content(lines, i + 3), i + 1));
            }
        }
        return new FileShareReply(files, exchange.ending().shortfall(), exchange.evidence());
    }

    private static List<String> content(String[] lines, int from) {
        var content = new ArrayList<String>();
        for (var i = from; i < lines.length && lines[i].startsWith(" "); i++) {
            content.add(lines[i].substring(1));
        }
        return content;
    }

    private static long size(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
