package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.report.findings.FindingsOverview;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A run in a few lines: the devices, what was read, what is missing and why, what the checks found.
 *
 * @param reader of the engagement
 * @param run    the run
 */
record RunSummary(EngagementReader reader, StoredRun run) {

    private static final int MOST_DEVICES = 40;
    private static final int MOST_PHANTOMS = 8;
    private static final int MOST_GAPS = 20;

    void print(PrintStream out, Path engagement, @Nullable Path report) throws IOException {
        var all = reader.visits(run);
        var visits = all.stream().filter(v -> v.suspicion() == null).toList();
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
                        visit.claims().isEmpty() ? "-" : visit.claims().getFirst().family(), cut(what(visit), 36),
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
        new FindingsSummary(FindingsOverview.of(reader, run)).print(out);
        suspected(out, all);
        out.println();
        out.println("engagement  " + engagement);
        if (report != null) {
            out.println("report      " + report);
        }
        out.flush();
    }

    /** Addresses behind which there may be no device. */
    static void suspected(PrintStream out, List<StoredVisit> visits) {
        visits.stream().filter(v -> v.suspicion() != null).collect(Collectors.groupingBy(v -> String.valueOf(v.suspicion())))
                .forEach((why, phantoms) -> {
                    out.println();
                    out.println("suspected phantoms, not counted as devices: "
                            + phantoms.stream().map(StoredVisit::address).limit(MOST_PHANTOMS).collect(Collectors.joining(", "))
                            + (phantoms.size() > MOST_PHANTOMS ? " and " + (phantoms.size() - MOST_PHANTOMS) + " more" : ""));
                    out.println("  " + Printable.line(why) + "; name one alone to read it all the same");
                });
    }

    /** What the strongest claim says; where it names nothing, why it was made. */
    static String what(StoredVisit visit) {
        if (visit.claims().isEmpty()) {
            return "not recognised";
        }
        var claim = visit.claims().getFirst();
        return claim.product() == null
                ? (claim.vendor() == null ? "" : claim.vendor() + ", ") + claim.because().getFirst().reason()
                : claim.product() + (claim.version() == null ? "" : " " + claim.version());
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
        var absent = gaps.keySet().stream().filter(key -> key.startsWith(GapReason.NOT_PRESENT.name())).toList();
        if (devices > 1) {
            gaps.keySet().removeAll(absent);
        }
        gaps.entrySet().stream().limit(MOST_GAPS)
                .forEach(g -> out
                        .println("  " + (devices > 1 ? "%4d x ".formatted(g.getValue().devices().size()) : "")
                                + "%-18s ".formatted(g.getValue().what())
                                + Printable.line(g.getKey())));
        if (gaps.size() > MOST_GAPS) {
            out.println("  ... and " + (gaps.size() - MOST_GAPS) + " more kinds; the report has them all");
        }
        if (devices > 1 && !absent.isEmpty()) {
            out.println("  and what the devices do not have, of " + absent.size() + (absent.size() == 1 ? " kind" : " kinds")
                    + "; the report names it");
        }
    }

    static String cut(String text, int most) {
        var line = Printable.line(text);
        return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
    }
}
