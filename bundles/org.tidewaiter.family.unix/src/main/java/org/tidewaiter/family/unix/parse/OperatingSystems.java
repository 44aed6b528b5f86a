package org.tidewaiter.family.unix.parse;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.OperatingSystem;

/** The operating system's row from os-release(5) and what the kernel says. */
public final class OperatingSystems {

    private static final Map<String, String> VENDORS = Map.ofEntries(Map.entry("debian", "Debian"),
            Map.entry("ubuntu", "Canonical"),
            Map.entry("rhel", "Red Hat"), Map.entry("fedora", "Fedora Project"), Map.entry("centos", "CentOS Project"),
            Map.entry("rocky", "Rocky Enterprise Software Foundation"), Map.entry("almalinux", "AlmaLinux OS Foundation"),
            Map.entry("ol", "Oracle"), Map.entry("sles", "SUSE"), Map.entry("opensuse-leap", "openSUSE"),
            Map.entry("opensuse-tumbleweed", "openSUSE"), Map.entry("alpine", "Alpine Linux"), Map.entry("arch", "Arch Linux"),
            Map.entry("amzn", "Amazon"), Map.entry("raspbian", "Raspberry Pi"), Map.entry("openwrt", "OpenWrt"),
            Map.entry("gentoo", "Gentoo"));

    private OperatingSystems() {
    }

    /**
     * The row.
     *
     * @param release  os-release's fields
     * @param identity our own {@code name=value} lines: system, release, machine, host, machine-id, boot, zone, virtualization, reboot
     * @param domain   DNS domain, if known
     */
    public static OperatingSystem of(Map<String, String> release, Map<String, String> identity, @Nullable String domain) {
        var kernel = Clean.text(identity.get("system"));
        var name = first(release.get("NAME"), release.get("PRETTY_NAME"), kernel);
        var boot = Clean.number(identity.get("boot"));
        var reboot = identity.get("reboot");
        return new OperatingSystem(name == null ? "unknown" : name, Clean.text(release.get("VERSION_ID")),
                first(release.get("VERSION"), release.get("PRETTY_NAME"), null), kernel, Clean.text(identity.get("release")),
                Clean.text(identity.get("machine")), HostNames.host(identity.get("host")), domain,
                Clean.text(identity.get("machine-id")),
                virtualization(identity.get("virtualization")),
                boot == null || boot == 0 || boot > 32_503_680_000L ? null : Instant.ofEpochSecond(boot),
                Clean.text(identity.get("zone")), reboot == null ? null : Boolean.valueOf(reboot.equals("yes")));
    }

    /** systemd-detect-virt says "none" where it has looked and found no hypervisor: that is knowledge, not absence. */
    private static @Nullable String virtualization(@Nullable String raw) {
        var text = Clean.text(raw);
        return "none".equals(text) ? "bare metal" : text;
    }

    /** Who makes the distribution, as it is known by its os-release ID. */
    public static @Nullable String vendor(Map<String, String> release) {
        return VENDORS.get(release.getOrDefault("ID", "").toLowerCase(Locale.ROOT));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String two, @Nullable String three) {
        var text = Clean.text(one);
        text = text == null ? Clean.text(two) : text;
        return text == null ? Clean.text(three) : text;
    }
}
