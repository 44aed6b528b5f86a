package org.tidewaiter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.report.findings.FindingsJson;
import org.tidewaiter.report.findings.FindingsOverview;
import org.tidewaiter.report.readiness.ReadinessJson;
import org.tidewaiter.report.readiness.ReadinessOverview;
import org.tidewaiter.report.writing.IndentedJson;
import org.tidewaiter.report.writing.ReportFile;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredRow;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

import tools.jackson.core.JsonGenerator;

/**
 * A run as one JSON document, {@value #SCHEMA}: see FORMATS.md and the JSON Schema beside this class. The same run always
 * gives the same bytes; rows are written as they are read.
 */
public final class JsonReport {

    /** The document's version. Fields are added under the same one; whatever else changes gets a new one. */
    public static final String SCHEMA = "tidewaiter-report/1";

    private final EngagementReader reader;
    private final JsonGenerator json;
    private long facts;
    private long gaps;

    private JsonReport(EngagementReader reader, JsonGenerator json) {
        this.reader = reader;
        this.json = json;
    }

    /**
     * Writes the report into a file, replacing it as a whole.
     *
     * @throws ReportException when it cannot be written; other {@link IOException}s are the engagement's
     */
    public static void write(EngagementReader reader, StoredRun run, Path target) throws IOException {
        ReportFile.write(target, out -> write(reader, run, out));
    }

    /** Writes the report into a stream, which stays open. */
    public static void write(EngagementReader reader, StoredRun run, OutputStream out) throws IOException {
        try (var json = IndentedJson.into(out)) {
            new JsonReport(reader, json).document(run);
            json.writeRaw('\n');
        }
    }

    private void document(StoredRun run) throws IOException {
        var visits = reader.visits(run);
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeStringProperty("software", run.header().software());
        run(run);
        json.writeArrayPropertyStart("devices");
        for (var visit : visits) {
            device(visit);
        }
        json.writeEndArray();
        new ChangesSection(reader.changes()).write(json);
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("devices", visits.size());
        json.writeNumberProperty("facts", facts);
        json.writeNumberProperty("gaps", gaps);
        new FindingsJson(json).summary(FindingsOverview.of(reader, run));
        if (run.header().purpose() == Purpose.READINESS) {
            new ReadinessJson(json).summary(ReadinessOverview.of(reader, run));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void run(StoredRun run) {
        var header = run.header();
        var footer = run.footer();
        json.writeObjectPropertyStart("run");
        text("purpose", header.purpose());
        text("started", header.started());
        text("finished", footer == null ? null : footer.finished());
        text("ending", footer == null ? null : footer.ending());
        texts("targets", header.targets());
        texts("scope", header.scope());
        texts("excluded", header.excluded());
        json.writeObjectPropertyStart("manifests");
        header.manifests().forEach(json::writeStringProperty);
        json.writeEndObject();
        value("asked", footer == null ? null : footer.asked());
        value("silent", footer == null ? null : footer.silent());
        texts("notes", footer == null ? List.of() : footer.notes());
        json.writeEndObject();
    }

    private void device(StoredVisit visit) throws IOException {
        json.writeStartObject();
        text("address", visit.address());
        texts("names", visit.names());
        texts("macs", visit.macs());
        claim(visit.claims().isEmpty() ? null : visit.claims().getFirst());
        json.writeBooleanProperty("ambiguous", visit.ambiguous());
        text("suspicion", visit.suspicion());
        json.writeArrayPropertyStart("rivals");
        for (var rival : visit.claims().stream().skip(1).toList()) {
            json.writeStartObject();
            claim(rival);
            json.writeEndObject();
        }
        json.writeEndArray();
        ports(visit);
        sessions(visit);
        reader.readiness(visit).ifPresent(new ReadinessJson(json)::device);
        new FindingsJson(json).device(reader.checks(visit));
        json.writeObjectPropertyStart("data");
        for (var dataClass : reader.classes(visit)) {
            json.writeArrayPropertyStart(dataClass.id());
            reader.rows(visit, dataClass, row -> row(dataClass, row));
            json.writeEndArray();
        }
        json.writeEndObject();
        gaps(visit);
        evidence(visit);
        text("evidenceRoot", visit.root());
        json.writeEndObject();
    }

    private void claim(@Nullable Claim claim) {
        text("family", claim == null ? null : claim.family());
        text("vendor", claim == null ? null : claim.vendor());
        text("product", claim == null ? null : claim.product());
        text("version", claim == null ? null : claim.version());
        text("confidence", claim == null ? null : claim.confidence());
        texts("because", claim == null ? List.of() : claim.because().stream().map(Because::reason).toList());
    }

    private void ports(StoredVisit visit) {
        json.writeArrayPropertyStart("ports");
        for (var port : visit.ports()) {
            var roundTrip = port.roundTrip();
            json.writeStartObject();
            json.writeNumberProperty("port", port.port());
            text("protocol", port.protocol().name().toLowerCase(java.util.Locale.ROOT));
            text("state", port.state());
            text("reason", port.reason());
            value("roundTripMicros", roundTrip == null ? null : roundTrip.toNanos() / 1000);
            text("teller", port.teller());
            json.writeNumberProperty("exchange", port.evidence().exchange());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void sessions(StoredVisit visit) throws IOException {
        json.writeArrayPropertyStart("sessions");
        for (var exchange : reader.exchanges(visit)) {
            if (exchange.kind() == Exchange.Kind.SESSION) {
                json.writeStartObject();
                text("transport", exchange.requestId());
                json.writeNumberProperty("exchange", exchange.ordinal());
                text("outcome", Wording.outcome(exchange.ending()));
                for (var fact : SessionFacts.of(reader.content(exchange.outSha256())).values().entrySet()) {
                    if (!List.of("transport", "exchange", "outcome").contains(fact.getKey())) {
                        text(fact.getKey(), fact.getValue());
                    }
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void row(StoredClass dataClass, StoredRow row) {
        facts++;
        json.writeStartObject();
        for (var i = 0; i < dataClass.columns().size(); i++) {
            value(dataClass.columns().get(i).name(), row.values().get(i));
        }
        json.writeObjectPropertyStart("evidence");
        json.writeNumberProperty("exchange", row.exchange());
        text("where", row.place());
        text("step", row.step());
        json.writeBooleanProperty("disputed", row.disputed());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void gaps(StoredVisit visit) throws IOException {
        json.writeArrayPropertyStart("gaps");
        for (var gap : reader.gaps(visit)) {
            gaps++;
            var evidence = gap.evidence();
            json.writeStartObject();
            text("dataClass", gap.classId());
            text("reason", gap.reason());
            text("detail", gap.detail());
            value("exchange", evidence == null ? null : (long) evidence.exchange());
            text("step", gap.step());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void evidence(StoredVisit visit) throws IOException {
        json.writeArrayPropertyStart("evidence");
        for (var exchange : reader.exchanges(visit)) {
            json.writeStartObject();
            json.writeNumberProperty("exchange", exchange.ordinal());
            text("kind", exchange.kind());
            text("id", exchange.requestId());
            text("request", exchange.request());
            text("outcome", Wording.outcome(exchange.ending()));
            text("detail", exchange.ending().detail());
            text("started", exchange.started());
            json.writeNumberProperty("durationMicros", exchange.duration().toNanos() / 1000);
            value("exit", exchange.exit() < 0 ? null : (long) exchange.exit());
            text("outSha256", exchange.outSha256());
            json.writeNumberProperty("outSize", exchange.outSize());
            text("errSha256", exchange.errSha256());
            json.writeNumberProperty("errSize", exchange.errSize());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, @Nullable Object value) {
        json.writeName(name);
        element(value == null ? null : value.toString());
    }

    private void texts(String name, List<?> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(value -> element(value.toString()));
        json.writeEndArray();
    }

    private void value(String name, @Nullable Object value) {
        json.writeName(name);
        element(value);
    }

    private void element(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Long number -> json.writeNumber(number.longValue());
            case Double number when Double.isFinite(number) -> json.writeNumber(number.doubleValue());
            // JSON has no word for it.
            case Double _ -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::element);
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
