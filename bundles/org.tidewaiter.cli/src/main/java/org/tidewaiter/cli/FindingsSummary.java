package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.Locale;

import org.tidewaiter.report.findings.FindingsOverview;
import org.tidewaiter.report.findings.FindingsOverview.Group;

/** What the checks found, in a few lines: how many of which severity, and the worst. */
record FindingsSummary(FindingsOverview overview) {

    private static final int WORST = 3;

    /** Nothing where no check could be asked. */
    void print(PrintStream out) {
        if (overview.checks().isEmpty()) {
            return;
        }
        out.println();
        out.println("findings: " + overview.sentence() + "; " + overview.coverage());
        overview.groups().stream().limit(WORST).forEach(group -> print(out, group));
        var more = overview.groups().size() - WORST;
        if (more > 0) {
            out.println("  ... and " + more + " more kinds; the report has them all");
        }
    }

    private static void print(PrintStream out, Group group) {
        var first = group.hits().getFirst();
        var more = group.devices() - 1;
        out.println("  %-9s ".formatted(group.severity().name().toLowerCase(Locale.ROOT)) + Printable.line(group.title()));
        out.println("            " + Printable.line(first.address() + ": " + first.reason())
                + (more == 0 ? "" : ", and " + more + (more == 1 ? " more device" : " more devices")));
    }
}
