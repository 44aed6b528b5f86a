package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** The running Windows, from Win32_OperatingSystem, Win32_ComputerSystem and the registry. */
public final class Systems {

    /** Where the registry tells the release. */
    public static final String CURRENT_VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
    /** Where the installation's own id stands. */
    public static final String CRYPTOGRAPHY = "SOFTWARE\\Microsoft\\Cryptography";
    /** Where the time zone stands, under a name that is the same in every language. */
    public static final String TIME_ZONE = "SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";

    /** Win32_OperatingSystem.ProductType. */
    private static final List<String> ROLES = List.of("", "work station", "domain controller", "server");

    /** Words in maker and model of virtual hardware, lower case, and what runs below it. */
    private static final Map<String, String> HYPERVISORS = Map.of("vmware", "vmware", "virtualbox", "virtualbox", "innotek",
            "virtualbox",
            "qemu", "kvm", "kvm", "kvm", "xen", "xen", "parallels", "parallels", "nutanix", "ahv", "amazon ec2", "amazon",
            "google compute", "google");

    private Systems() {
    }

    /**
     * The common row.
     *
     * @param reboot whether an update waits for a restart, if known
     */
    public static @Nullable OperatingSystem of(CimRow os, CimRow computer, RegistryKeys registry, @Nullable Boolean reboot) {
        var release = registry.key(CURRENT_VERSION);
        var name = Clean.text(os, "Caption");
        name = name == null ? Clean.text(release, "ProductName") : name;
        if (name == null) {
            return null;
        }
        return new OperatingSystem(name, version(os, release), release(os, release), "Windows NT", Clean.text(os, "Version"),
                architecture(computer, os), Clean.first(computer, "DNSHostName", "Name"), Clean.text(computer, "Domain"),
                guid(Clean.text(registry.key(CRYPTOGRAPHY), "MachineGuid")), virtualization(computer),
                Clean.instant(os, "LastBootUpTime"),
                Clean.text(registry.key(TIME_ZONE), "TimeZoneKeyName"), reboot);
    }

    /** The version with the update build revision, which tells the last update: {@code 10.0.20348.2340}. */
    public static @Nullable String version(CimRow os, CimRow release) {
        var version = Clean.text(os, "Version");
        var revision = Clean.number(release, "UBR");
        return version == null || revision == null ? version : version + "." + revision;
    }

    private static @Nullable String release(CimRow os, CimRow release) {
        var display = Clean.first(release, "DisplayVersion", "ReleaseId");
        return display == null ? Clean.text(os, "CSDVersion") : display;
    }

    /** OSArchitecture is written in the system's language; SystemType is not. */
    private static @Nullable String architecture(CimRow computer, CimRow os) {
        var type = computer.text("SystemType");
        if (type != null) {
            var lower = type.toLowerCase(Locale.ROOT);
            return lower.startsWith("x64") ? "x86_64"
                    : lower.startsWith("arm64") ? "aarch64" : lower.startsWith("x86") ? "x86" : type;
        }
        var bits = os.text("OSArchitecture");
        return bits != null && bits.startsWith("64") ? "x86_64" : bits != null && bits.startsWith("32") ? "x86" : null;
    }

    private static @Nullable String guid(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
    }

    private static @Nullable String virtualization(CimRow computer) {
        var maker = (computer.text("Manufacturer") + " " + computer.text("Model")).toLowerCase(Locale.ROOT);
        if (maker.contains("microsoft corporation") && maker.contains("virtual machine")) {
            return "hyper-v";
        }
        return HYPERVISORS.entrySet().stream().filter(h -> maker.contains(h.getKey())).map(Map.Entry::getValue).sorted()
                .findFirst()
                .orElse(null);
    }

    /** The row that only Windows has. */
    public static @Nullable WindowsRelease release(CimRow os, RegistryKeys registry) {
        var release = registry.key(CURRENT_VERSION);
        if (os.values().isEmpty() && release.values().isEmpty()) {
            return null;
        }
        var build = Clean.number(os, "BuildNumber");
        var installed = Clean.instant(os, "InstallDate");
        return new WindowsRelease(Clean.text(release, "ProductName"),
                build == null ? Clean.number(release, "CurrentBuildNumber") : build,
                Clean.number(release, "UBR"), Clean.first(release, "DisplayVersion", "ReleaseId"),
                Clean.text(release, "EditionID"),
                Clean.text(release, "InstallationType"), Clean.first(release, "BuildLabEx", "BuildBranch"),
                Clean.positive(os, "ServicePackMajorVersion"), Clean.word(os, "ProductType", ROLES),
                Clean.number(os, "OperatingSystemSKU"), installed == null ? Clean.unixTime(release, "InstallDate") : installed,
                os.texts("MUILanguages").stream().findFirst().orElse(null),
                Clean.number(os, "DataExecutionPrevention_SupportPolicy"), Clean.text(os, "SystemDirectory"));
    }
}
