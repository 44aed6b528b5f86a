package org.tidewaiter.api.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads those files of a share that lie where policies keep them, and of them what is no secret: XML, security templates ({@code .inf}, [MS-GPSB])
 * and registry policies ({@code .pol}, [MS-GPREG]).
 *
 * @param id         {@code sysvol-preferences}
 * @param share      {@code SYSVOL}
 * @param patterns   paths within the share, {@code *} for a folder of any name: {@code *\Policies\*\*\Registry.pol}. Letters count as equal in
 *                   either case
 * @param attributes of XML files, whose values are read; nothing else of XML leaves the share. None that holds a secret
 * @param presence   of XML files, of which it is read whether they hold anything, and not what
 * @param limit      most files that are read; more is a shortfall
 * @param timeout    how long it may take in all
 */
public record FileShareRead(String id, String share, List<String> patterns, List<String> attributes, List<String> presence,
        int limit,
        Duration timeout) implements Request {

    private static final Pattern SHARE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern PATH = Pattern
            .compile("(?:(?:\\*|[A-Za-z0-9_{}-][A-Za-z0-9 _{}.-]{0,63})\\\\){0,9}[A-Za-z0-9_-]{1,64}\\.(?:xml|inf|pol)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:pass|pwd|secret|token|credential|key).*");

    public FileShareRead {
        patterns = List.copyOf(patterns);
        attributes = List.copyOf(attributes);
        presence = List.copyOf(presence);
        if (!SHARE.matcher(share).matches() || patterns.isEmpty() || limit < 1
                || !patterns.stream().allMatch(p -> PATH.matcher(p).matches())
                || !attributes.stream().allMatch(a -> NAME.matcher(a).matches())
                || !presence.stream().allMatch(a -> NAME.matcher(a).matches())) {
            throw new IllegalArgumentException(id + ": no files of a share");
        }
        if (attributes.stream().anyMatch(a -> SECRET.matcher(a).matches())) {
            throw new IllegalArgumentException(id + ": asks for a secret");
        }
    }

    /** At most 5,000 files, in 100 seconds. */
    public static FileShareRead of(String id, String share, List<String> patterns, List<String> attributes,
            List<String> presence) {
        return new FileShareRead(id, share, patterns, attributes, presence, 5_000, Duration.ofSeconds(100));
    }

    @Override
    public String text() {
        return "smb read \\\\{controller}\\" + share + ": " + String.join(", ", patterns)
                + (attributes.isEmpty() ? "" : "; of XML the attributes " + String.join(", ", attributes))
                + (presence.isEmpty() ? "" : "; whether there is " + String.join(", ", presence));
    }
}
