package org.tidewaiter.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.tidewaiter.store.EngagementException.Category;

/** The tables, and how a file of an older version becomes one of this. SCHEMA.md explains them. */
final class Schema {

    /** "Tide" in SQLite's header, so that {@code file} and others can tell. */
    static final int APPLICATION_ID = 0x54696465;

    private static final String VERSION_1 = """
            CREATE TABLE engagement (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, software TEXT NOT NULL, targets TEXT NOT NULL,
                scope TEXT NOT NULL, excluded TEXT NOT NULL, ports TEXT NOT NULL, finished TEXT, ending TEXT, asked INTEGER,
                silent INTEGER, notes TEXT, root TEXT);
            CREATE TABLE device (id INTEGER PRIMARY KEY, first_run_id INTEGER NOT NULL REFERENCES run (id));
            CREATE TABLE visit (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run (id),
                device_id INTEGER NOT NULL REFERENCES device (id), matched_because TEXT NOT NULL, address TEXT NOT NULL, asked TEXT NOT NULL,
                started TEXT NOT NULL, finished TEXT NOT NULL, root TEXT NOT NULL, ambiguous INTEGER NOT NULL, names TEXT NOT NULL,
                macs TEXT NOT NULL);
            CREATE INDEX visit_by_run ON visit (run_id, address);
            CREATE INDEX visit_by_device ON visit (device_id, id);
            CREATE TABLE identifier (device_id INTEGER NOT NULL REFERENCES device (id), kind TEXT NOT NULL, value TEXT NOT NULL,
                first_visit_id INTEGER NOT NULL REFERENCES visit (id), last_visit_id INTEGER NOT NULL REFERENCES visit (id),
                PRIMARY KEY (kind, value, device_id)) WITHOUT ROWID;
            CREATE INDEX identifier_by_device ON identifier (device_id);
            CREATE TABLE claim (visit_id INTEGER NOT NULL REFERENCES visit (id), rank INTEGER NOT NULL, family TEXT NOT NULL, vendor TEXT,
                product TEXT, version TEXT, confidence TEXT NOT NULL, PRIMARY KEY (visit_id, rank)) WITHOUT ROWID;
            CREATE TABLE claim_reason (visit_id INTEGER NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
                exchange INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (visit_id, rank, position),
                FOREIGN KEY (visit_id, rank) REFERENCES claim (visit_id, rank)) WITHOUT ROWID;
            CREATE TABLE port (visit_id INTEGER NOT NULL REFERENCES visit (id), position INTEGER NOT NULL, protocol TEXT NOT NULL,
                port INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, round_trip_us INTEGER, exchange INTEGER NOT NULL,
                place TEXT NOT NULL, PRIMARY KEY (visit_id, position)) WITHOUT ROWID;
            CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, content BLOB NOT NULL);
            CREATE TABLE exchange (visit_id INTEGER NOT NULL REFERENCES visit (id), ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
                request_id TEXT NOT NULL, request TEXT NOT NULL, failure TEXT, shortfall_reason TEXT, shortfall_detail TEXT,
                detail TEXT NOT NULL, exit INTEGER NOT NULL, out_hash TEXT NOT NULL REFERENCES blob (sha256),
                err_hash TEXT NOT NULL REFERENCES blob (sha256), started TEXT NOT NULL, duration_us INTEGER NOT NULL,
                PRIMARY KEY (visit_id, ordinal)) WITHOUT ROWID;
            CREATE TABLE data_class (id TEXT PRIMARY KEY, table_name TEXT NOT NULL UNIQUE) WITHOUT ROWID;
            CREATE TABLE data_column (class TEXT NOT NULL REFERENCES data_class (id), name TEXT NOT NULL, column_name TEXT NOT NULL,
                position INTEGER NOT NULL, type TEXT NOT NULL, list INTEGER NOT NULL, key INTEGER NOT NULL, nullable INTEGER NOT NULL,
                unit TEXT, PRIMARY KEY (class, name)) WITHOUT ROWID;
            CREATE TABLE fact (id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visit (id),
                class TEXT NOT NULL REFERENCES data_class (id), ordinal INTEGER NOT NULL, disputed INTEGER NOT NULL,
                exchange INTEGER NOT NULL, place TEXT NOT NULL, step TEXT NOT NULL);
            CREATE INDEX fact_by_visit ON fact (visit_id, class, id);
            CREATE TABLE gap (visit_id INTEGER NOT NULL REFERENCES visit (id), position INTEGER NOT NULL, class TEXT NOT NULL,
                reason TEXT NOT NULL, detail TEXT NOT NULL, exchange INTEGER, place TEXT, step TEXT,
                PRIMARY KEY (visit_id, position)) WITHOUT ROWID;
            CREATE TABLE peer_pin (endpoint TEXT PRIMARY KEY, algorithm TEXT NOT NULL, fingerprint TEXT NOT NULL, pinned TEXT NOT NULL)
                WITHOUT ROWID;
            """;

    private static final String VERSION_2 = """
            ALTER TABLE run ADD COLUMN purpose TEXT NOT NULL DEFAULT 'AUDIT';
            ALTER TABLE visit ADD COLUMN suspicion TEXT;
            ALTER TABLE port ADD COLUMN teller TEXT;
            """;

    private static final String VERSION_3 = """
            CREATE TABLE port_rule (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run (id), rule TEXT NOT NULL,
                stage TEXT NOT NULL, protocol TEXT NOT NULL, port INTEGER NOT NULL, party TEXT NOT NULL, need TEXT NOT NULL,
                purpose TEXT NOT NULL, effect TEXT NOT NULL, lost TEXT NOT NULL, source TEXT NOT NULL, stated INTEGER NOT NULL,
                temporary INTEGER NOT NULL, enable TEXT, UNIQUE (run_id, rule));
            CREATE TABLE readiness (visit_id INTEGER PRIMARY KEY REFERENCES visit (id), family TEXT NOT NULL,
                recognised INTEGER NOT NULL, verdict TEXT NOT NULL);
            CREATE TABLE rule_result (visit_id INTEGER NOT NULL REFERENCES visit (id), position INTEGER NOT NULL,
                rule_id INTEGER NOT NULL REFERENCES port_rule (id), cause TEXT NOT NULL, counts INTEGER NOT NULL, server TEXT,
                teller TEXT, why TEXT NOT NULL, remedy TEXT NOT NULL, exchange INTEGER, place TEXT,
                PRIMARY KEY (visit_id, position)) WITHOUT ROWID;
            """;

    private static final String VERSION_4 = """
            CREATE TABLE check_rule (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run (id), "check" TEXT NOT NULL,
                family TEXT NOT NULL, title TEXT NOT NULL, reads TEXT NOT NULL, UNIQUE (run_id, "check"));
            CREATE TABLE check_result (visit_id INTEGER NOT NULL REFERENCES visit (id), position INTEGER NOT NULL,
                check_rule_id INTEGER NOT NULL REFERENCES check_rule (id), outcome TEXT NOT NULL, class TEXT, reason TEXT, detail TEXT,
                exchange INTEGER, place TEXT, PRIMARY KEY (visit_id, position)) WITHOUT ROWID;
            CREATE TABLE finding_kind (id INTEGER PRIMARY KEY, check_rule_id INTEGER NOT NULL REFERENCES check_rule (id),
                severity TEXT NOT NULL, title TEXT NOT NULL, remedy TEXT NOT NULL, "references" TEXT NOT NULL);
            CREATE INDEX finding_kind_by_check ON finding_kind (check_rule_id);
            CREATE TABLE finding (visit_id INTEGER NOT NULL REFERENCES visit (id), position INTEGER NOT NULL,
                kind_id INTEGER NOT NULL REFERENCES finding_kind (id), reason TEXT NOT NULL,
                PRIMARY KEY (visit_id, position)) WITHOUT ROWID;
            CREATE INDEX finding_by_kind ON finding (kind_id);
            CREATE TABLE finding_because (visit_id INTEGER NOT NULL, finding INTEGER NOT NULL, position INTEGER NOT NULL,
                class TEXT NOT NULL, fact_id INTEGER REFERENCES fact (id), exchange INTEGER, place TEXT,
                PRIMARY KEY (visit_id, finding, position),
                FOREIGN KEY (visit_id, finding) REFERENCES finding (visit_id, position)) WITHOUT ROWID;
            CREATE INDEX finding_because_by_fact ON finding_because (fact_id);
            """;

    private static final String VERSION_5 = """
            CREATE TABLE device_change (id INTEGER PRIMARY KEY, address TEXT NOT NULL, preparation TEXT NOT NULL, kind TEXT NOT NULL,
                target TEXT NOT NULL, name TEXT, wanted TEXT NOT NULL, before TEXT, why TEXT NOT NULL, credential TEXT NOT NULL,
                stage TEXT NOT NULL, detail TEXT NOT NULL, intended TEXT NOT NULL, settled TEXT);
            """;

    private static final String VERSION_6 = """
            ALTER TABLE run ADD COLUMN manifests TEXT NOT NULL DEFAULT '[]';
            """;

    /** Step n makes version n of version n - 1. */
    private static final List<String> STEPS = List.of(VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6);

    /** The version that this code writes. */
    static final int VERSION = STEPS.size();

    /**
     * Names that a data class's table may not have: ours, and words that SQL would not take unquoted
     * (sqlite.org/lang_keywords.html).
     */
    static final Set<String> TAKEN = Set.of("engagement", "run", "device", "visit", "identifier", "claim", "claim_reason", "port",
            "blob",
            "exchange", "data_class", "data_column", "fact", "gap", "peer_pin", "port_rule", "readiness", "rule_result",
            "check_rule",
            "check_result", "finding_kind", "finding", "finding_because", "device_change", "add",
            "all", "alter", "and", "as",
            "autoincrement", "between",
            "case", "check", "collate", "commit", "constraint", "create", "default", "deferrable", "delete", "distinct", "drop",
            "else", "escape",
            "except", "exists", "foreign", "from", "group", "having", "in", "index", "insert", "intersect", "into", "is",
            "isnull", "join",
            "limit", "not", "nothing", "notnull", "null", "on", "or", "order", "primary", "references", "returning", "select",
            "set", "table",
            "then", "to", "transaction", "union", "unique", "update", "using", "values", "when", "where");

    private Schema() {
    }

    /**
     * Makes the file one of this version. A new file gets everything in one transaction before it becomes a WAL database, so
     * that its header always tells whose it is.
     */
    static void migrate(Path file, Database database) throws SQLException, EngagementException {
        var version = checkedVersion(file, database);
        if (version < VERSION) {
            database.script("BEGIN IMMEDIATE");
            for (var step = version; step < VERSION; step++) {
                database.script(STEPS.get(step));
            }
            database.script("PRAGMA application_id = " + APPLICATION_ID);
            database.script("PRAGMA user_version = " + VERSION);
            if (version == 0) {
                database.run("INSERT INTO engagement (name, value) VALUES ('created', ?)", Values.timestamp(Instant.now()));
            }
            database.script("COMMIT");
        }
        var mode = database.text("PRAGMA journal_mode = WAL");
        if (!mode.toLowerCase(Locale.ROOT).equals("wal")) {
            throw new EngagementException(Category.FAILED,
                    file + ": SQLite cannot keep a write-ahead log here; put the engagement on a local disk");
        }
    }

    /** The file's version; 0 when it is new. */
    static int checkedVersion(Path file, Database database) throws SQLException, EngagementException {
        var version = (int) database.number("PRAGMA user_version");
        var application = (int) database.number("PRAGMA application_id");
        var empty = database.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != APPLICATION_ID && !(application == 0 && version == 0 && empty)) {
            throw new EngagementException(Category.NOT_AN_ENGAGEMENT,
                    file + ": this SQLite file belongs to another program; name a .tide file, or a new name to create one");
        }
        if (version > VERSION) {
            throw new EngagementException(Category.NEWER_SCHEMA, file + ": written by a newer Tidewaiter (schema " + version
                    + ", this one knows " + VERSION + "): update Tidewaiter to open it");
        }
        return version;
    }
}
