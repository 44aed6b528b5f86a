package org.tidewaiter.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Column;
import org.tidewaiter.api.data.ColumnType;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;

/**
 * One table per data class, named by its id, with the record's own component names as columns, and a view {@code v_...} that
 * joins run and address to it. Tables grow with their records and never shrink, so that rows of older versions stay.
 */
final class ClassTables {

    /** A column as it lies in the table. */
    private record TableColumn(String columnName, Column shape) {
    }

    private static final String TEXT = "TEXT";

    // With underscores, so that they are no record component's name.
    private static final List<String> VIEW_COLUMNS = List.of("run_id", "visit_id", "device_id", "device_address", "fact_id",
            "fact_ordinal",
            "is_disputed", "evidence_exchange", "evidence_place", "fact_step");

    private final Database database;
    private final Map<DataClass, String> inserts = new HashMap<>();

    ClassTables(Database database) {
        this.database = database;
    }

    /** Makes or grows the table when need be. */
    void prepare(DataClass shape) throws SQLException {
        if (!inserts.containsKey(shape)) {
            inserts.put(shape, register(shape));
        }
    }

    /** Writes a row of a prepared class. */
    void insert(long factId, DataClass shape, Item item) throws SQLException {
        var sql = Objects.requireNonNull(inserts.get(shape));
        var values = shape.values(item);
        var bound = new @Nullable Object[values.size() + 1];
        bound[0] = factId;
        for (var i = 0; i < values.size(); i++) {
            bound[i + 1] = Values.encoded(values.get(i));
        }
        database.run(sql, bound);
    }

    /** The name of a data class's table as SQL takes it. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private String register(DataClass shape) throws SQLException {
        var table = database.text("SELECT table_name FROM data_class WHERE id = ?", shape.id());
        if (table.isEmpty()) {
            table = create(shape);
        }
        var columns = known(shape.id());
        if (!columns.values().stream().map(TableColumn::shape).toList().equals(shape.columns())) {
            grow(shape, table, columns);
        }
        var names = shape.columns().stream().map(c -> quoted(columns.get(c.name()).columnName()))
                .collect(Collectors.joining(", "));
        var marks = ", ?".repeat(shape.columns().size());
        return "INSERT INTO " + quoted(table) + " (fact_id" + (names.isEmpty() ? "" : ", ") + names + ") VALUES (?" + marks + ")";
    }

    private String create(DataClass shape) throws SQLException {
        var table = freeTable(shape.id());
        database.run("INSERT INTO data_class (id, table_name) VALUES (?, ?)", shape.id(), table);
        var columns = new LinkedHashMap<String, TableColumn>();
        var sql = new StringBuilder("CREATE TABLE " + quoted(table) + " (fact_id INTEGER PRIMARY KEY REFERENCES fact (id)");
        Set<String> taken = new HashSet<>(VIEW_COLUMNS);
        for (var column : shape.columns()) {
            var name = freeName(column.name(), taken);
            taken.add(name.toLowerCase(Locale.ROOT));
            sql.append(", ").append(quoted(name)).append(' ').append(sqlType(column));
            columns.put(column.name(), new TableColumn(name, column));
        }
        database.script(sql.append(')').toString());
        remember(shape, columns);
        createView(shape.id(), table);
        return table;
    }

    private String freeTable(String id) throws SQLException {
        var name = id.replace('-', '_').replace('.', '_');
        if (Schema.TAKEN.contains(name) || name.startsWith("sqlite_")) {
            name = "item_" + name;
        }
        var unique = name;
        for (var n = 2; taken(unique) || taken("v_" + unique); n++) {
            unique = name + "_" + n;
        }
        return unique;
    }

    private boolean taken(String name) throws SQLException {
        return database.number("SELECT count(*) FROM sqlite_schema WHERE lower(name) = ?", name) > 0;
    }

    private Map<String, TableColumn> known(String id) throws SQLException {
        var result = new LinkedHashMap<String, TableColumn>();
        for (var column : database.list("SELECT * FROM data_column WHERE class = ? ORDER BY position", row -> new TableColumn(
                row.getString("column_name"), StoredClass.column(row)), id)) {
            result.put(column.shape().name(), column);
        }
        return result;
    }

    private void grow(DataClass shape, String table, Map<String, TableColumn> columns) throws SQLException {
        database.script("DROP VIEW IF EXISTS " + quoted("v_" + table));
        Set<String> taken = new HashSet<>(VIEW_COLUMNS);
        columns.values().forEach(c -> taken.add(c.columnName().toLowerCase(Locale.ROOT)));
        for (var column : shape.columns()) {
            var old = columns.get(column.name());
            if (old == null) {
                var name = freeName(column.name(), taken);
                taken.add(name.toLowerCase(Locale.ROOT));
                database.script("ALTER TABLE " + quoted(table) + " ADD COLUMN " + quoted(name) + " " + sqlType(column));
                columns.put(column.name(), new TableColumn(name, column));
            } else {
                var stored = database.text("SELECT type FROM pragma_table_info(?) WHERE name = ?", table, old.columnName());
                if (!stored.equals(TEXT) && !stored.equals(sqlType(column))) {
                    retype(table, old.columnName());
                }
                columns.put(column.name(), new TableColumn(old.columnName(), column));
            }
        }
        remember(shape, columns);
        createView(shape.id(), table);
    }

    private static String freeName(String name, Set<String> taken) {
        var free = name;
        for (var n = 2; taken.contains(free.toLowerCase(Locale.ROOT)); n++) {
            free = name + "_" + n;
        }
        return free;
    }

    /**
     * SQLite would turn the text 007 into the number 7 in a column that was made for numbers; a text column takes everything
     * as it is.
     */
    private void retype(String table, String column) throws SQLException {
        var added = quoted(column + "_retyped");
        database.script("ALTER TABLE " + quoted(table) + " ADD COLUMN " + added + " " + TEXT);
        database.script("UPDATE " + quoted(table) + " SET " + added + " = " + quoted(column));
        database.script("ALTER TABLE " + quoted(table) + " DROP COLUMN " + quoted(column));
        database.script("ALTER TABLE " + quoted(table) + " RENAME COLUMN " + added + " TO " + quoted(column));
    }

    /** The record's order first, then what it has no more. */
    private void remember(DataClass shape, Map<String, TableColumn> columns) throws SQLException {
        var names = shape.columns().stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
        names.addAll(columns.keySet());
        database.run("DELETE FROM data_column WHERE class = ?", shape.id());
        var position = 0;
        for (var name : names) {
            var column = columns.get(name);
            var c = column.shape();
            database.run("""
                    INSERT INTO data_column (class, name, column_name, position, type, list, key, nullable, unit)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", shape.id(), c.name(), column.columnName(), position++, c.type().name(),
                    c.list() ? 1 : 0, c.key() ? 1 : 0, c.nullable() ? 1 : 0, c.unit());
        }
    }

    private void createView(String id, String table) throws SQLException {
        List<String> selected = new ArrayList<>(
                List.of("v.run_id", "v.id AS visit_id", "v.device_id", "v.address AS device_address"));
        for (var column : database.list("SELECT column_name FROM data_column WHERE class = ? ORDER BY position",
                row -> row.getString(1), id)) {
            selected.add("t." + quoted(column));
        }
        selected.addAll(
                Stream.of("id AS fact_id", "ordinal AS fact_ordinal", "disputed AS is_disputed", "exchange AS evidence_exchange",
                        "place AS evidence_place", "step AS fact_step").map(c -> "f." + c).toList());
        database.script(
                "CREATE VIEW " + quoted("v_" + table) + " AS SELECT " + String.join(", ", selected) + " FROM " + quoted(table)
                        + " t JOIN fact f ON f.id = t.fact_id JOIN visit v ON v.id = f.visit_id");
    }

    private static String sqlType(Column column) {
        return column.list() ? TEXT : sqlType(column.type());
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case INTEGER, BOOLEAN -> "INTEGER";
            case REAL -> "REAL";
            case TEXT, ENUM, INSTANT, DATE, DURATION, IP_ADDRESS, MAC_ADDRESS, PREFIX -> TEXT;
        };
    }
}
