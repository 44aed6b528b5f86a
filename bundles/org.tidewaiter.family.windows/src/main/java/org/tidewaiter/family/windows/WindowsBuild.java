package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a build of Windows is sold as. NTLM tells the build of the files that it lies in, so that releases which are switched on by an update of
 * their predecessor share its number: 19041 is 10 of any version from 2004 to 22H2.
 *
 * @param version as NTLM tells it
 * @param client  absent where no client has it
 * @param server  absent where no server has it
 */
record WindowsBuild(String version, @Nullable String client, @Nullable String server) {

    /** As of November 2026, by Microsoft's release information pages. */
    private static final List<WindowsBuild> ALL = List.of(
            new WindowsBuild("5.1.2600", "Windows XP", null),
            new WindowsBuild("5.2.3790", "Windows XP x64", "Windows Server 2003"),
            new WindowsBuild("6.0.6000", "Windows Vista", null),
            new WindowsBuild("6.0.6001", "Windows Vista SP1", "Windows Server 2008"),
            new WindowsBuild("6.0.6002", "Windows Vista SP2", "Windows Server 2008 SP2"),
            new WindowsBuild("6.0.6003", "Windows Vista SP2", "Windows Server 2008 SP2"),
            new WindowsBuild("6.1.7600", "Windows 7", "Windows Server 2008 R2"),
            new WindowsBuild("6.1.7601", "Windows 7 SP1", "Windows Server 2008 R2 SP1"),
            new WindowsBuild("6.2.9200", "Windows 8", "Windows Server 2012"),
            new WindowsBuild("6.3.9600", "Windows 8.1", "Windows Server 2012 R2"),
            new WindowsBuild("10.0.10240", "Windows 10 1507", null),
            new WindowsBuild("10.0.10586", "Windows 10 1511", null),
            new WindowsBuild("10.0.14393", "Windows 10 1607", "Windows Server 2016"),
            new WindowsBuild("10.0.15063", "Windows 10 1703", null),
            new WindowsBuild("10.0.16299", "Windows 10 1709", "Windows Server 1709"),
            new WindowsBuild("10.0.17134", "Windows 10 1803", "Windows Server 1803"),
            new WindowsBuild("10.0.17763", "Windows 10 1809", "Windows Server 2019"),
            new WindowsBuild("10.0.18362", "Windows 10 1903 to 1909", "Windows Server 1903 to 1909"),
            new WindowsBuild("10.0.18363", "Windows 10 1909", "Windows Server 1909"),
            new WindowsBuild("10.0.19041", "Windows 10 2004 to 22H2", "Windows Server 2004 to 20H2"),
            new WindowsBuild("10.0.19042", "Windows 10 20H2", "Windows Server 20H2"),
            new WindowsBuild("10.0.19043", "Windows 10 21H1", null),
            new WindowsBuild("10.0.19044", "Windows 10 21H2", null),
            new WindowsBuild("10.0.19045", "Windows 10 22H2", null),
            new WindowsBuild("10.0.20348", null, "Windows Server 2022"),
            new WindowsBuild("10.0.22000", "Windows 11 21H2", null),
            new WindowsBuild("10.0.22621", "Windows 11 22H2 to 23H2", null),
            new WindowsBuild("10.0.22631", "Windows 11 23H2", null),
            new WindowsBuild("10.0.25398", null, "Windows Server 23H2"),
            new WindowsBuild("10.0.26100", "Windows 11 24H2 to 25H2", "Windows Server 2025"),
            new WindowsBuild("10.0.26200", "Windows 11 25H2", null));

    static Optional<WindowsBuild> of(String version) {
        return ALL.stream().filter(b -> b.version().equals(version)).findFirst();
    }

    /**
     * Whether others than Windows tell this version as well: programming libraries give out one of the years in which they were written, and
     * none of them one of Windows 10 and after.
     */
    boolean isImitated() {
        return !version.startsWith("10.");
    }

    /** What it is sold as; both where it may be either, and only its servers where it is known to be one. */
    String product(boolean isServer) {
        var names = Stream.of(isServer && server != null ? null : client, server);
        return names.flatMap(Stream::ofNullable).collect(Collectors.joining(" or "));
    }
}
