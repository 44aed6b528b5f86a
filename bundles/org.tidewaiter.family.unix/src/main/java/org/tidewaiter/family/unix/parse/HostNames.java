package org.tidewaiter.family.unix.parse;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A host's own name and domain, without asking a name server. */
public final class HostNames {

    private HostNames() {
    }

    /** The part before the first dot. */
    public static @Nullable String host(@Nullable String name) {
        var text = Clean.text(name);
        return text == null ? null : Clean.text(text.split("\\.", 2)[0]);
    }

    /** The domain: from the name itself, else from the line of hosts(5) that names {@code host.domain}; absent when neither knows. */
    public static @Nullable String domain(String name, String hostsFile) {
        var dot = name.indexOf('.');
        if (dot >= 0) {
            return Clean.text(name.substring(dot + 1));
        }
        var prefix = name.strip() + ".";
        return name.isBlank() ? null
                : hostsFile.lines().map(l -> l.replaceFirst("#.*", ""))
                        .flatMap(l -> Arrays.stream(l.strip().split("\\s+")).skip(1))
                        .filter(w -> w.startsWith(prefix) && w.length() > prefix.length()).map(w -> w.substring(prefix.length()))
                        .filter(d -> !d.equals("localdomain")).findFirst().orElse(null);
    }
}
