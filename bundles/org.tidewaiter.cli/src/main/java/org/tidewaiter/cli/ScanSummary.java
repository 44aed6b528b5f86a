package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.engine.RunResult;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A scan in one line a device.
 *
 * @param reader of the engagement
 * @param run    the run
 */
record ScanSummary(EngagementReader reader, StoredRun run) {
    private static final int MOST_DEVICES = 300;

    void print(PrintStream out, Path engagement, @Nullable Path report, RunResult result) throws IOException {
        var visits = reader.visits(run);
        var devices = visits.stream().filter(v -> v.suspicion() == null).toList();
        if (!devices.isEmpty()) {
            out.printf("%-24s %-26s %-17s %-9s %-34s %s%n", "ADDRESS", "NAME", "MAC", "FAMILY", "WHAT", "OPEN");
            devices.stream().limit(MOST_DEVICES).forEach(visit -> device(out, visit));
            if (devices.size() > MOST_DEVICES) {
                out.println("... and " + (devices.size() - MOST_DEVICES) + " more; the report has them all");
            }
        }
        RunSummary.suspected(out, visits);
        out.println();
        out.println(devices.size() + (devices.size() == 1 ? " device answers, " : " devices answer, ") + result.footer().silent()
                + " of "
                + result.footer().asked() + " addresses are silent");
        out.println("engagement  " + engagement);
        if (report != null) {
            out.println("report      " + report);
        }
        out.flush();
    }

    private static void device(PrintStream out, StoredVisit visit) {
        var claim = visit.claims().isEmpty() ? null : visit.claims().getFirst();
        out.printf("%-24s %-26s %-17s %-9s %-34s %s%n", visit.address(),
                RunSummary.cut(visit.names().isEmpty() ? "" : visit.names().getFirst(), 26),
                visit.macs().isEmpty() ? "" : visit.macs().getFirst(), claim == null ? "-" : claim.family(),
                RunSummary.cut(RunSummary.what(visit), 34),
                open(visit));
    }

    private static String open(StoredVisit visit) {
        var tcp = open(visit, Protocol.TCP);
        var udp = open(visit, Protocol.UDP);
        return udp.isEmpty() ? tcp : (tcp.isEmpty() ? "" : tcp + " ") + "udp " + udp;
    }

    private static String open(StoredVisit visit, Protocol protocol) {
        return visit.ports().stream().filter(p -> p.protocol() == protocol && p.state() == PortState.OPEN).map(p -> "" + p.port())
                .distinct().collect(Collectors.joining(","));
    }
}
