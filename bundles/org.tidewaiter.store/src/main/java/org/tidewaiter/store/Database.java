package org.tidewaiter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One connection, and the three things done with it: write, list, and walk. Used by one thread at a time. */
final class Database implements AutoCloseable {

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the rows of a walk. */
    interface RowVisitor<E extends Exception> {
        void visit(ResultSet row) throws SQLException, E;
    }

    private static final int MOST_KEPT = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> writing = new HashMap<>();
    /** Those that are asked again and again, and are not being read just now. */
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    Database(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement that gives no rows; kept prepared, since writers say the same again and again. */
    void run(String sql, @Nullable Object... values) throws SQLException {
        var statement = writing.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            writing.put(sql, statement);
        }
        bind(statement, values);
        statement.executeUpdate();
    }

    /** Runs statements, divided by semicolons. */
    void script(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Rows of a question that is asked again and again, which is kept prepared; not for {@code SELECT *}, whose columns may become more. */
    <T> List<T> often(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        var kept = idle.remove(sql);
        var statement = kept == null ? connection.prepareStatement(sql) : kept;
        try {
            bind(statement, values);
            var result = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        } finally {
            if (idle.size() >= MOST_KEPT || idle.putIfAbsent(sql, statement) != null) {
                statement.close();
            }
        }
    }

    <E extends Exception> void each(String sql, RowVisitor<E> visitor, @Nullable Object... values) throws SQLException, E {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        }
    }

    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        var result = new ArrayList<T>();
        this.<SQLException> each(sql, row -> result.add(reader.read(row)), values);
        return result;
    }

    /** The first column of the first row as a number; 0 without one. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        var found = often(sql, row -> row.getLong(1), values);
        return found.isEmpty() ? 0 : found.getFirst();
    }

    /** The first column of the first row as text; "" without one. */
    String text(String sql, @Nullable Object... values) throws SQLException {
        var found = often(sql, row -> String.valueOf(row.getString(1)), values);
        return found.isEmpty() ? "" : found.getFirst();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (var kept : List.of(writing, idle)) {
                for (var statement : kept.values()) {
                    statement.close();
                }
            }
        }
    }
}
