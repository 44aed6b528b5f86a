package org.tidewaiter.family.windows.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.BitLockerVolume;
import org.tidewaiter.family.windows.data.ShadowCopy;
import org.tidewaiter.family.windows.data.ShadowStorage;

/** File systems, their encryption and their snapshots. */
public final class Volumes {

    private static final int REMOVABLE = 2;
    private static final int REMOTE = 4;
    private static final int OPTICAL = 5;
    /** Win32_EncryptableVolume.EncryptionMethod. */
    private static final List<String> METHODS = List.of("", "AES 128 with diffuser", "AES 256 with diffuser", "AES 128",
            "AES 256",
            "hardware", "XTS-AES 128", "XTS-AES 256");
    /** Win32_EncryptableVolume.ConversionStatus. */
    private static final List<String> CONVERSIONS = List.of("fully decrypted", "fully encrypted", "encryption in progress",
            "decryption in progress", "encryption paused", "decryption paused");
    /** Win32_EncryptableVolume.VolumeType. */
    private static final List<String> KINDS = List.of("system", "fixed data", "removable data");
    private static final int PROTECTED = 1;
    private static final int UNKNOWN = 2;

    private Volumes() {
    }

    /** Rows by the volume's id. */
    public static Map<String, CimRow> byId(List<CimRow> rows) {
        Map<String, CimRow> found = new HashMap<>();
        for (var row : rows) {
            var id = Clean.text(row, "DeviceID");
            if (id != null) {
                found.putIfAbsent(id, row);
            }
        }
        return found;
    }

    private static CimRow details(CimRow row, Map<String, CimRow> methods) {
        var id = Clean.text(row, "DeviceID");
        return id == null ? row : methods.getOrDefault(id, row);
    }

    /** Whether a volume is encrypted, by its id and by its drive letter, both in lower case. */
    public static Map<String, Boolean> encryption(List<CimRow> encryptable, Map<String, CimRow> methods) {
        Map<String, Boolean> states = new HashMap<>();
        for (var row : encryptable) {
            var encrypted = details(row, methods).integer("ConversionStatus")
                    .orElse(row.integer("ProtectionStatus").orElse(0)) != 0;
            for (var name : new String[] { "DeviceID", "DriveLetter" }) {
                var text = Clean.text(row, name);
                if (text != null) {
                    states.put(text.toLowerCase(Locale.ROOT), encrypted);
                }
            }
        }
        return states;
    }

    /** A row of Win32_Volume. Empty card readers have neither file system nor size. */
    public static @Nullable Volume volume(CimRow row, Map<String, Boolean> encryption) {
        var id = Clean.text(row, "DeviceID");
        var letter = Clean.text(row, "DriveLetter");
        var path = Clean.text(row, "Name");
        var name = letter != null ? letter : path != null && !path.equals(id) ? path.replaceFirst("\\\\$", "") : id;
        var fileSystem = Clean.text(row, "FileSystem");
        var size = Clean.number(row, "Capacity");
        if (name == null || fileSystem == null && size == null) {
            return null;
        }
        var free = Clean.number(row, "FreeSpace");
        return new Volume(name, id, fileSystem, Clean.text(row, "Label"), serial(row), size,
                size == null || free == null || free > size ? null : Long.valueOf(size - free), free,
                letter != null || path != null && !path.equals(id),
                readOnly(row), id == null ? null : encryption.get(id.toLowerCase(Locale.ROOT)), options(row));
    }

    private static @Nullable Boolean readOnly(CimRow row) {
        return row.integer("DriveType").orElse(0) == OPTICAL ? Boolean.TRUE : null;
    }

    /** As Windows shows it, in hexadecimal. */
    private static @Nullable String serial(CimRow row) {
        var number = row.number("SerialNumber");
        return number.isEmpty() ? null : "%08X".formatted(number.getAsLong() & 0xffffffffL);
    }

    private static List<String> options(CimRow row) {
        var compressed = Boolean.TRUE.equals(Clean.flag(row, "Compressed"));
        var boot = Boolean.TRUE.equals(Clean.flag(row, "BootVolume"));
        var system = Boolean.TRUE.equals(Clean.flag(row, "SystemVolume"));
        var page = Boolean.TRUE.equals(Clean.flag(row, "PageFilePresent"));
        var removable = row.integer("DriveType").orElse(0) == REMOVABLE;
        return Stream.of(compressed ? "compressed" : "", boot ? "boot" : "", system ? "system" : "",
                page ? "page file" : "", removable ? "removable" : "").filter(o -> !o.isEmpty()).toList();
    }

    /** A network drive from Win32_LogicalDisk; the others are volumes, too. */
    public static @Nullable Volume networkDrive(CimRow row) {
        var name = Clean.text(row, "DeviceID");
        if (name == null || row.integer("DriveType").orElse(0) != REMOTE) {
            return null;
        }
        var size = Clean.positive(row, "Size");
        var free = Clean.number(row, "FreeSpace");
        return new Volume(name, Clean.text(row, "ProviderName"), Clean.text(row, "FileSystem"), Clean.text(row, "VolumeName"),
                null, size,
                size == null || free == null || free > size ? null : Long.valueOf(size - free), free, true, null, null,
                List.of("network"));
    }

    /**
     * A row of Win32_EncryptableVolume.
     *
     * @param methods    what newer Windows tells besides, by id
     * @param protectors kinds of key protectors, by drive letter or id in lower case
     */
    public static @Nullable BitLockerVolume bitLocker(CimRow row, Map<String, CimRow> methods,
            Map<String, List<String>> protectors) {
        var letter = Clean.text(row, "DriveLetter");
        var volume = letter == null ? Clean.text(row, "DeviceID") : letter;
        if (volume == null) {
            return null;
        }
        var status = row.integer("ProtectionStatus").orElse(UNKNOWN);
        var more = details(row, methods);
        return new BitLockerVolume(volume, status == UNKNOWN ? null : Boolean.valueOf(status == PROTECTED),
                Clean.word(more, "ConversionStatus", CONVERSIONS), Clean.word(more, "EncryptionMethod", METHODS),
                Clean.word(more, "VolumeType", KINDS), protectors.getOrDefault(volume.toLowerCase(Locale.ROOT), List.of()));
    }

    /** Kinds of key protectors by mount point, which may end in a backslash. */
    public static Map<String, List<String>> protectors(List<CimRow> rows) {
        Map<String, List<String>> kinds = new HashMap<>();
        for (var row : rows) {
            var mount = Clean.text(row, "MountPoint");
            if (mount != null) {
                var key = mount.length() == 3 ? mount.substring(0, 2) : mount;
                kinds.put(key.toLowerCase(Locale.ROOT), Clean.texts(row, "protectors"));
            }
        }
        return kinds;
    }

    /** A row of Win32_ShadowCopy. */
    public static @Nullable ShadowCopy shadow(CimRow row) {
        var id = Clean.text(row, "ID");
        return id == null ? null
                : new ShadowCopy(id.toLowerCase(Locale.ROOT), Clean.text(row, "VolumeName"), Clean.instant(row, "InstallDate"),
                        Clean.flag(row, "Persistent"), Clean.flag(row, "ClientAccessible"));
    }

    /** A row of Win32_ShadowStorage; its greatest number means unbounded. */
    public static @Nullable ShadowStorage storage(CimRow row) {
        var volume = Clean.text(row, "volume");
        var maximum = Clean.number(row, "MaxSpace");
        return volume == null ? null
                : new ShadowStorage(volume, Clean.number(row, "AllocatedSpace"), Clean.number(row, "UsedSpace"), maximum);
    }
}
