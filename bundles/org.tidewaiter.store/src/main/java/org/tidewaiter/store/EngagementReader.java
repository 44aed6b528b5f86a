package org.tidewaiter.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.engine.spi.ChangeLog;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.store.EngagementException.Category;

/**
 * An engagement at one moment. Needs none of the classes of the plugins that wrote it. Blocks on the disk; used by one thread
 * at a time. Every method throws {@link EngagementException} when the file cannot be read.
 */
public final class EngagementReader implements AutoCloseable {

    /** Receives rows one by one, in the order they were stated. */
    @FunctionalInterface
    public interface RowSink {
        /** Takes a row; what it throws ends the walk. */
        void row(StoredRow row) throws IOException;
    }

    /** Receives visits one by one. */
    @FunctionalInterface
    public interface VisitSink {
        /** Takes a visit, and says whether it wants another; what it throws ends the walk. */
        boolean visit(StoredVisit visit) throws IOException;
    }

    private final Path file;
    private final Database database;
    private final Map<String, Boolean> tables = new HashMap<>();
    private boolean closed;

    private EngagementReader(Path file, Database database) {
        this.file = file;
        this.database = database;
    }

    static EngagementReader over(Path file, Database database) throws SQLException {
        var reader = new EngagementReader(file, database);
        // The first read inside a transaction fixes what all others see.
        database.script("BEGIN");
        database.number("SELECT count(*) FROM engagement");
        return reader;
    }

    /** Every run, in the order of their beginnings. */
    public List<StoredRun> runs() throws IOException {
        return list("SELECT * FROM run ORDER BY id", EngagementReader::run);
    }

    /** The run that began last. */
    public Optional<StoredRun> latestRun() throws IOException {
        return list("SELECT * FROM run ORDER BY id DESC LIMIT 1", EngagementReader::run).stream().findFirst();
    }

    /** A run by its number. */
    public Optional<StoredRun> run(long id) throws IOException {
        return list("SELECT * FROM run WHERE id = ?", EngagementReader::run, id).stream().findFirst();
    }

    /** A run's visits in order of address: {@code local} first, then IPv4, then IPv6. */
    public List<StoredVisit> visits(StoredRun run) throws IOException {
        return list("SELECT * FROM visit WHERE run_id = ?", this::visit, run.id()).stream().sorted(StoredVisit.BY_ADDRESS)
                .toList();
    }

    /** Walks a run's visits in order of address, holding one at a time: for runs of any size. */
    public void visits(StoredRun run, VisitSink sink) throws IOException {
        var order = list("SELECT id, address FROM visit WHERE run_id = ?",
                row -> Map.entry(row.getLong("id"), row.getString("address")), run.id()).stream()
                .sorted(Map.Entry.<Long, String> comparingByValue(StoredVisit.ADDRESSES)
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (var place : order) {
            if (!sink.visit(list("SELECT * FROM visit WHERE id = ?", this::visit, place.getKey()).getFirst())) {
                return;
            }
        }
    }

    /** The last visit of each device, of whatever run, in order of address. */
    public List<StoredVisit> latestVisits() throws IOException {
        return list("SELECT * FROM visit WHERE id IN (SELECT max(id) FROM visit GROUP BY device_id)", this::visit).stream()
                .sorted(StoredVisit.BY_ADDRESS).toList();
    }

    /** Every visit of a device, oldest first. */
    public List<StoredVisit> visitsOfDevice(long deviceId) throws IOException {
        return list("SELECT * FROM visit WHERE device_id = ? ORDER BY id", this::visit, deviceId);
    }

    /** Every data class that the engagement has ever seen, by id. */
    public List<StoredClass> classes() throws IOException {
        return list("SELECT id FROM data_class ORDER BY id", row -> storedClass(row.getString(1)));
    }

    /** The data classes of which the visit has at least one fact, by id. */
    public List<StoredClass> classes(StoredVisit visit) throws IOException {
        return list("SELECT DISTINCT class FROM fact WHERE visit_id = ? ORDER BY class", row -> storedClass(row.getString(1)),
                visit.id());
    }

    /** How many facts of a data class the visit has. */
    public long count(StoredVisit visit, String classId) throws IOException {
        return list("SELECT count(*) FROM fact WHERE visit_id = ? AND class = ?", row -> row.getLong(1), visit.id(), classId)
                .getFirst();
    }

    /** How many facts the visit has in all. */
    public long count(StoredVisit visit) throws IOException {
        return list("SELECT count(*) FROM fact WHERE visit_id = ?", row -> row.getLong(1), visit.id()).getFirst();
    }

    /** Walks a visit's rows of a data class without holding them; for tables of any size. */
    public void rows(StoredVisit visit, StoredClass dataClass, RowSink sink) throws IOException {
        try {
            var names = database.list("SELECT column_name FROM data_column WHERE class = ? ORDER BY position",
                    row -> row.getString(1),
                    dataClass.id());
            var columns = new StringBuilder();
            names.forEach(name -> columns.append(", t.").append(ClassTables.quoted(name)));
            var table = database.text("SELECT table_name FROM data_class WHERE id = ?", dataClass.id());
            if (table.isEmpty()) {
                return;
            }
            database.<IOException> each(
                    "SELECT f.exchange, f.place, f.ordinal, f.disputed, f.step" + columns + " FROM fact f JOIN "
                            + ClassTables.quoted(table)
                            + " t ON t.fact_id = f.id WHERE f.visit_id = ? AND f.class = ? ORDER BY f.id",
                    row -> sink.row(row(row, dataClass)), visit.id(), dataClass.id());
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        }
    }

    /** A visit's rows of a data class, held. */
    public List<StoredRow> rows(StoredVisit visit, StoredClass dataClass) throws IOException {
        var result = new ArrayList<StoredRow>();
        rows(visit, dataClass, result::add);
        return result;
    }

    /** Whether the visit was cancelled before the device was read to the end. */
    public boolean isCut(StoredVisit visit) throws IOException {
        return list(
                "SELECT EXISTS (SELECT * FROM exchange WHERE visit_id = ? AND kind = 'CUT' AND shortfall_reason = 'CANCELLED')",
                row -> row.getBoolean(1), visit.id()).getFirst();
    }

    /** Whether the device let us in: something was read of it that is not seen from outside. */
    public boolean isRead(StoredVisit visit) throws IOException {
        return list("SELECT EXISTS (SELECT * FROM fact f JOIN exchange e ON e.visit_id = f.visit_id AND e.ordinal = f.exchange"
                + " WHERE f.visit_id = ? AND e.kind <> 'PROBE')", row -> row.getBoolean(1), visit.id()).getFirst();
    }

    /** What a readiness run found of the visit's device; empty for visits of other runs. */
    public Optional<StoredReadiness> readiness(StoredVisit visit) throws IOException {
        return holds("readiness")
                ? list("SELECT * FROM readiness WHERE visit_id = ?", this::readiness, visit.id()).stream().findFirst()
                : Optional.empty();
    }

    /** What the checks came to at the visit's device, in the order in which they were asked. */
    public List<StoredCheck> checks(StoredVisit visit) throws IOException {
        return holds("check_result") ? read(() -> new FindingRows(database, visit.id()).checks()) : List.of();
    }

    /** What the checks found at the visit's device, in the order of the checks. */
    public List<StoredFinding> findings(StoredVisit visit) throws IOException {
        return holds("finding_kind") ? read(() -> new FindingRows(database, visit.id()).findings()) : List.of();
    }

    /** Files of an older schema, which are only read, lack tables; asked once, for what is read does not change. */
    /** What was changed on devices, oldest first. */
    public List<ChangeLog.Entry> changes() throws IOException {
        return holds("device_change") ? read(() -> StoredChanges.entries(database)) : List.of();
    }

    private boolean holds(String table) throws IOException {
        var known = tables.get(table);
        if (known == null) {
            known = list("SELECT EXISTS (SELECT * FROM sqlite_schema WHERE name = ?)", row -> row.getBoolean(1), table)
                    .getFirst();
            tables.put(table, known);
        }
        return known;
    }

    /** A visit's gaps in the order they were stated. */
    public List<StoredGap> gaps(StoredVisit visit) throws IOException {
        return list("SELECT * FROM gap WHERE visit_id = ? ORDER BY position", StoredGap::of, visit.id());
    }

    /** A visit's exchanges in order, without their bytes. */
    public List<StoredExchange> exchanges(StoredVisit visit) throws IOException {
        return list("""
                SELECT e.*, o.size AS out_size, r.size AS err_size FROM exchange e JOIN blob o ON o.sha256 = e.out_hash
                JOIN blob r ON r.sha256 = e.err_hash WHERE e.visit_id = ? ORDER BY e.ordinal""", StoredExchange::of,
                visit.id());
    }

    /** The bytes of an answer or a second stream, by the hash that {@link StoredExchange} gives. */
    public byte[] content(String sha256) throws IOException {
        var found = list("SELECT size, content FROM blob WHERE sha256 = ?",
                row -> inflated(row.getBytes("content"), row.getLong("size")), sha256);
        if (found.isEmpty()) {
            throw new EngagementException(Category.CORRUPT, file + ": the evidence " + sha256 + " is missing; restore a copy");
        }
        return found.getFirst();
    }

    /** An exchange with its bytes. */
    public Exchange whole(StoredExchange e) throws IOException {
        return new Exchange(e.ordinal(), e.kind(), e.requestId(), e.request(), e.ending(), e.exit(), content(e.outSha256()),
                content(e.errSha256()), e.started(), e.duration());
    }

    /** All exchanges of a visit in order, with their bytes: what a replay answers from. */
    public List<Exchange> evidence(StoredVisit visit) throws IOException {
        var result = new ArrayList<Exchange>();
        for (var exchange : exchanges(visit)) {
            result.add(whole(exchange));
        }
        return result;
    }

    /** Whether the visit's evidence is what it was when it was written: recomputes the hash chain and compares. */
    public boolean verifyChain(StoredVisit visit) throws IOException {
        return EvidenceChain.root(evidence(visit)).equals(visit.root());
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            database.close();
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        }
    }

    private <T> List<T> list(String sql, Database.RowReader<T> reader, @Nullable Object... values) throws IOException {
        return read(() -> database.list(sql, reader, values));
    }

    private interface Reading<T> {
        List<T> read() throws SQLException;
    }

    private <T> List<T> read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // An enum or a time that no version of ours wrote.
            throw new EngagementException(Category.CORRUPT,
                    file + ": a value in it cannot be read (" + e.getMessage() + "); restore a copy", e);
        }
    }

    private StoredClass storedClass(String id) throws SQLException {
        return new StoredClass(id,
                database.list("SELECT * FROM data_column WHERE class = ? ORDER BY position", StoredClass::column, id));
    }

    private static StoredRow row(ResultSet row, StoredClass dataClass) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(dataClass.columns().size());
        for (var i = 0; i < dataClass.columns().size(); i++) {
            values.add(Values.decoded(row, i + 6, dataClass.columns().get(i)));
        }
        return new StoredRow(values, row.getInt(1), row.getString(2), row.getInt(3), row.getBoolean(4), row.getString(5));
    }

    /** A column that files of an older schema, which are only read, do not have. */
    private static String optional(ResultSet row, String column, String otherwise) throws SQLException {
        var shape = row.getMetaData();
        for (var i = 1; i <= shape.getColumnCount(); i++) {
            if (shape.getColumnName(i).equals(column)) {
                return row.getString(i) instanceof String value ? value : otherwise;
            }
        }
        return otherwise;
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }

    private static StoredRun run(ResultSet row) throws SQLException {
        var header = new RunHeader(Purpose.valueOf(optional(row, "purpose", "AUDIT")), Values.strings(row.getString("targets")),
                prefixes(row.getString("scope")),
                prefixes(row.getString("excluded")),
                Values.strings(row.getString("ports")), Values.words(optional(row, "manifests", "[]")), row.getString("software"),
                Instant.parse(row.getString("started")));
        var ending = row.getString("ending");
        var footer = ending == null ? null
                : new RunFooter(Instant.parse(row.getString("finished")), Ended.valueOf(ending), row.getLong("asked"),
                        row.getLong("silent"),
                        Values.strings(row.getString("notes")), row.getString("root"));
        return new StoredRun(row.getLong("id"), header, footer);
    }

    private static List<Prefix> prefixes(String json) {
        return Values.strings(json).stream().map(p -> Prefix.tryParse(p).orElseThrow(() -> new IllegalArgumentException(p)))
                .toList();
    }

    private StoredVisit visit(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var macs = Values.strings(row.getString("macs")).stream().flatMap(m -> MacAddress.tryParse(m).stream()).toList();
        return new StoredVisit(id, row.getLong("run_id"), row.getLong("device_id"), row.getString("matched_because"),
                row.getString("address"),
                row.getString("asked"), Instant.parse(row.getString("started")), Instant.parse(row.getString("finished")),
                row.getString("root"),
                row.getBoolean("ambiguous"), absent(optional(row, "suspicion", "")), Values.strings(row.getString("names")), macs,
                database.list("SELECT * FROM claim WHERE visit_id = ? ORDER BY rank", this::claim, id),
                database.list("SELECT * FROM port WHERE visit_id = ? ORDER BY position", EngagementReader::port, id));
    }

    private Claim claim(ResultSet row) throws SQLException {
        var because = database.list("SELECT * FROM claim_reason WHERE visit_id = ? AND rank = ? ORDER BY position",
                r -> new Because(r.getString("reason"), new Evidence(r.getInt("exchange"), r.getString("place"))),
                row.getLong("visit_id"),
                row.getLong("rank"));
        return new Claim(row.getString("family"), row.getString("vendor"), row.getString("product"), row.getString("version"),
                Confidence.valueOf(row.getString("confidence")), because);
    }

    private static Observation.Port port(ResultSet row) throws SQLException {
        return new Observation.Port(Protocol.valueOf(row.getString("protocol")), row.getInt("port"),
                PortState.valueOf(row.getString("state")),
                row.getString("reason"), Values.duration(row, "round_trip_us"),
                IpAddress.tryParse(optional(row, "teller", "")).orElse(null),
                new Evidence(row.getInt("exchange"), row.getString("place")));
    }

    private StoredReadiness readiness(ResultSet row) throws SQLException {
        return new StoredReadiness(row.getString("family"), row.getBoolean("recognised"),
                Verdict.valueOf(row.getString("verdict")),
                database.list("""
                        SELECT r.*, p.* FROM rule_result r JOIN port_rule p ON p.id = r.rule_id WHERE r.visit_id = ?
                        ORDER BY r.position""", ReadinessRows::result, row.getLong("visit_id")));
    }

    /** Contents that deflating would not have made smaller are stored as they are. */
    private static byte[] inflated(byte @Nullable [] content, long size) throws SQLException {
        var stored = content == null ? new byte[0] : content;
        if (stored.length == size) {
            return stored;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(stored);
            var result = new ByteArrayOutputStream((int) size);
            var buffer = new byte[64 * 1024];
            for (var n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                result.write(buffer, 0, n);
            }
            return result.toByteArray();
        } catch (DataFormatException e) {
            throw new SQLException("a blob's compressed bytes are damaged", e);
        }
    }
}
