package org.tidewaiter.family.unix.check;

import java.util.List;
import java.util.stream.Collectors;

/** Names things in a sentence. */
final class Named {

    private static final int MOST = 10;

    private Named() {
    }

    /** {@code a, b and c}; each once, sorted, and not more than a reader wants. */
    static String list(List<String> names) {
        var sorted = names.stream().distinct().sorted().toList();
        if (sorted.size() > MOST) {
            return sorted.stream().limit(MOST).collect(Collectors.joining(", ")) + " and " + (sorted.size() - MOST) + " more";
        }
        return sorted.size() == 1 ? sorted.getFirst()
                : String.join(", ", sorted.subList(0, sorted.size() - 1)) + " and " + sorted.getLast();
    }

    /** {@code account}, or {@code accounts}. */
    static String account(int count) {
        return count == 1 ? "account " : "accounts ";
    }
}
