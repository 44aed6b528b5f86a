package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.family.windows.data.TimeSource;

/** Configuration of the Windows Time service; its own tool answers in the system's language. */
public final class TimeSources {

    private static final String SERVICE = "SYSTEM\\CurrentControlSet\\Services\\W32Time";
    /** Mode and servers. */
    public static final String PARAMETERS = SERVICE + "\\Parameters";
    /** Whether it asks for the time. */
    public static final String CLIENT = SERVICE + "\\TimeProviders\\NtpClient";
    /** Whether it serves time. */
    public static final String SERVER = SERVICE + "\\TimeProviders\\NtpServer";
    /** What group policy says; it counts first. */
    public static final String POLICY = "SOFTWARE\\Policies\\Microsoft\\W32Time\\Parameters";

    private TimeSources() {
    }

    /** The row. */
    public static @Nullable TimeSource of(RegistryKeys registry) {
        var local = registry.key(PARAMETERS);
        var policy = registry.key(POLICY);
        var type = Clean.text(policy, "Type");
        type = type == null ? Clean.text(local, "Type") : type;
        var servers = Clean.text(policy, "NtpServer");
        servers = servers == null ? Clean.text(local, "NtpServer") : servers;
        if (type == null && servers == null) {
            return null;
        }
        var client = registry.key(CLIENT);
        return new TimeSource(type, servers(servers), Clean.flag(client, "Enabled"), Clean.flag(registry.key(SERVER), "Enabled"),
                Clean.positive(client, "SpecialPollInterval"));
    }

    /** {@code time.windows.com,0x9 ntp.example,0x8}: flags behind the commas. */
    private static List<String> servers(@Nullable String text) {
        return text == null ? List.of()
                : Stream.of(text.split("\\s+")).map(s -> s.replaceFirst(",0x[0-9A-Fa-f]+$", "")).filter(s -> !s.isEmpty())
                        .toList();
    }
}
