package org.tidewaiter.family.windows.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.DiskHealth;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.StoragePool;

/** Disks from Win32_DiskDrive and the storage management classes (MSFT_*), joined by the disk's number. */
public final class Storage {

    /** MSFT_PhysicalDisk.BusType. */
    private static final List<String> BUSES = List.of("", "scsi", "atapi", "ata", "ieee1394", "ssa", "fibre channel", "usb",
            "raid",
            "iscsi", "sas", "sata", "sd", "mmc", "virtual", "file-backed virtual", "storage spaces", "nvme");
    /** HealthStatus of MSFT classes. */
    private static final List<String> HEALTH = List.of("healthy", "warning", "unhealthy");
    /** CIM_ManagedSystemElement.OperationalStatus. */
    private static final List<String> STATES = List.of("", "other", "OK", "degraded", "stressed", "predictive failure", "error",
            "non-recoverable error", "starting", "stopping", "stopped", "in service", "no contact", "lost communication",
            "aborted",
            "dormant", "supporting entity in error", "completed");
    private static final int HDD = 3;
    private static final int SSD = 4;
    private static final int SCM = 5;

    private Storage() {
    }

    /** The physical disks by number; Storage Spaces and RAID controllers may hide some from the other class. */
    public static Map<Long, CimRow> byNumber(List<CimRow> physicalDisks) {
        Map<Long, CimRow> rows = new HashMap<>();
        for (var row : physicalDisks) {
            var number = Clean.number(row, "DeviceId");
            if (number != null) {
                rows.putIfAbsent(number, row);
            }
        }
        return rows;
    }

    /** A row of Win32_DiskDrive with what MSFT_PhysicalDisk knows of the same disk. */
    public static @Nullable Disk disk(CimRow row, Map<Long, CimRow> physical) {
        var index = Clean.number(row, "Index");
        if (index == null) {
            return null;
        }
        var more = physical.getOrDefault(index, new CimRow(0, Map.of()));
        var media = row.text("MediaType");
        var removable = media == null ? null : Boolean.valueOf(media.toLowerCase(Locale.ROOT).contains("removable"));
        var bus = Clean.word(more, "BusType", BUSES);
        var interfaceType = Clean.text(row, "InterfaceType");
        var model = Clean.text(row, "Model");
        return new Disk("PhysicalDrive" + index, kind(more, model), vendor(row, more), model, serial(row, more),
                Clean.first(row, "FirmwareRevision"), Clean.positive(row, "Size"),
                bus != null ? bus : interfaceType == null ? null : interfaceType.toLowerCase(Locale.ROOT), wwn(more), removable);
    }

    private static Disk.@Nullable Kind kind(CimRow more, @Nullable String model) {
        var virtual = model != null && model.toLowerCase(Locale.ROOT).matches(".*(virtual disk|vmware|qemu|vbox|virtio).*");
        return switch (more.integer("MediaType").orElse(0)) {
            case HDD -> Disk.Kind.HARD_DISK;
            case SSD, SCM -> Disk.Kind.SOLID_STATE;
            default -> virtual ? Disk.Kind.VIRTUAL : null;
        };
    }

    private static @Nullable String vendor(CimRow row, CimRow more) {
        var vendor = Clean.text(more, "Manufacturer");
        var other = Clean.text(row, "Manufacturer");
        // Windows' own drivers enter "(Standard disk drives)", in the system's language
        return vendor != null ? vendor : other == null || other.startsWith("(") ? null : other;
    }

    /** Old drivers give the serial number's bytes as hexadecimal digits, in pairs the wrong way round. */
    private static @Nullable String serial(CimRow row, CimRow more) {
        var serial = Clean.firmware(row, "SerialNumber");
        if (serial != null && serial.length() == 40 && serial.matches("[0-9a-f]{40}")) {
            var text = new StringBuilder();
            for (var i = 0; i < 40; i += 4) {
                text.append((char) Integer.parseInt(serial.substring(i + 2, i + 4), 16))
                        .append((char) Integer.parseInt(serial.substring(i, i + 2), 16));
            }
            var decoded = text.toString().strip();
            return decoded.matches("[\\x20-\\x7e]+") ? decoded : serial;
        }
        return serial == null ? Clean.firmware(more, "SerialNumber") : serial;
    }

    private static @Nullable String wwn(CimRow more) {
        var id = Clean.text(more, "UniqueId");
        return id != null && id.matches("(eui\\.|naa\\.)?[0-9A-Fa-f]{16,32}") ? id.toLowerCase(Locale.ROOT) : null;
    }

    /**
     * How a physical disk is.
     *
     * @param counters of MSFT_StorageReliabilityCounter, by the disk's number
     */
    public static @Nullable DiskHealth health(CimRow row, Map<Long, CimRow> counters) {
        var number = Clean.number(row, "DeviceId");
        if (number == null) {
            return null;
        }
        var counter = counters.getOrDefault(number, new CimRow(0, Map.of()));
        var states = Clean.words(row, "OperationalStatus", STATES);
        return new DiskHealth("PhysicalDrive" + number, Clean.word(row, "HealthStatus", HEALTH),
                states.stream().filter(s -> !s.equals("OK")).toList(),
                states.isEmpty() ? null : Boolean.valueOf(states.contains("predictive failure")),
                Clean.positive(counter, "Temperature"), Clean.number(counter, "Wear"), Clean.positive(counter, "PowerOnHours"),
                Clean.number(counter, "ReadErrorsUncorrected"), Clean.number(counter, "WriteErrorsUncorrected"),
                Clean.number(counter, "StartStopCycleCount"));
    }

    /** The disk drives' names by their path on the bus, in lower case. */
    public static Map<String, String> byPath(List<CimRow> drives) {
        Map<String, String> names = new HashMap<>();
        for (var row : drives) {
            var path = Clean.text(row, "PNPDeviceID");
            var index = Clean.number(row, "Index");
            if (path != null && index != null) {
                names.put(path.toLowerCase(Locale.ROOT), "PhysicalDrive" + index);
            }
        }
        return names;
    }

    /** A row of MSStorageDriver_FailurePredictStatus, whose name is the device's path on its bus with a number behind it. */
    public static @Nullable DiskHealth prediction(CimRow row, Map<String, String> names) {
        var instance = Clean.text(row, "InstanceName");
        var failing = Clean.flag(row, "PredictFailure");
        var path = instance == null ? "" : instance.replaceFirst("_[0-9]+$", "");
        return path.isEmpty() || failing == null ? null
                : new DiskHealth(names.getOrDefault(path.toLowerCase(Locale.ROOT), path), null, List.of(), failing, null, null,
                        null, null, null, null);
    }

    /** A pool; the primordial one, which holds what no pool has, is none. */
    public static @Nullable StoragePool pool(CimRow row) {
        var name = Clean.text(row, "FriendlyName");
        return name == null || Boolean.TRUE.equals(Clean.flag(row, "IsPrimordial")) ? null
                : new StoragePool(name, Clean.word(row, "HealthStatus", HEALTH), Clean.positive(row, "Size"),
                        Clean.number(row, "AllocatedSize"), Clean.flag(row, "IsReadOnly"));
    }
}
