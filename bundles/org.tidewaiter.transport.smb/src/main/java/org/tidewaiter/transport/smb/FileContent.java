package org.tidewaiter.transport.smb;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.FileShareRead;

/**
 * What a policy's file says and is no secret: the only form in which its bytes leave the transport.
 *
 * @param lines   as {@link org.tidewaiter.api.session.FileShareReply.SharedFile#lines()} has them; those before the problem, where there is one
 * @param problem why this is not all: {@code is no XML}; absent otherwise
 */
record FileContent(List<String> lines, @Nullable String problem) {

    /** A policy has a few thousand settings. */
    static final int MOST_LINES = 50_000;
    private static final int LONGEST = 1_024;

    FileContent {
        lines = List.copyOf(lines);
    }

    /** Of a file whose name a request's pattern fits. */
    static FileContent of(String name, byte[] bytes, FileShareRead request) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xml")) {
            return PreferenceXml.read(bytes, request);
        }
        return lower.endsWith(".inf") ? SecurityTemplate.read(bytes) : RegistryPolicy.read(bytes);
    }

    /** A value on one line, and not longer than anybody wants. */
    static String line(String value) {
        var line = value.replaceAll("[\\p{Cntrl}\\p{Cs}\\u0085\\u2028\\u2029]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
