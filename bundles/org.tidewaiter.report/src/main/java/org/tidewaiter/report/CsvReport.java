package org.tidewaiter.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Column;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.report.writing.CsvLine;
import org.tidewaiter.report.writing.ReportFile;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A run as a folder of CSV files (RFC 4180, UTF-8): {@code devices.csv}, {@code ports.csv}, {@code gaps.csv}, {@code findings.csv} and one for each data class. Texts
 * that a spreadsheet would take for a formula get an apostrophe in front; numbers stay as they are.
 */
public final class CsvReport {

    private static final List<String> OWN = List.of("devices", "ports", "gaps", "findings");

    private final EngagementReader reader;
    private final Path folder;
    private final List<StoredVisit> visits;

    private CsvReport(EngagementReader reader, Path folder, List<StoredVisit> visits) {
        this.reader = reader;
        this.folder = folder;
        this.visits = visits;
    }

    /**
     * Writes the files, each replaced as a whole; the folder is created when only it is missing. Other files in it stay.
     *
     * @throws ReportException when something cannot be written; other {@link IOException}s are the engagement's
     */
    public static void write(EngagementReader reader, StoredRun run, Path folder) throws IOException {
        var parent = folder.toAbsolutePath().normalize().getParent();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ReportException(folder + ": this is a file, and CSV reports need a folder; name another place");
        }
        if (parent != null && !Files.isDirectory(parent)) {
            throw new ReportException(folder + ": there is no folder " + parent + "; create it first");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ReportException(folder + ": the folder cannot be created; check the rights of " + parent, e);
        }
        var report = new CsvReport(reader, folder, reader.visits(run));
        report.devices();
        report.ports();
        report.findings();
        report.gaps();
        if (run.header().purpose() == Purpose.READINESS) {
            report.readiness();
        }
        for (var dataClass : reader.classes()) {
            report.rows(dataClass);
        }
    }

    private interface Lines {
        void write(Line line) throws IOException;
    }

    private interface Line {
        void write(List<@Nullable Object> values) throws IOException;
    }

    private void file(String name, List<String> head, Lines lines) throws IOException {
        ReportFile.write(folder.resolve(name + ".csv"), out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvLine.write(writer, new ArrayList<>(head));
            lines.write(values -> CsvLine.write(writer, values));
            writer.flush();
        });
    }

    /** Of readiness runs alone. */
    private void readiness() throws IOException {
        file("readiness", List.of("deviceAddress", "deviceName", "family", "recognised", "verdict", "rule", "cause", "counts",
                "server", "teller", "why", "effect", "lost", "remedy", "exchange"), line -> {
                    for (var visit : visits) {
                        var readiness = reader.readiness(visit);
                        if (readiness.isEmpty()) {
                            continue;
                        }
                        for (var result : readiness.get().results()) {
                            var evidence = result.evidence();
                            List<@Nullable Object> values = start(visit);
                            values.add(readiness.get().family());
                            values.add(readiness.get().recognised());
                            values.add(readiness.get().verdict().name());
                            values.add(result.rule().id());
                            values.add(result.cause().name());
                            values.add(result.counts());
                            values.add(result.server());
                            values.add(result.teller());
                            values.add(result.why());
                            values.add(result.rule().effect());
                            values.add(result.lost());
                            values.add(result.remedy());
                            values.add(evidence == null ? null : (long) evidence.exchange());
                            line.write(values);
                        }
                    }
                });
    }

    private void devices() throws IOException {
        file("devices",
                List.of("deviceAddress", "deviceName", "family", "vendor", "product", "version", "confidence", "ambiguous",
                        "macs", "suspicion", "asked",
                        "started", "finished", "facts", "evidenceRoot"),
                line -> {
                    for (var visit : visits) {
                        var claim = visit.claims().isEmpty() ? null : visit.claims().getFirst();
                        List<@Nullable Object> values = start(visit);
                        values.add(claim == null ? null : claim.family());
                        values.add(claim == null ? null : claim.vendor());
                        values.add(claim == null ? null : claim.product());
                        values.add(claim == null ? null : claim.version());
                        values.add(claim == null ? null : claim.confidence().name());
                        values.add(visit.ambiguous());
                        values.add(visit.macs());
                        values.add(visit.suspicion());
                        values.add(visit.asked());
                        values.add(visit.started());
                        values.add(visit.finished());
                        values.add(reader.count(visit));
                        values.add(visit.root());
                        line.write(values);
                    }
                });
    }

    private void ports() throws IOException {
        file("ports",
                List.of("deviceAddress", "deviceName", "protocol", "port", "state", "reason", "roundTripMicros", "teller",
                        "exchange"),
                line -> {
                    for (var visit : visits) {
                        for (var port : visit.ports()) {
                            var roundTrip = port.roundTrip();
                            List<@Nullable Object> values = start(visit);
                            values.add(port.protocol().name());
                            values.add((long) port.port());
                            values.add(port.state().name());
                            values.add(port.reason());
                            values.add(roundTrip == null ? null : roundTrip.toNanos() / 1000);
                            values.add(port.teller());
                            values.add((long) port.evidence().exchange());
                            line.write(values);
                        }
                    }
                });
    }

    /** Only where a check was asked: an empty file says that all was well. */
    private void findings() throws IOException {
        var judged = new ArrayList<StoredVisit>();
        for (var visit : visits) {
            if (!reader.checks(visit).isEmpty()) {
                judged.add(visit);
            }
        }
        if (judged.isEmpty()) {
            return;
        }
        file("findings", List.of("deviceAddress", "deviceName", "severity", "check", "title", "reason", "remedy", "references",
                "exchange"), line -> {
                    for (var visit : judged) {
                        for (var finding : reader.findings(visit)) {
                            List<@Nullable Object> values = start(visit);
                            values.add(finding.severity().name());
                            values.add(finding.check());
                            values.add(finding.title());
                            values.add(finding.reason());
                            values.add(finding.remedy());
                            values.add(finding.references());
                            values.add(finding.evidence().isEmpty() ? null : (long) finding.evidence().getFirst().exchange());
                            line.write(values);
                        }
                    }
                });
    }

    private void gaps() throws IOException {
        file("gaps", List.of("deviceAddress", "deviceName", "dataClass", "reason", "detail", "exchange", "step"), line -> {
            for (var visit : visits) {
                for (var gap : reader.gaps(visit)) {
                    var evidence = gap.evidence();
                    List<@Nullable Object> values = start(visit);
                    values.add(gap.classId());
                    values.add(gap.reason().name());
                    values.add(gap.detail());
                    values.add(evidence == null ? null : (long) evidence.exchange());
                    values.add(gap.step());
                    line.write(values);
                }
            }
        });
    }

    private void rows(StoredClass dataClass) throws IOException {
        var with = new ArrayList<StoredVisit>();
        for (var visit : visits) {
            if (reader.count(visit, dataClass.id()) > 0) {
                with.add(visit);
            }
        }
        if (with.isEmpty()) {
            return;
        }
        var head = new ArrayList<>(List.of("deviceAddress", "deviceName"));
        dataClass.columns().stream().map(Column::name).forEach(head::add);
        head.addAll(List.of("evidenceExchange", "evidenceWhere", "disputed"));
        file((OWN.contains(dataClass.id()) ? "item-" : "") + dataClass.id(), head, line -> {
            for (var visit : with) {
                reader.rows(visit, dataClass, row -> {
                    List<@Nullable Object> values = start(visit);
                    values.addAll(row.values());
                    values.add((long) row.exchange());
                    values.add(row.place());
                    values.add(row.disputed());
                    line.write(values);
                });
            }
        });
    }

    private static List<@Nullable Object> start(StoredVisit visit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(visit.address());
        values.add(Wording.name(visit));
        return values;
    }
}
