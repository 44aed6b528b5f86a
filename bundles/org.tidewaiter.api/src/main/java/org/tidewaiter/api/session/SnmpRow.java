package org.tidewaiter.api.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.tidewaiter.api.model.Oid;

/**
 * A row of a conceptual table.
 *
 * @param index   what follows the column in the object identifiers
 * @param columns column number to its variable
 */
public record SnmpRow(Oid index, Map<Long, SnmpVariable> columns) {
    public SnmpRow {
        columns = Map.copyOf(columns);
    }

    /** Groups the variables below a table's entry by their index. Of one that was given twice the first stays. */
    static List<SnmpRow> of(Oid entry, List<SnmpVariable> variables) {
        var rows = new TreeMap<Oid, Map<Long, SnmpVariable>>();
        var depth = entry.size();
        for (var variable : variables) {
            if (variable.oid().startsWith(entry) && variable.oid().size() > depth + 1) {
                rows.computeIfAbsent(variable.oid().from(depth + 1), _ -> new HashMap<>()).putIfAbsent(variable.oid().arc(depth),
                        variable);
            }
        }
        var result = new ArrayList<SnmpRow>();
        rows.forEach((index, columns) -> result.add(new SnmpRow(index, columns)));
        return result;
    }

    /** A column's variable, if the agent has it in this row. */
    public Optional<SnmpVariable> column(long number) {
        return Optional.ofNullable(columns.get(number));
    }

    /** The first line of the row in the stored exchange: evidence for the row as a whole. */
    public int line() {
        return columns.values().stream().mapToInt(SnmpVariable::line).min().orElse(1);
    }
}
