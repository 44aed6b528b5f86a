package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.RemotingListener;

/** Settings that the security of Windows depends on. */
public final class Hardening {

    private static final String MACHINE = "machine";

    /**
     * A setting and the row that it was read from.
     *
     * @param row absent where the key is not there, which the whole reply shows
     */
    public record Stated(HardeningSetting setting, @Nullable CimRow row) {
    }

    private Hardening() {
    }

    /** All settings of the computer: what is not stored is stated, too, since then the system's default holds. */
    public static List<Stated> machine(List<CimRow> rows) {
        var registry = new RegistryKeys(rows);
        return HardeningKeys.all().stream().flatMap(key -> key.values().stream().map(value -> {
            var row = registry.key(key.path());
            return stated(key, value, MACHINE, row, "HKLM\\" + key.path());
        })).toList();
    }

    private static Stated stated(HardeningKeys.Key key, String value, String subject, CimRow row, String path) {
        return new Stated(new HardeningSetting(key.area() + "." + value, subject, Clean.stored(row, value), path + "\\" + value),
                row.number() == 0 ? null : row);
    }

    /** What users' hives hold: only what is stored, since most of it is not. */
    public static List<Stated> users(List<CimRow> rows) {
        Map<String, HardeningKeys.Key> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        HardeningKeys.ofUsers().forEach(k -> keys.put(k.path(), k));
        return rows.stream().flatMap(row -> {
            var path = RegistryKeys.path(row);
            var slash = path.indexOf('\\');
            var key = slash < 0 ? null : keys.get(path.substring(slash + 1));
            return key == null ? Stream.<Stated> of()
                    : key.values().stream().map(v -> stated(key, v, path.substring(0, slash), row, "HKU\\" + path))
                            .filter(s -> s.setting().value() != null);
        }).toList();
    }

    /** A row with {@code name}, {@code value} and {@code source}. */
    public static @Nullable HardeningSetting named(CimRow row) {
        var name = Clean.text(row, "name");
        var source = Clean.text(row, "source");
        return name == null || source == null ? null : new HardeningSetting(name, MACHINE, Clean.stored(row, "value"), source);
    }

    /** A connection of remote desktops (Win32_TSGeneralSetting). */
    public static List<HardeningSetting> remoteDesktop(CimRow row) {
        var terminal = Clean.text(row, "TerminalName");
        return terminal == null ? List.of()
                : List.of("UserAuthenticationRequired", "SecurityLayer", "MinEncryptionLevel", "SSLCertificateSHA1Hash").stream()
                        .map(n -> new HardeningSetting("rdp-effective." + n, terminal, Clean.stored(row, n),
                                "Win32_TSGeneralSetting"))
                        .toList();
    }

    /** A listener of WinRM. */
    public static @Nullable RemotingListener listener(CimRow row) {
        var transport = Clean.text(row, "Transport");
        var address = Clean.text(row, "Address");
        var thumbprint = Clean.text(row, "CertificateThumbprint");
        return transport == null || address == null ? null
                : new RemotingListener(transport, address, Clean.positive(row, "Port"), Clean.flag(row, "Enabled"),
                        Clean.text(row, "Hostname"),
                        thumbprint == null ? null : thumbprint.toLowerCase(Locale.ROOT).replace(" ", ""));
    }
}
