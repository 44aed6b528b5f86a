package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.tidewaiter.api.session.CimRow;

/** Rows of registry keys, each with the key's path in {@code PSPath}, looked up by path without case. */
public final class RegistryKeys {

    private static final CimRow NO_VALUES = new CimRow(0, Map.of());

    private final Map<String, CimRow> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** The keys of a reply. */
    public RegistryKeys(List<CimRow> rows) {
        rows.forEach(row -> keys.merge(path(row), row, RegistryKeys::joined));
    }

    /** A key may be asked for twice, for other values each time. */
    private static CimRow joined(CimRow one, CimRow two) {
        var values = new TreeMap<>(two.values());
        values.putAll(one.values());
        return new CimRow(one.number(), values);
    }

    /** A key's values; a key that is not there has none, and the number 0. */
    public CimRow key(String path) {
        return keys.getOrDefault(path, NO_VALUES);
    }

    /** A row's path below its hive, {@code SOFTWARE\Microsoft}, or "". */
    public static String path(CimRow row) {
        var path = row.text("PSPath");
        var hive = path == null ? -1 : path.indexOf("HKEY_");
        var begin = path == null || hive < 0 ? -1 : path.indexOf('\\', hive);
        return path == null || begin < 0 ? "" : path.substring(begin + 1);
    }
}
