package org.tidewaiter.family.windows.parse.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.FileShareReply.SharedFile;

/**
 * Of which policy a file of SYSVOL is, [MS-GPOL] 2.2.4: {@code ad.lab.test\Policies\{GUID}\Machine\Registry.pol}.
 *
 * @param policy GUID
 * @param half   computer or user
 * @param place  the path below the policy's folder
 */
public record PolicyFile(String policy, String half, String place) {

    private static final Pattern PATH = Pattern
            .compile(
                    "(?i)[^\\\\]{1,255}\\\\Policies\\\\\\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\}\\\\((machine|user)\\\\.{1,1000})");

    /** Empty for a file of no policy. */
    public static Optional<PolicyFile> of(SharedFile file) {
        var path = PATH.matcher(file.path());
        return path.matches()
                ? Optional.of(new PolicyFile(path.group(1).toLowerCase(Locale.ROOT),
                        path.group(3).equalsIgnoreCase("machine") ? "computer" : "user", path.group(2)))
                : Optional.empty();
    }
}
