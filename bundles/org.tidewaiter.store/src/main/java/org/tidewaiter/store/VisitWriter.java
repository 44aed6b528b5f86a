package org.tidewaiter.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.DeviceMatcher.Match;

/** Turns runs and visits into rows. Called inside a transaction, by one thread. */
final class VisitWriter {

    private static final int RECENT_BLOBS = 1024;
    private static final String NOTHING = sha256(new byte[0]);

    private final Database database;
    private final ClassTables tables;
    private final DeviceMatcher matcher;
    private final ReadinessWriter readiness;
    private final FindingWriter findings;
    /** Some blobs that are known to be there: most answers of a sweep are empty, or alike. */
    private final Set<String> recent = new HashSet<>();
    private long nextVisit;
    private long nextFact;

    VisitWriter(Database database) throws SQLException {
        this.database = database;
        tables = new ClassTables(database);
        matcher = new DeviceMatcher(database);
        readiness = new ReadinessWriter(database);
        findings = new FindingWriter(database);
        nextVisit = 1 + database.number("SELECT max(id) FROM visit");
        nextFact = 1 + database.number("SELECT max(id) FROM fact");
    }

    /** About how many rows a visit makes. */
    static int rows(Visit visit) {
        return 2 + visit.rows().size() * 2 + visit.exchanges().size() * 2 + visit.gaps().size() + visit.ports().size()
                + (visit.readiness() instanceof Readiness judged ? judged.results().size() : 0)
                + visit.checks().size() + visit.findings().stream().mapToInt(f -> 1 + f.because().size()).sum();
    }

    long begin(RunHeader header) throws SQLException {
        var run = 1 + database.number("SELECT max(id) FROM run");
        database.run(
                "INSERT INTO run (id, started, software, targets, scope, excluded, ports, purpose, manifests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                Values.timestamp(header.started()), header.software(), Values.jsonArray(header.targets()),
                Values.jsonArray(header.scope()),
                Values.jsonArray(header.excluded()), Values.jsonArray(header.ports()), header.purpose().name(),
                Values.jsonWords(header.manifests()));
        return run;
    }

    /**
     * Opens a run again.
     *
     * @return whether there is such a run, and it did not come to its end
     */
    boolean resume(long run) throws SQLException {
        if (database.number("SELECT count(*) FROM run WHERE id = ? AND coalesce(ending, '') <> 'COMPLETE'", run) == 0) {
            return false;
        }
        database.run("UPDATE run SET finished = NULL, ending = NULL, root = NULL WHERE id = ?", run);
        return true;
    }

    void finish(long run, RunFooter footer) throws SQLException {
        database.run("UPDATE run SET finished = ?, ending = ?, asked = ?, silent = ?, notes = ?, root = ? WHERE id = ?",
                Values.timestamp(footer.finished()), footer.ending().name(), footer.asked(), footer.silent(),
                Values.jsonArray(footer.notes()),
                footer.root(), run);
    }

    void write(long run, Visit visit) throws SQLException {
        var replaced = ReplacedVisit.of(database, run, visit.address()).orElse(null);
        var found = matcher.match(run, visit);
        var match = replaced == null ? found : replaced.match(found);
        if (!match.known()) {
            database.run("INSERT INTO device (id, first_run_id) VALUES (?, ?)", match.deviceId(), run);
        }
        var id = replaced == null ? nextVisit++ : replaced.id();
        if (replaced != null) {
            replaced.clear();
        }
        writeVisit(id, run, match, visit);
        if (replaced != null) {
            replaced.forgetDevice();
        }
        for (var exchange : visit.exchanges()) {
            writeExchange(id, exchange);
        }
        writeClaims(id, visit);
        writePorts(id, visit);
        var facts = writeFacts(id, visit);
        writeGaps(id, visit);
        findings.write(run, id, visit.checks(), facts);
        if (visit.readiness() instanceof Readiness judged) {
            readiness.write(run, id, judged);
        }
    }

    private void writeVisit(long id, long run, Match match, Visit visit) throws SQLException {
        database.run("""
                INSERT INTO visit (id, run_id, device_id, matched_because, address, asked, started, finished, root, ambiguous, names, macs, suspicion)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET device_id = excluded.device_id,
                    matched_because = excluded.matched_because, asked = excluded.asked, started = excluded.started, finished = excluded.finished,
                    root = excluded.root, ambiguous = excluded.ambiguous, names = excluded.names, macs = excluded.macs,
                    suspicion = excluded.suspicion""", id, run, match.deviceId(), match.because(), visit.address(), visit.asked(),
                Values.timestamp(visit.started()), Values.timestamp(visit.finished()), visit.root(), visit.ambiguous() ? 1 : 0,
                Values.jsonArray(visit.names()), Values.jsonArray(visit.macs()), visit.suspicion());
        for (var identifier : visit.identifiers()) {
            database.run("""
                    INSERT INTO identifier (device_id, kind, value, first_visit_id, last_visit_id) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (kind, value, device_id) DO UPDATE SET last_visit_id = excluded.last_visit_id""",
                    match.deviceId(), identifier.kind().name(), identifier.value(), id, id);
        }
    }

    private void writeExchange(long visit, Exchange exchange) throws SQLException {
        var ending = exchange.ending();
        var failure = ending.failure();
        var shortfall = ending.shortfall();
        database.run("""
                INSERT INTO exchange (visit_id, ordinal, kind, request_id, request, failure, shortfall_reason, shortfall_detail, detail, exit,
                    out_hash, err_hash, started, duration_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", visit,
                exchange.ordinal(),
                exchange.kind().name(), exchange.requestId(), exchange.request(), failure == null ? null : failure.name(),
                shortfall == null ? null : shortfall.reason().name(), shortfall == null ? null : shortfall.detail(),
                ending.detail(),
                exchange.exit(), writeBlob(exchange.out()), writeBlob(exchange.err()), Values.timestamp(exchange.started()),
                Values.microseconds(exchange.duration()));
    }

    /**
     * Equal bytes are kept once. Deflated where that helps, the way SQLite's own archives do it, so that sqlar_uncompress()
     * reads it.
     */
    private String writeBlob(byte[] bytes) throws SQLException {
        var hash = bytes.length == 0 ? NOTHING : sha256(bytes);
        if (recent.contains(hash)) {
            return hash;
        }
        if (database.number("SELECT count(*) FROM blob WHERE sha256 = ?", hash) == 0) {
            database.run("INSERT INTO blob (sha256, size, content) VALUES (?, ?, ?)", hash, (long) bytes.length, deflated(bytes));
        }
        if (recent.size() >= RECENT_BLOBS) {
            recent.clear();
        }
        recent.add(hash);
        return hash;
    }

    private static byte[] deflated(byte[] bytes) {
        var smaller = new byte[bytes.length];
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var length = deflater.deflate(smaller);
            return deflater.finished() && length < bytes.length ? Arrays.copyOf(smaller, length) : bytes;
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void writeClaims(long visit, Visit from) throws SQLException {
        for (var rank = 0; rank < from.claims().size(); rank++) {
            var claim = from.claims().get(rank);
            database.run(
                    "INSERT INTO claim (visit_id, rank, family, vendor, product, version, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    visit,
                    rank, claim.family(), claim.vendor(), claim.product(), claim.version(), claim.confidence().name());
            for (var i = 0; i < claim.because().size(); i++) {
                var because = claim.because().get(i);
                database.run(
                        "INSERT INTO claim_reason (visit_id, rank, position, reason, exchange, place) VALUES (?, ?, ?, ?, ?, ?)",
                        visit,
                        rank, i, because.reason(), because.evidence().exchange(), because.evidence().where());
            }
        }
    }

    private void writePorts(long visit, Visit from) throws SQLException {
        for (var i = 0; i < from.ports().size(); i++) {
            var port = from.ports().get(i);
            var roundTrip = port.roundTrip();
            database.run("""
                    INSERT INTO port (visit_id, position, protocol, port, state, reason, round_trip_us, exchange, place, teller)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", visit, i, port.protocol().name(), port.port(), port.state().name(),
                    port.reason(),
                    roundTrip == null ? null : Values.microseconds(roundTrip), port.evidence().exchange(),
                    port.evidence().where(), port.teller() instanceof IpAddress teller ? teller.toString() : null);
        }
    }

    /** Returns the number of each fact that a finding rests on. */
    private Map<Fact, Long> writeFacts(long visit, Visit from) throws SQLException {
        var ids = new HashMap<Fact, Long>();
        // by the evidence first: a row's own hash costs more
        var wanted = from.findings().stream().flatMap(f -> f.because().stream()).filter(Fact.class::isInstance)
                .map(Fact.class::cast).collect(Collectors.groupingBy(Fact::evidence, Collectors.toSet()));
        for (var row : from.rows()) {
            var id = nextFact++;
            var dataClass = DataClass.of(row.item().getClass());
            tables.prepare(dataClass);
            database.run(
                    """
                    INSERT INTO fact (id, visit_id, class, ordinal, disputed, exchange, place, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                    id,
                    visit, dataClass.id(), row.ordinal(), row.disputed() ? 1 : 0, row.evidence().exchange(),
                    row.evidence().where(), row.step());
            tables.insert(id, dataClass, row.item());
            var fact = new Fact(row.item(), row.evidence());
            if (wanted.getOrDefault(row.evidence(), Set.of()).contains(fact)) {
                ids.put(fact, id);
            }
        }
        return ids;
    }

    private void writeGaps(long visit, Visit from) throws SQLException {
        for (var i = 0; i < from.gaps().size(); i++) {
            var gap = from.gaps().get(i).gap();
            var evidence = gap.evidence();
            database.run(
                    "INSERT INTO gap (visit_id, position, class, reason, detail, exchange, place, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    visit, i, DataClass.of(gap.dataClass()).id(), gap.reason().name(), gap.detail(),
                    evidence == null ? null : evidence.exchange(), evidence == null ? null : evidence.where(),
                    from.gaps().get(i).step());
        }
    }
}
