package org.tidewaiter.family.windows.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.session.CimRow;

/** Programs as they enter themselves in the registry, and those of the store. */
public final class Software {

    /** Where .NET Framework 4 tells its release (documented by Microsoft: How to determine which .NET Framework versions are installed). */
    public static final String DOTNET = "SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full";
    /** .NET Framework 3.5. */
    public static final String DOTNET_35 = "SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v3.5";
    /** Office as a subscription or by Click-to-Run. */
    public static final String OFFICE = "SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration";

    private static final int KIBIBYTE = 1024;

    private Software() {
    }

    /**
     * A key below Uninstall. Updates and parts of other programs are left out, as the system's own list of programs does; what names itself but
     * hides as a system component is kept: it is installed, and may be weak.
     */
    public static @Nullable InstalledSoftware program(CimRow row) {
        var name = Clean.text(row, "DisplayName");
        if (name == null || row.text("ParentKeyName") != null || row.text("ReleaseType") != null) {
            return null;
        }
        var path = RegistryKeys.path(row);
        var key = path.substring(path.lastIndexOf('\\') + 1);
        var user = path.startsWith("S-1-");
        var msi = "1".equals(row.text("WindowsInstaller")) || key.matches("\\{[0-9A-Fa-f-]{36}\\}");
        var version = Clean.text(row, "DisplayVersion");
        return new InstalledSoftware(name, (msi ? "msi" : "setup") + (user ? " for one user" : ""), version,
                path.toLowerCase(Locale.ROOT).contains("\\wow6432node\\") ? "x86" : null, Clean.text(row, "Publisher"), null,
                Clean.times(Clean.positive(row, "EstimatedSize"), KIBIBYTE), installed(row), Clean.text(row, "Comments"));
    }

    /** {@code 20240131}, which installers write; some write the date of their language, which is not guessed at. */
    private static @Nullable Instant installed(CimRow row) {
        var text = row.text("InstallDate");
        if (text == null || !text.matches("(19|20)[0-9]{6}")) {
            return null;
        }
        try {
            var day = LocalDate.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4, 6)),
                    Integer.parseInt(text.substring(6)));
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** A row of Win32_InstalledStoreProgram. Its architecture is a number (Windows.System.ProcessorArchitecture). */
    public static @Nullable InstalledSoftware store(CimRow row) {
        var name = Clean.text(row, "Name");
        var architecture = row.text("Architecture");
        return name == null ? null
                : new InstalledSoftware(name, "store", Clean.text(row, "Version"),
                        architecture == null ? null : switch (architecture) {
                            case "0" -> "x86";
                            case "5" -> "arm";
                            case "9" -> "x86_64";
                            case "11" -> "neutral";
                            case "12" -> "aarch64";
                            default -> Clean.text(architecture);
                        }, common(Clean.text(row, "Vendor")), null, null, null, null);
    }

    /** The vendor is a distinguished name: {@code CN=Microsoft Corporation, O=...}. */
    private static @Nullable String common(@Nullable String vendor) {
        return vendor == null ? null : Clean.text(vendor.replaceFirst("^CN=\"?([^,\"]+).*$", "$1"));
    }

    /** .NET Framework and Office, of which the list of programs tells too little. */
    public static List<InstalledSoftware> products(RegistryKeys registry) {
        var found = new ArrayList<InstalledSoftware>();
        var four = registry.key(DOTNET);
        if (Clean.text(four, "Version") instanceof String version) {
            var release = Clean.number(four, "Release");
            found.add(new InstalledSoftware(".NET Framework 4", "registry", version, null, "Microsoft Corporation", null, null,
                    null,
                    release == null ? null : "release " + release));
        }
        if (Clean.text(registry.key(DOTNET_35), "Version") instanceof String version) {
            found.add(new InstalledSoftware(".NET Framework 3.5", "registry", version, null, "Microsoft Corporation", null, null,
                    null,
                    null));
        }
        var office = registry.key(OFFICE);
        if (Clean.text(office, "ProductReleaseIds") instanceof String products) {
            var version = Clean.text(office, "VersionToReport");
            for (var product : products.split(",")) {
                found.add(new InstalledSoftware(product.strip().isEmpty() ? "Office" : product.strip(), "click-to-run", version,
                        Clean.text(office, "Platform"), "Microsoft Corporation", null, null, null, channel(office)));
            }
        }
        return found;
    }

    private static @Nullable String channel(CimRow office) {
        var channel = Clean.first(office, "AudienceData", "UpdateChannel", "CDNBaseUrl");
        return channel == null ? null : "channel " + channel;
    }
}
