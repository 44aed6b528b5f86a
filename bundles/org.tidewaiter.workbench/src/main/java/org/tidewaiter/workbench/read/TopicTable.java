package org.tidewaiter.workbench.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ColumnType;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredFinding;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredVisit;

/** A topic's rows. */
public record TopicTable(List<Heading> headings, List<Row> rows) {

    /**
     * A column.
     *
     * @param unit UCUM symbol of its numbers, if they have one
     */
    public record Heading(String title, boolean number, @Nullable String unit) {
    }

    /**
     * A row.
     *
     * @param position from 0, in the order in which it was stated
     * @param values   one for each heading; null where absent
     * @param evidence what it was read from; absent when nothing was exchanged
     */
    public record Row(int position, List<@Nullable Object> values, @Nullable Evidence evidence) {
    }

    public TopicTable {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /** Reads a topic. */
    public static TopicTable of(Path file, DeviceRow device, Topic topic) throws IOException {
        return switch (topic) {
            case Topic.Facts facts -> facts(file, device.visit(), facts.dataClass());
            case Topic.Claims _ -> claims(device.visit());
            case Topic.Ports _ -> ports(device.visit());
            case Topic.Rules _ -> rules(device);
            case Topic.Findings _ -> findings(file, device.visit());
            case Topic.Checks _ -> checks(file, device.visit());
            case Topic.Gaps _ -> gaps(file, device.visit());
        };
    }

    private static TopicTable facts(Path file, StoredVisit visit, StoredClass dataClass) throws IOException {
        var headings = new ArrayList<>(dataClass.columns().stream().map(c -> new Heading(Texts.title(c.name()),
                !c.list() && (c.type() == ColumnType.INTEGER || c.type() == ColumnType.REAL), c.unit())).toList());
        headings.add(new Heading("Disputed", false, null));
        headings.add(new Heading("Read by", false, null));
        var rows = new ArrayList<Row>();
        Snapshot.ask(file, reader -> {
            reader.rows(visit, dataClass, row -> {
                var values = new ArrayList<@Nullable Object>(row.values());
                values.add(row.disputed() ? "disputed" : null);
                values.add(row.step());
                rows.add(new Row(rows.size(), values, new Evidence(row.exchange(), row.place())));
            });
            return rows;
        });
        return new TopicTable(headings, rows).withoutEmptyColumns();
    }

    /** Most records have components that a given system never fills; a table of a hundred empty cells hides the rest. */
    private TopicTable withoutEmptyColumns() {
        var kept = Stream.iterate(0, i -> i < headings.size(), i -> i + 1)
                .filter(i -> rows.stream().anyMatch(r -> r.values.get(i) != null)).toList();
        return new TopicTable(kept.stream().map(headings::get).toList(), rows.stream()
                .map(r -> new Row(r.position, Arrays.<@Nullable Object> asList(kept.stream().map(r.values::get).toArray()),
                        r.evidence))
                .toList());
    }

    private static TopicTable claims(StoredVisit visit) {
        var rows = new ArrayList<Row>();
        for (var claim : visit.claims()) {
            for (var because : claim.because()) {
                rows.add(row(rows.size(), because.evidence(), claim.family(), claim.confidence().name(), claim.vendor(),
                        claim.product(), claim.version(),
                        because.reason()));
            }
        }
        return new TopicTable(headings("Family", "Confidence", "Vendor", "Product", "Version", "Because"), rows);
    }

    private static TopicTable ports(StoredVisit visit) {
        var rows = new ArrayList<Row>();
        for (var port : visit.ports()) {
            rows.add(row(rows.size(), port.evidence(), port.protocol().name(), (long) port.port(), port.state().name(),
                    port.reason(), port.teller(), port.roundTrip()));
        }
        return new TopicTable(
                List.of(new Heading("Protocol", false, null), new Heading("Port", true, null), new Heading("State", false, null),
                        new Heading("Reason", false, null), new Heading("Told by", false, null),
                        new Heading("Round trip", true, null)),
                rows).withoutEmptyColumns();
    }

    /** What stands in the way first. */
    private static TopicTable rules(DeviceRow device) {
        var rows = new ArrayList<Row>();
        if (device.readiness() instanceof StoredReadiness readiness) {
            var results = new ArrayList<>(readiness.results());
            results.sort(Comparator.comparing(result -> !result.counts()));
            for (var result : results) {
                rows.add(row(rows.size(), result.evidence(), result.rule().place(), result.rule().id(), result.cause().name(),
                        result.counts() ? "in the way" : null, absent(result.why()),
                        result.counts() ? result.rule().effect() : null,
                        absent(result.remedy())));
            }
        }
        return new TopicTable(headings("Port", "Rule", "State", "Counts", "Why", "Lost", "What to do"), rows)
                .withoutEmptyColumns();
    }

    /** The worst first. */
    private static TopicTable findings(Path file, StoredVisit visit) throws IOException {
        var rows = new ArrayList<Row>();
        var findings = new ArrayList<>(Snapshot.ask(file, reader -> reader.findings(visit)));
        findings.sort(Comparator.comparing(StoredFinding::severity).reversed());
        for (var finding : findings) {
            var evidence = finding.evidence();
            rows.add(row(rows.size(), evidence.isEmpty() ? null : evidence.getFirst(), finding.severity(), finding.title(),
                    finding.reason(), finding.remedy(), String.join("; ", finding.references()), finding.check()));
        }
        return new TopicTable(headings("Severity", "What is wrong", "Why", "What to do", "Sources", "Check"), rows);
    }

    private static TopicTable checks(Path file, StoredVisit visit) throws IOException {
        var rows = new ArrayList<Row>();
        for (var check : Snapshot.ask(file, reader -> reader.checks(visit))) {
            var missing = check.missing();
            rows.add(row(rows.size(), missing == null ? null : missing.evidence(), check.title(), switch (check.outcome()) {
                case PASSED -> "passed";
                case FOUND -> "found something";
                case NOT_JUDGED -> "could not be judged";
            }, missing == null ? null : Texts.title(missing.classId()), missing == null ? null : missing.reason().name(),
                    missing == null ? null : missing.detail(), check.id()));
        }
        return new TopicTable(headings("Check", "Outcome", "Missing", "Reason", "Detail", "Id"), rows).withoutEmptyColumns();
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }

    private static TopicTable gaps(Path file, StoredVisit visit) throws IOException {
        var rows = new ArrayList<Row>();
        for (var gap : Snapshot.ask(file, reader -> reader.gaps(visit))) {
            rows.add(row(rows.size(), gap.evidence(), Texts.title(gap.classId()), gap.reason().name(), gap.detail(), gap.step()));
        }
        return new TopicTable(headings("Missing", "Reason", "Detail", "Read by"), rows);
    }

    private static List<Heading> headings(String... titles) {
        return Arrays.stream(titles).map(t -> new Heading(t, false, null)).toList();
    }

    private static Row row(int position, @Nullable Evidence evidence, @Nullable Object... values) {
        return new Row(position, Arrays.asList(values), evidence);
    }
}
