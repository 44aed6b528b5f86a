package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.report.readiness.Prefixes;
import org.tidewaiter.report.readiness.ReadinessMatrix;
import org.tidewaiter.report.readiness.ReadinessOverview;
import org.tidewaiter.report.readiness.ReadinessOverview.Group;
import org.tidewaiter.report.readiness.ReadinessOverview.Reason;
import org.tidewaiter.report.readiness.RequestPlan;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A readiness run for the terminal: the matrix, what stands in the way, and what to open first.
 *
 * @param reader of the engagement
 * @param run    the run
 */
record ReadinessSummary(EngagementReader reader, StoredRun run, ReadinessOverview overview, RequestPlan plan) {
    private static final int MOST_DEVICES = 300;
    private static final int MOST_ADDRESSES = 8;

    void print(PrintStream out, Path engagement, @Nullable Path report, @Nullable Path request, RunResult result)
            throws IOException {
        matrix(out);
        var suspected = new ArrayList<StoredVisit>();
        reader.visits(run, visit -> {
            if (visit.suspicion() != null) {
                suspected.add(visit);
            }
            return true;
        });
        RunSummary.suspected(out, suspected);
        overview.groups().stream().filter(g -> g.verdict() != Verdict.READY).forEach(group -> group(out, group));
        openings(out);
        out.println();
        result.footer().notes().forEach(note -> out.println("note        " + Printable.line(note)));
        out.println(overview.sentence());
        out.println(plan.sentence());
        out.println("engagement  " + engagement);
        if (report != null) {
            out.println("report      " + report);
        }
        if (request != null) {
            out.println("request     " + request);
        }
        out.flush();
    }

    private void matrix(PrintStream out) throws IOException {
        var matrix = ReadinessMatrix.of(reader, run, MOST_DEVICES);
        if (matrix.rows().isEmpty()) {
            return;
        }
        out.printf("%-24s %-22s %-9s %-10s %s%n", "ADDRESS", "NAME", "FAMILY", "VERDICT",
                matrix.columns().stream().map(ReadinessMatrix.Column::label).collect(Collectors.joining(" ")));
        for (var row : matrix.rows()) {
            var cells = new StringBuilder();
            for (var column : matrix.columns()) {
                var cell = row.cells().get(column);
                cells.append(cell == null ? " " : cell.symbol()).append(" ".repeat(column.label().length()));
            }
            out.printf("%-24s %-22s %-9s %-10s %s%n", row.address(), RunSummary.cut(row.name(), 22),
                    row.family() + (row.recognised() ? "" : "?"), row.verdict(), cells.toString().stripTrailing());
        }
        var more = overview.devices() - matrix.rows().size();
        if (more > 0) {
            out.println("... and " + more + " more; the report has them all");
        }
        out.println("t TCP, u UDP, dc: of the domain controller, dns: of the name server");
        out.println(ReadinessMatrix.LEGEND);
    }

    private static void group(PrintStream out, Group group) {
        out.println();
        out.println(group.verdict() + "  " + devices(group) + "  " + (group.isUnrecognised() ? "nothing says what it is"
                : group.family() + (group.recognised() ? "" : ", not surely")));
        for (var reason : group.told()) {
            var whose = group.isUnrecognised() ? "as " + String.join(", ", reason.families()) + ": " : "";
            out.println("  " + whose + Printable.line(reason.why()) + "  [" + String.join(" ", reason.rules()) + "]");
            if (!group.isUnrecognised()) {
                out.println("      lost  " + lost(reason));
                out.println("      do    " + Printable.line(reason.remedy()));
            }
        }
    }

    private static String devices(Group group) {
        var prefixes = Prefixes.of(group.devices().stream().map(d -> d.address()).toList());
        var shown = prefixes.stream().limit(MOST_ADDRESSES)
                .map(p -> p.length() == (p.address().version() == 4 ? 32 : 128) ? p.address().toString() : p.toString())
                .collect(Collectors.joining(", "));
        var count = group.devices().size();
        return count == 1 && !group.devices().getFirst().name().isEmpty()
                ? shown + " " + Printable.line(group.devices().getFirst().name())
                : (count == 1 ? "" : count + " devices: ") + shown + (prefixes.size() > MOST_ADDRESSES ? " and more" : "");
    }

    private static String lost(Reason reason) {
        var classes = reason.lost();
        return reason.effect() + (classes.isEmpty() ? "" : " (" + classes.size() + " data classes: " + some(classes) + ")");
    }

    private static String some(List<String> classes) {
        return classes.stream().limit(4).collect(Collectors.joining(", ")) + (classes.size() > 4 ? " ..." : "");
    }

    private void openings(PrintStream out) {
        var openings = plan.openings();
        if (openings.isEmpty()) {
            return;
        }
        out.println();
        out.printf("%-12s %-8s %-14s %s%n", "OPEN", "DEVICES", "DATA CLASSES", "FOR");
        for (var opening : openings) {
            out.printf("%-12s %-8d %-14d %s%n",
                    opening.protocol().name().toLowerCase(Locale.ROOT) + (opening.port() == 0 ? "" : "/" + opening.port()),
                    opening.devices(), opening.lost().size(),
                    RunSummary.cut(opening.purpose(), 70) + (opening.temporary() ? " (temporary)" : ""));
        }
    }
}
