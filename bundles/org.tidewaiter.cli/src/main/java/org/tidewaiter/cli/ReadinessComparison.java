package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredRun;

/** What changed between the two latest readiness runs of an engagement. */
record ReadinessComparison(PrintStream out) {

    private record Device(String address, StoredReadiness readiness) {
    }

    int print(Path engagement) throws IOException, UserException {
        try (var opened = Engagement.open(engagement, Access.READ_ONLY); var reader = opened.reader()) {
            var runs = reader.runs().stream().filter(r -> r.header().purpose() == Purpose.READINESS).toList();
            if (runs.size() < 2) {
                throw new UserException(ExitStatus.USAGE, engagement + " holds " + runs.size()
                        + " readiness runs: two are needed to compare; run `tidewaiter readiness` again");
            }
            compare(reader, runs.get(runs.size() - 2), runs.getLast());
            out.flush();
            return ExitStatus.COMPLETE;
        }
    }

    private void compare(EngagementReader reader, StoredRun before, StoredRun after) throws IOException {
        out.println("Run " + before.id() + " of " + before.header().started() + " and run " + after.id() + " of "
                + after.header().started());
        var old = devices(reader, before);
        var now = devices(reader, after);
        var changes = 0;
        for (var entry : now.entrySet()) {
            changes += change(old.remove(entry.getKey()), entry.getValue());
        }
        for (var gone : old.values()) {
            out.println(gone.address() + "  was " + gone.readiness().verdict() + ", was not met again");
            changes++;
        }
        out.println(changes == 0 ? "Nothing changed." : changes + (changes == 1 ? " device changed." : " devices changed."));
    }

    private static TreeMap<Long, Device> devices(EngagementReader reader, StoredRun run) throws IOException {
        var devices = new TreeMap<Long, Device>();
        for (var visit : reader.visits(run)) {
            var readiness = reader.readiness(visit);
            if (readiness.isPresent()) {
                devices.put(visit.deviceId(), new Device(visit.address(), readiness.get()));
            }
        }
        return devices;
    }

    private int change(@Nullable Device old, Device now) {
        var readiness = now.readiness();
        if (old == null) {
            out.println(now.address() + "  is new: " + readiness.verdict());
            return 1;
        }
        var rules = rules(old.readiness(), readiness);
        if (old.readiness().verdict() == readiness.verdict() && rules.isEmpty()) {
            return 0;
        }
        out.println(now.address() + "  " + (old.readiness().verdict() == readiness.verdict() ? "still " + readiness.verdict()
                : old.readiness().verdict() + " -> " + readiness.verdict()));
        rules.forEach(rule -> out.println("    " + rule));
        return 1;
    }

    private static List<String> rules(StoredReadiness old, StoredReadiness now) {
        return now.results().stream().flatMap(r -> old.results().stream()
                .filter(o -> o.rule().id().equals(r.rule().id()) && o.cause() != r.cause())
                .map(o -> r.rule().id() + "  " + o.cause() + " -> " + r.cause())).toList();
    }
}
