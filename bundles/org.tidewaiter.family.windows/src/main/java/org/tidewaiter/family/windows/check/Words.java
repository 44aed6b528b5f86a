package org.tidewaiter.family.windows.check;

import java.util.List;
import java.util.stream.Collectors;

/** Things in a sentence. */
final class Words {

    private static final int MOST = 10;
    private static final int LONGEST = 200;

    private Words() {
    }

    /** {@code a, b and c}; each once, sorted, and not more than a reader wants. */
    static String list(List<String> things) {
        var sorted = things.stream().map(Words::line).distinct().sorted().toList();
        if (sorted.size() > MOST) {
            return sorted.stream().limit(MOST).collect(Collectors.joining(", ")) + " and " + (sorted.size() - MOST) + " more";
        }
        return sorted.size() < 2 ? String.join("", sorted)
                : String.join(", ", sorted.subList(0, sorted.size() - 1)) + " and " + sorted.getLast();
    }

    /** What a device says, on one line and not longer than a reader wants. */
    static String line(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
