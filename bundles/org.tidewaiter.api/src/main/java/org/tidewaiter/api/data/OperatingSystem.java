package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The running operating system; one row.
 *
 * @param name           product name: {@code Debian GNU/Linux}, {@code Microsoft Windows Server 2022 Standard}
 * @param version        its version number: {@code 12}, {@code 10.0.20348}
 * @param release        the vendor's release name, or point release: {@code 12 (bookworm)}, {@code 21H2}
 * @param kernel         kernel's name: {@code Linux}, {@code Darwin}
 * @param kernelVersion  kernel's release
 * @param architecture   instruction set, as the system names it: {@code x86_64}
 * @param hostName       the name it has for itself, without domain
 * @param domain         DNS domain, or Windows domain or workgroup
 * @param installationId what the system made up when it was installed: machine-id, MachineGuid; clones share it
 * @param virtualization hypervisor or container it runs in, as it names it: {@code kvm}; {@code bare metal} when it says so
 * @param bootedAt       when it started
 * @param timeZone       IANA or Windows zone name
 * @param rebootRequired whether an update waits for a restart
 */
public record OperatingSystem(String name, @Nullable String version, @Nullable String release, @Nullable String kernel,
        @Nullable String kernelVersion, @Nullable String architecture, @Nullable String hostName, @Nullable String domain,
        @Nullable String installationId, @Nullable String virtualization, @Nullable Instant bootedAt,
        @Nullable String timeZone, @Nullable Boolean rebootRequired)
        implements Item {
}
