package org.tidewaiter.report.findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredCheck;
import org.tidewaiter.store.StoredCheck.Outcome;
import org.tidewaiter.store.StoredFinding;
import org.tidewaiter.store.StoredGap;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A run's findings: what is wrong at several devices stands together.
 *
 * @param groups the worst first, then those of most devices
 * @param checks by id
 */
public record FindingsOverview(List<Group> groups, List<Check> checks) {

    /**
     * One kind of finding.
     *
     * @param hits in order of the devices' addresses; a device may have more than one
     */
    public record Group(String check, Severity severity, String title, String remedy, List<String> references, List<Hit> hits) {
        public Group {
            references = List.copyOf(references);
            hits = List.copyOf(hits);
        }

        /** At how many devices it was found. */
        public long devices() {
            return hits.stream().map(Hit::visit).distinct().count();
        }
    }

    /**
     * A finding at one device.
     *
     * @param visit  number of the visit
     * @param name   the device's best name; empty when none is known
     * @param reason why we say so
     */
    public record Hit(long visit, String address, String name, String reason, List<Evidence> evidence) {
        public Hit {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A check.
     *
     * @param passed    devices where all is as it should be
     * @param found     devices where something is not
     * @param notJudged why it could not be judged at others, most devices first
     */
    public record Check(String id, String family, String title, int passed, int found, List<Obstacle> notJudged) {
        public Check {
            notJudged = List.copyOf(notJudged);
        }

        /** Devices where it could tell. */
        public int judged() {
            return passed + found;
        }

        /** Devices that it was asked of. */
        public int asked() {
            return judged() + notJudged.stream().mapToInt(Obstacle::devices).sum();
        }
    }

    /**
     * What kept a check from judging.
     *
     * @param classId the data class that was missing or incomplete
     * @param reason  name of the gap's reason
     * @param example one of the details
     */
    public record Obstacle(String classId, String reason, String example, int devices) {
    }

    private record Kind(String check, Severity severity, String title, String remedy, List<String> references) {
    }

    private record Missing(String classId, String reason) {
    }

    public FindingsOverview {
        groups = List.copyOf(groups);
        checks = List.copyOf(checks);
    }

    /** Reads a run. */
    public static FindingsOverview of(EngagementReader reader, StoredRun run) throws IOException {
        Map<Kind, List<Hit>> kinds = new LinkedHashMap<>();
        Map<String, List<StoredCheck>> checks = new TreeMap<>();
        reader.visits(run, visit -> {
            for (var check : reader.checks(visit)) {
                checks.computeIfAbsent(check.id(), _ -> new ArrayList<>()).add(check);
                check.findings().forEach(f -> kinds.computeIfAbsent(kind(f), _ -> new ArrayList<>()).add(hit(visit, f)));
            }
            return true;
        });
        var groups = kinds.entrySet().stream().map(e -> group(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(Group::severity, Comparator.reverseOrder())
                        .thenComparing(Group::devices, Comparator.reverseOrder()).thenComparing(Group::check)
                        .thenComparing(Group::title).thenComparing(Group::remedy))
                .toList();
        return new FindingsOverview(groups, checks.values().stream().map(FindingsOverview::check).toList());
    }

    private static Kind kind(StoredFinding f) {
        return new Kind(f.check(), f.severity(), f.title(), f.remedy(), f.references());
    }

    private static Hit hit(StoredVisit visit, StoredFinding f) {
        return new Hit(visit.id(), visit.address(), visit.names().isEmpty() ? "" : visit.names().getFirst(), f.reason(),
                f.evidence());
    }

    private static Group group(Kind kind, List<Hit> hits) {
        return new Group(kind.check, kind.severity, kind.title, kind.remedy, kind.references, hits);
    }

    private static Check check(List<StoredCheck> outcomes) {
        var first = outcomes.getFirst();
        Map<Missing, List<StoredGap>> missing = new LinkedHashMap<>();
        for (var outcome : outcomes) {
            if (outcome.missing() instanceof StoredGap gap) {
                missing.computeIfAbsent(new Missing(gap.classId(), gap.reason().name()), _ -> new ArrayList<>()).add(gap);
            }
        }
        var obstacles = missing.entrySet().stream()
                .map(e -> new Obstacle(e.getKey().classId, e.getKey().reason, e.getValue().getFirst().detail(),
                        e.getValue().size()))
                .sorted(Comparator.comparing(Obstacle::devices, Comparator.reverseOrder()).thenComparing(Obstacle::classId)
                        .thenComparing(Obstacle::reason))
                .toList();
        return new Check(first.id(), first.family(), first.title(), count(outcomes, Outcome.PASSED),
                count(outcomes, Outcome.FOUND), obstacles);
    }

    private static int count(List<StoredCheck> outcomes, Outcome outcome) {
        return (int) outcomes.stream().filter(o -> o.outcome() == outcome).count();
    }

    /** How many findings of a severity there are. */
    public long count(Severity severity) {
        return groups.stream().filter(g -> g.severity() == severity).mapToLong(g -> g.hits().size()).sum();
    }

    /** How many findings there are that are so bad, or worse. */
    public long countFrom(Severity least) {
        return groups.stream().filter(g -> g.severity().isAtLeast(least)).mapToLong(g -> g.hits().size()).sum();
    }

    /** "3 findings at 2 devices: 1 critical, 2 low". */
    public String sentence() {
        var all = countFrom(Severity.INFO);
        if (all == 0) {
            return "no findings";
        }
        var devices = groups.stream().flatMap(g -> g.hits().stream()).map(Hit::visit).distinct().count();
        return all + (all == 1 ? " finding at " : " findings at ") + devices + (devices == 1 ? " device: " : " devices: ")
                + List.of(Severity.values()).reversed().stream().filter(s -> count(s) > 0)
                        .map(s -> count(s) + " " + s.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    /** "12 checks: 9 judged wherever asked, 2 at some devices only, 1 nowhere": what no finding means. */
    public String coverage() {
        var everywhere = checks.stream().filter(c -> c.notJudged().isEmpty()).count();
        var nowhere = checks.stream().filter(c -> c.judged() == 0).count();
        var some = checks.size() - everywhere - nowhere;
        var parts = new ArrayList<String>();
        if (everywhere > 0) {
            parts.add(everywhere + " judged wherever asked");
        }
        if (some > 0) {
            parts.add(some + " judged at some devices only");
        }
        if (nowhere > 0) {
            parts.add(nowhere + " could be judged nowhere");
        }
        return checks.size() + (checks.size() == 1 ? " check: " : " checks: ") + String.join(", ", parts);
    }
}
