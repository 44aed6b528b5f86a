package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.Volume;

/** Block devices from {@code lsblk -P}: disks, unmounted file systems, and what lies on what. */
public final class BlockDevices {

    private record Device(Map<String, String> fields, int line) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private static final Pattern PAIR = Pattern.compile("([A-Z:%-]{1,20})=\"([^\"]{0,4096})\"");
    private static final Set<String> NOT_VOLUMES = Set.of("", "swap", "LVM2_member", "linux_raid_member", "crypto_LUKS",
            "zfs_member", "ceph_bluestore",
            "isw_raid_member", "ddf_raid_member", "mpath_member", "drbd", "bcache");

    private final List<Device> devices;

    private BlockDevices(List<Device> devices) {
        this.devices = devices;
    }

    /** Reads the table; lines that are none of it are passed over. */
    public static BlockDevices parse(String text) {
        var devices = new ArrayList<Device>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            Map<String, String> fields = new HashMap<>();
            var pairs = PAIR.matcher(line);
            while (pairs.find()) {
                fields.putIfAbsent(pairs.group(1), unescape(pairs.group(2)));
            }
            if (!fields.getOrDefault("NAME", "").isEmpty()) {
                devices.add(new Device(fields, number));
            }
        }
        return new BlockDevices(devices);
    }

    /** util-linux writes bytes that it does not trust as {@code \x20}. */
    private static String unescape(String value) {
        var found = Pattern.compile("\\\\x([0-9a-f]{2})").matcher(value);
        return found.replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    /** The drives; loop devices, RAM disks and drives of size 0 are none. A drive that several parents show is told once. */
    public List<Located<Disk>> disks() {
        var rows = new ArrayList<Located<Disk>>();
        var known = new HashSet<String>();
        for (var device : devices) {
            var type = device.field("TYPE");
            var size = Clean.number(device.field("SIZE"));
            var drive = (type.equals("disk") || type.equals("rom"))
                    && !device.field("NAME").matches("(zram|ram|loop|fd|nbd)[0-9]+");
            if (drive && (type.equals("rom") || size != null && size > 0) && known.add(device.field("NAME"))) {
                rows.add(new Located<>(disk(device, size), device.line()));
            }
        }
        return rows;
    }

    private static Disk disk(Device device, @Nullable Long size) {
        var name = device.field("NAME");
        var virtual = name.startsWith("vd") || name.startsWith("xvd") || device.field("MODEL").contains("Virtual");
        var kind = device.field("TYPE").equals("rom") ? Disk.Kind.OPTICAL
                : virtual ? Disk.Kind.VIRTUAL : device.field("ROTA").equals("1") ? Disk.Kind.HARD_DISK : Disk.Kind.SOLID_STATE;
        var bus = Clean.text(device.field("TRAN"));
        return new Disk(name, kind, vendor(device.field("VENDOR")), Clean.firmware(device.field("MODEL")),
                Clean.firmware(device.field("SERIAL")), Clean.firmware(device.field("REV")), size,
                bus == null && name.startsWith("vd") ? "virtio" : bus, Clean.text(device.field("WWN")),
                Boolean.valueOf(device.field("RM").equals("1")));
    }

    /** Virtio names its vendor by a PCI number, which tells nobody anything. */
    private static @Nullable String vendor(String raw) {
        return raw.matches("0x[0-9a-f]{4}") ? null : Clean.firmware(raw);
    }

    /** File systems that no mount point shows. */
    public List<Located<Volume>> unmounted() {
        var rows = new ArrayList<Located<Volume>>();
        var known = new HashSet<String>();
        for (var device : devices) {
            var type = device.field("FSTYPE");
            if (device.field("MOUNTPOINT").isEmpty() && !NOT_VOLUMES.contains(type) && isLeaf(device)
                    && known.add(path(device))) {
                rows.add(new Located<>(
                        new Volume(path(device), path(device), type, Clean.text(device.field("LABEL")),
                                Clean.text(device.field("UUID")),
                                Clean.number(device.field("SIZE")), null, null, false, null, isEncrypted(device), List.of()),
                        device.line()));
            }
        }
        return rows;
    }

    private boolean isLeaf(Device device) {
        return devices.stream()
                .noneMatch(d -> d.field("PKNAME").equals(device.field("KNAME")) && !d.field("MOUNTPOINT").isEmpty());
    }

    /** The device behind a path of the mount table; empty when it is not a block device that we know. */
    private @Nullable Device at(String path) {
        return devices.stream().filter(d -> path(d).equals(path) || ("/dev/" + d.field("KNAME")).equals(path)).findFirst()
                .orElse(null);
    }

    private static String path(Device device) {
        var mapped = Set.of("lvm", "crypt", "mpath", "dm").contains(device.field("TYPE"));
        return (mapped ? "/dev/mapper/" : "/dev/") + device.field("NAME");
    }

    /** A field of the device behind a path, such as UUID; absent when there is none. */
    @Nullable
    String field(String path, String name) {
        var device = at(path);
        return device == null ? null : Clean.text(device.field(name));
    }

    /** Whether the device or one below it is encrypted; absent when the path is no known device. */
    @Nullable
    Boolean isEncrypted(String path) {
        var device = at(path);
        return device == null ? null : Boolean.valueOf(isEncrypted(device));
    }

    private boolean isEncrypted(Device device) {
        var seen = new HashSet<String>();
        var current = device;
        while (current != null && seen.add(current.field("KNAME"))) {
            if (current.field("TYPE").equals("crypt")) {
                return true;
            }
            var parent = current.field("PKNAME");
            current = devices.stream().filter(d -> d.field("KNAME").equals(parent)).findFirst().orElse(null);
        }
        return false;
    }
}
