package org.tidewaiter.workbench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Which engagement the user named when starting the workbench: the first argument that ends in {@code .tide}. Pure. */
final class NamedEngagement {

    private static final Pattern ON_A_LINE = Pattern.compile("\"([^\"]+\\.tide)\"|([^\\s\"]+\\.tide)(?=\\s|$)");

    private NamedEngagement() {
    }

    /**
     * Looks where the start scripts put the arguments.
     *
     * @param packed   the shell scripts' property: each argument followed by U+001F
     * @param line     the Windows scripts' variable: the command line as it was written
     * @param left     what Equinox left of its own command line
     * @param property {@code tidewaiter.engagement}, which counts when no argument does
     */
    static Optional<String> of(@Nullable String packed, @Nullable String line, @Nullable String @Nullable [] left,
            @Nullable String property) {
        var words = packed != null ? List.of(packed.split("\u001f"))
                : line != null ? onALine(line) : left == null ? List.<String> of() : Arrays.asList(left);
        for (var word : words) {
            if (word != null && word.endsWith(".tide")) {
                return Optional.of(word);
            }
        }
        return property == null || property.isBlank() ? Optional.empty() : Optional.of(property);
    }

    private static List<String> onALine(String line) {
        return ON_A_LINE.matcher(line).results().map(r -> r.group(1) != null ? r.group(1) : r.group(2)).toList();
    }
}
