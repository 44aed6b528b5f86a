package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Volume;

/** Mounted file systems from /proc/self/mounts, with their space from df. Kernel interfaces and RAM file systems are no volumes. */
public final class Mounts {

    /**
     * Space of a file system.
     *
     * @param size bytes
     * @param used bytes in use
     * @param free bytes an ordinary user may still write
     */
    record Space(@Nullable Long size, @Nullable Long used, @Nullable Long free) {
        static final Space UNKNOWN = new Space(null, null, null);
    }

    private static final Set<String> NO_VOLUMES = Set.of("proc", "sysfs", "devtmpfs", "devpts", "tmpfs", "ramfs", "rootfs",
            "cgroup", "cgroup2",
            "securityfs", "debugfs", "tracefs", "pstore", "bpf", "configfs", "efivarfs", "fusectl", "mqueue", "hugetlbfs",
            "autofs", "binfmt_misc",
            "rpc_pipefs", "nfsd", "nsfs", "selinuxfs", "fuse.gvfsd-fuse", "fuse.lxcfs", "fuse.portal", "fuse.snapfuse", "none");

    private Mounts() {
    }

    /** Mount point to space, from {@code df -P -k}. */
    static Map<String, Space> spaces(String text) {
        Map<String, Space> spaces = new HashMap<>();
        for (var line : text.lines().skip(1).toList()) {
            var words = line.strip().split("\\s+", 6);
            if (words.length == 6 && words[4].matches("[0-9]+%|-")) {
                spaces.put(words[5], new Space(Clean.kibibytes(words[1]), Clean.kibibytes(words[2]), Clean.kibibytes(words[3])));
            }
        }
        return spaces;
    }

    /** The volumes. Where one mount hides another at the same point, the last one counts. */
    public static List<Located<Volume>> parse(String text, String df, BlockDevices devices) {
        var spaces = spaces(df);
        var rows = new LinkedHashMap<String, Located<Volume>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.split(" ");
            if (words.length >= 4 && !NO_VOLUMES.contains(words[2]) && (!words[2].equals("overlay") || words[1].equals("/"))) {
                var point = unescape(words[1]);
                rows.remove(point);
                rows.put(point, new Located<>(volume(point, words, spaces.getOrDefault(point, Space.UNKNOWN), devices), number));
            }
        }
        return new ArrayList<>(rows.values());
    }

    private static Volume volume(String point, String[] words, Space space, BlockDevices devices) {
        var device = unescape(words[0]);
        var options = List.of(words[3].split(","));
        return new Volume(point, device, words[2], devices.field(device, "LABEL"), devices.field(device, "UUID"), space.size(),
                space.used(),
                space.free(), true, Boolean.valueOf(options.contains("ro")), devices.isEncrypted(device), options);
    }

    /** fstab(5) writes blanks as {@code \040}, tabs as {@code \011}, line ends as {@code \012}, backslashes as {@code \134}. */
    private static String unescape(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
