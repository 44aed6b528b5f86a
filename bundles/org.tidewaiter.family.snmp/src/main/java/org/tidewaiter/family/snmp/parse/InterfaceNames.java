package org.tidewaiter.family.snmp.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.SnmpRow;

/** What the interfaces of an agent are called, by ifIndex: ifName, else ifDescr, else their number. */
public final class InterfaceNames {

    private static final long IF_NAME = 1;
    private static final long IF_DESCR = 2;

    private final Map<Long, String> names;

    private InterfaceNames(Map<Long, String> names) {
        this.names = Map.copyOf(names);
    }

    /**
     * The names.
     *
     * @param interfaces rows of ifTable
     * @param extended   rows of ifXTable
     */
    public static InterfaceNames of(List<SnmpRow> interfaces, List<SnmpRow> extended) {
        Map<Long, String> names = new HashMap<>();
        interfaces.forEach(row -> put(names, row, Values.text(row, IF_DESCR)));
        extended.forEach(row -> put(names, row, Values.text(row, IF_NAME)));
        return new InterfaceNames(names);
    }

    private static void put(Map<Long, String> names, SnmpRow row, @Nullable String name) {
        if (name != null && row.index().size() == 1) {
            names.put(row.index().arc(0), name);
        }
    }

    /** The name of an interface; made of its number where it has none. */
    public String name(long index) {
        return names.getOrDefault(index, "if" + index);
    }

    /** The name of an interface that some table named by its number; absent when the number stands for none. */
    @Nullable
    String known(@Nullable Long index) {
        return index == null || index < 1 ? null : name(index);
    }
}
