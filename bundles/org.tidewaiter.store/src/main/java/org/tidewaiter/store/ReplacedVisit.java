package org.tidewaiter.store;

import java.sql.SQLException;
import java.util.Optional;

import org.tidewaiter.store.DeviceMatcher.Match;

/**
 * A visit that was cut, in a run that is gone on with: its device was visited again, and in the same transaction the new visit takes its place
 * and its number.
 *
 * @param id of the visit, which stays
 */
record ReplacedVisit(Database database, long id, long device, String because) {

    /** The visit that a run already has of an address. */
    static Optional<ReplacedVisit> of(Database database, long run, String address) throws SQLException {
        return database.list("SELECT id, device_id, matched_because FROM visit WHERE run_id = ? AND address = ?",
                row -> new ReplacedVisit(database, row.getLong(1), row.getLong(2), row.getString(3)), run, address).stream()
                .findFirst();
    }

    /** Which device it is now: the new visit may know more, and must not be said to agree with what it replaces. */
    Match match(Match found) {
        return found.known() && found.deviceId() != device ? found : new Match(device, true, because);
    }

    /** Takes away what the visit holds, but not the visit. */
    void clear() throws SQLException {
        // what points at facts goes before them
        for (var table : new String[] { "finding_because", "finding", "check_result" }) {
            database.run("DELETE FROM " + table + " WHERE visit_id = ?", id);
        }
        for (var table : database.list(
                "SELECT DISTINCT c.table_name FROM fact f JOIN data_class c ON c.id = f.class WHERE f.visit_id = ?",
                row -> row.getString(1), id)) {
            database.run(
                    "DELETE FROM " + ClassTables.quoted(table) + " WHERE fact_id IN (SELECT id FROM fact WHERE visit_id = ?)",
                    id);
        }
        for (var table : new String[] { "fact", "gap", "port", "claim_reason", "claim", "rule_result", "readiness",
            "exchange" }) {
            database.run("DELETE FROM " + table + " WHERE visit_id = ?", id);
        }
    }

    /** Takes away the device when nothing but this visit spoke for it. */
    void forgetDevice() throws SQLException {
        database.run(
                "DELETE FROM identifier WHERE device_id = ? AND NOT EXISTS (SELECT * FROM visit v WHERE v.device_id = identifier.device_id)",
                device);
        database.run("DELETE FROM device WHERE id = ? AND NOT EXISTS (SELECT * FROM visit v WHERE v.device_id = device.id)",
                device);
    }
}
