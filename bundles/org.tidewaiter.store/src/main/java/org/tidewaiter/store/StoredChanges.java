package org.tidewaiter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.engine.spi.ChangeLog;

/** The table of changes: each entry is committed by itself. */
final class StoredChanges implements ChangeLog {

    private final Path file;
    private final Database database;
    private final ReentrantLock writing;

    StoredChanges(Path file, Database database, ReentrantLock writing) {
        this.file = file;
        this.database = database;
        this.writing = writing;
    }

    /** What can be done in a transaction. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void commit(Work work) throws IOException {
        writing.lock();
        try {
            database.script("BEGIN IMMEDIATE");
            work.run();
            database.script("COMMIT");
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long intend(String address, String preparation, Change change, @Nullable String before, String credential)
            throws IOException {
        var id = new long[1];
        commit(() -> {
            var parts = Parts.of(change);
            database.run("INSERT INTO device_change (address, preparation, kind, target, name, wanted, before, why,"
                    + " credential, stage, detail, intended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)", address, preparation,
                    parts.kind, parts.target, parts.name, change.wanted(), before, change.why(), credential,
                    Stage.INTENDED.name(), Values.timestamp(Instant.now()));
            id[0] = database.number("SELECT last_insert_rowid()");
        });
        return id[0];
    }

    @Override
    public void settle(long id, Stage stage, String detail) throws IOException {
        commit(() -> database.run("UPDATE device_change SET stage = ?, detail = ?, settled = ? WHERE id = ?", stage.name(),
                detail, Values.timestamp(Instant.now()), id));
    }

    @Override
    public List<Entry> entries() throws IOException {
        writing.lock();
        try {
            return entries(database);
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        } finally {
            writing.unlock();
        }
    }

    static List<Entry> entries(Database database) throws SQLException {
        var entries = new ArrayList<Entry>();
        database.<SQLException> each(
                "SELECT id, address, preparation, kind, target, name, wanted, before, why, credential, stage,"
                        + " detail FROM device_change ORDER BY id",
                row -> entries.add(entry(row)));
        return entries;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var change = new Parts(row.getString(4), row.getString(5), row.getString(6)).change(row.getString(7), row.getString(9));
        return new Entry(row.getLong(1), row.getString(2), row.getString(3), change, row.getString(8), row.getString(10),
                Stage.valueOf(row.getString(11)), row.getString(12));
    }

    /** A change without its state and reason, in columns. */
    private record Parts(String kind, String target, @Nullable String name) {

        static Parts of(Change change) {
            return switch (change) {
                case Change.RegistryKey key -> new Parts("REGISTRY_KEY", key.key(), null);
                case Change.RegistryValue value -> new Parts("REGISTRY_VALUE", value.key(), value.name());
                case Change.ServiceStart start -> new Parts("SERVICE_START", start.service(), null);
                case Change.ServiceState state -> new Parts("SERVICE_STATE", state.service(), null);
            };
        }

        Change change(String wanted, String why) throws SQLException {
            return switch (kind) {
                case "REGISTRY_KEY" -> new Change.RegistryKey(target, why);
                case "REGISTRY_VALUE" -> new Change.RegistryValue(target, String.valueOf(name), wanted, why);
                case "SERVICE_START" -> new Change.ServiceStart(target, wanted, why);
                case "SERVICE_STATE" -> new Change.ServiceState(target, wanted, why);
                default -> throw new SQLException("device_change: a kind that this version does not know: " + kind);
            };
        }
    }
}
