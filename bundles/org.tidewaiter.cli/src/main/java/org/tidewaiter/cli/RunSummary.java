package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A run in a few lines: the devices, what was read, what is missing and why.
 *
 * @param reader of the engagement
 * @param run    the run
 */
record RunSummary(EngagementReader reader, StoredRun run) {

    private static final int MOST_DEVICES = 40;
    private static final int MOST_GAPS = 20;

    void print(PrintStream out, Path engagement, @Nullable Path report) throws IOException {
        var visits = reader.visits(run);
        out.printf("%-24s %-24s %-10s %-36s %8s %6s%n", "ADDRESS", "NAME", "FAMILY", "SYSTEM", "FACTS", "GAPS");
        Map<String, Missed> gaps = new LinkedHashMap<>();
        var shown = 0;
        for (var visit : visits) {
            var missing = reader.gaps(visit);
            missing.forEach(g -> gaps.computeIfAbsent("%-12s %s".formatted(g.reason(), g.detail()), _ -> new Missed()).add(visit,
                    g.classId()));
            if (shown++ < MOST_DEVICES) {
                out.printf("%-24s %-24s %-10s %-36s %8d %6d%n", visit.address(),
                        cut(visit.names().isEmpty() ? "" : visit.names().getFirst(), 24),
                        visit.claims().isEmpty() ? "-" : visit.claims().getFirst().family(), cut(system(visit), 36),
                        reader.count(visit), missing.size());
            }
        }
        if (visits.size() > MOST_DEVICES) {
            out.println("... and " + (visits.size() - MOST_DEVICES) + " more");
        }
        if (visits.size() == 1) {
            counts(out, visits.getFirst());
        }
        gaps(out, gaps, visits.size());
        out.println();
        out.println("engagement  " + engagement);
        if (report != null) {
            out.println("report      " + report);
        }
        out.flush();
    }

    private void counts(PrintStream out, StoredVisit visit) throws IOException {
        List<String> counts = new ArrayList<>();
        for (var dataClass : reader.classes(visit)) {
            counts.add(dataClass.id() + " " + reader.count(visit, dataClass.id()));
        }
        if (!counts.isEmpty()) {
            out.println();
            out.println("read: " + String.join(", ", counts));
        }
    }

    /** What one reason cost: a device that lets nobody in has one for all its data classes. */
    private record Missed(Set<StoredVisit> devices, Set<String> dataClasses) {
        Missed() {
            this(new HashSet<>(), new LinkedHashSet<>());
        }

        void add(StoredVisit visit, String dataClass) {
            devices.add(visit);
            dataClasses.add(dataClass);
        }

        String what() {
            return dataClasses.size() == 1 ? dataClasses.iterator().next() : dataClasses.size() + " data classes";
        }
    }

    private static void gaps(PrintStream out, Map<String, Missed> gaps, int devices) {
        if (gaps.isEmpty()) {
            return;
        }
        out.println();
        out.println("not read:");
        gaps.entrySet().stream().limit(MOST_GAPS)
                .forEach(g -> out
                        .println("  " + (devices > 1 ? "%4d x ".formatted(g.getValue().devices().size()) : "")
                                + "%-18s ".formatted(g.getValue().what())
                                + Printable.line(g.getKey())));
        if (gaps.size() > MOST_GAPS) {
            out.println("  ... and " + (gaps.size() - MOST_GAPS) + " more kinds; the report has them all");
        }
    }

    private static String system(StoredVisit visit) {
        if (visit.suspicion() != null) {
            return "suspected phantom";
        }
        if (visit.claims().isEmpty()) {
            return "not recognised";
        }
        Claim claim = visit.claims().getFirst();
        return claim.product() == null ? claim.confidence().name().toLowerCase(Locale.ROOT)
                : claim.product() + (claim.version() == null ? "" : " " + claim.version());
    }

    static String cut(String text, int most) {
        var line = Printable.line(text);
        return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
    }
}
