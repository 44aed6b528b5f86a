package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpRow;

/** File systems from hrStorageTable and hrFSTable (RFC 2790). */
public final class Storages {

    private static final Oid STORAGE_TYPES = Oid.of("1.3.6.1.2.1.25.2.1");
    private static final Oid FILE_SYSTEM_TYPES = Oid.of("1.3.6.1.2.1.25.3.9");

    /** hrStorageRam and hrStorageVirtualMemory are memory, not storage. */
    private static final long RAM = 2;
    private static final long VIRTUAL_MEMORY = 3;
    private static final long READ_ONLY = 2;

    private static final String[] FILE_SYSTEMS = { "", "", "BerkeleyFFS", "Sys5FS", "FAT", "HPFS", "HFS", "MFS", "NTFS", "VNode",
        "Journaled", "iso9660", "RockRidge", "NFS", "Netware", "AFS", "DFS", "Appleshare", "RFS", "DGCFS", "BFS", "FAT32",
        "LinuxExt2" };

    private Storages() {
    }

    /** The volumes, by number. */
    public static List<Located<Volume>> volumes(List<SnmpRow> storage, List<SnmpRow> fileSystems) {
        Map<Long, SnmpRow> byStorage = new HashMap<>();
        for (var row : fileSystems) {
            var index = Values.count(row, 7);
            if (index != null && index > 0) {
                byStorage.putIfAbsent(index, row);
            }
        }
        var found = new ArrayList<Located<Volume>>();
        for (var row : storage) {
            var name = Values.text(row, 3);
            if (row.index().size() == 1 && name != null && isVolume(Values.oid(row, 2))) {
                found.add(new Located<>(volume(name, row, byStorage.get(row.index().arc(0))), row.line()));
            }
        }
        return found;
    }

    private static boolean isVolume(@Nullable Oid type) {
        var kind = type == null || !type.startsWith(STORAGE_TYPES) || type.size() <= STORAGE_TYPES.size() ? 1
                : type.arc(STORAGE_TYPES.size());
        return kind != RAM && kind != VIRTUAL_MEMORY && kind != 1;
    }

    private static Volume volume(String name, SnmpRow row, @Nullable SnmpRow fileSystem) {
        var unit = Values.count(row, 4);
        var size = bytes(unsigned(Values.number(row, 5)), unit);
        var pseudo = size != null && size == 0;
        var used = pseudo ? null : bytes(unsigned(Values.number(row, 6)), unit);
        var free = pseudo || size == null || used == null || used > size ? null : Long.valueOf(size - used);
        var access = fileSystem == null ? null : Values.number(fileSystem, 5);
        return new Volume(name, fileSystem == null ? null : Values.text(fileSystem, 3),
                fileSystem == null ? null : type(fileSystem),
                null, null, pseudo ? null : size, used, free, true, access == null ? null : Boolean.valueOf(access == READ_ONLY),
                null,
                List.of());
    }

    /** Agents put more than 2^31 units into an INTEGER; the sign is the 32nd bit. */
    private static @Nullable Long unsigned(@Nullable Long number) {
        return number != null && number < 0 && number >= Integer.MIN_VALUE ? Long.valueOf(number & 0xffff_ffffL) : number;
    }

    private static @Nullable Long bytes(@Nullable Long units, @Nullable Long unit) {
        return units == null || unit == null || units < 0 || unit == 0 || units > Long.MAX_VALUE / unit ? null
                : Long.valueOf(units * unit);
    }

    private static @Nullable String type(SnmpRow fileSystem) {
        var oid = Values.oid(fileSystem, 4);
        return oid == null || !oid.startsWith(FILE_SYSTEM_TYPES) || oid.size() <= FILE_SYSTEM_TYPES.size() ? null
                : Values.word(oid.arc(FILE_SYSTEM_TYPES.size()), 1, FILE_SYSTEMS);
    }
}
