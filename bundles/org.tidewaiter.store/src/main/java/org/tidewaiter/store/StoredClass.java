package org.tidewaiter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.tidewaiter.api.data.Column;
import org.tidewaiter.api.data.ColumnType;

/**
 * A data class as the engagement knows it, without the plugin that brought it.
 *
 * @param id      {@code installed-software}
 * @param columns in the record's order; columns that its newest version has no more come last
 */
public record StoredClass(String id, List<Column> columns) {

    public StoredClass {
        columns = List.copyOf(columns);
    }

    static Column column(ResultSet row) throws SQLException {
        return new Column(row.getString("name"), ColumnType.valueOf(row.getString("type")), row.getBoolean("list"),
                row.getBoolean("key"),
                row.getBoolean("nullable"), row.getString("unit"));
    }
}
