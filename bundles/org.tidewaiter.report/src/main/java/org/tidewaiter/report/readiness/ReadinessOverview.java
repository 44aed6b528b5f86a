package org.tidewaiter.report.readiness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredReadiness.Result;
import org.tidewaiter.store.StoredRun;
import org.tidewaiter.store.StoredVisit;

/**
 * A readiness run in a few lines: devices with the same reasons together.
 *
 * @param asked     addresses; 0 while the run has not ended
 * @param devices   those that answered, suspected phantoms left out
 * @param suspected addresses that may be no device
 * @param verdicts  how many devices have each
 * @param groups    worst verdict first, then by number of devices
 */
public record ReadinessOverview(long asked, long devices, long suspected, Map<Verdict, Long> verdicts, List<Group> groups) {

    /**
     * A device.
     *
     * @param name empty when none is known
     */
    public record Device(IpAddress address, String name) {
    }

    /**
     * Devices with one verdict for the same reasons.
     *
     * @param reasons the rules that stand in the way, without evidence; empty of READY devices
     */
    public record Group(Verdict verdict, String family, boolean recognised, List<Result> reasons, List<Device> devices) {
        public Group {
            reasons = List.copyOf(reasons);
            devices = List.copyOf(devices);
        }

        /** The reasons, those with the same why and remedy together. */
        public List<Reason> told() {
            var told = new LinkedHashMap<String, List<Result>>();
            reasons.forEach(r -> told.computeIfAbsent(r.why() + "\n" + r.remedy(), _ -> new ArrayList<>()).add(r));
            return told.values().stream().map(Reason::new).toList();
        }

        /** Whether nothing gives the devices away, so that any family may be theirs. */
        public boolean isUnrecognised() {
            return reasons.stream().map(r -> r.rule().family()).distinct().count() > 1;
        }
    }

    /**
     * What stands in the way, in one sentence, and all that is lost by it.
     *
     * @param results with the same why and remedy; not empty
     */
    public record Reason(List<Result> results) {
        public Reason {
            results = List.copyOf(results);
        }

        /** Why we think so. */
        public String why() {
            return results.getFirst().why();
        }

        /** What to do. */
        public String remedy() {
            return results.getFirst().remedy();
        }

        /** The effects, each once. */
        public String effect() {
            return String.join("; ", results.stream().map(Reason::effect).distinct().toList());
        }

        // A rule tells what a shut port costs, and this one is open: the login only may less than all.
        private static String effect(Result result) {
            return result.cause() == Cause.PRIVILEGE ? "what needs the missing rights; the rest can be read"
                    : result.rule().effect();
        }

        /** Ids of the rules. */
        public List<String> rules() {
            return results.stream().map(r -> r.rule().id()).toList();
        }

        /** Ids of the families whose rules they are, each once. */
        public List<String> families() {
            return results.stream().map(r -> r.rule().family()).distinct().toList();
        }

        /** Ids of the data classes that are missing, each once, sorted. */
        public List<String> lost() {
            return results.stream().flatMap(r -> r.lost().stream()).distinct().sorted().toList();
        }
    }

    private record Key(Verdict verdict, String family, boolean recognised, List<Result> reasons) {
    }

    public ReadinessOverview {
        verdicts = Map.copyOf(verdicts);
        groups = List.copyOf(groups);
    }

    /** Reads a run. */
    public static ReadinessOverview of(EngagementReader reader, StoredRun run) throws IOException {
        var groups = new LinkedHashMap<Key, List<Device>>();
        var verdicts = new EnumMap<Verdict, Long>(Verdict.class);
        var suspected = new AtomicLong();
        reader.visits(run, visit -> {
            if (visit.suspicion() != null) {
                suspected.incrementAndGet();
            }
            var readiness = reader.readiness(visit);
            if (readiness.isPresent()) {
                verdicts.merge(readiness.get().verdict(), 1L, Long::sum);
                device(visit, readiness.get(), groups);
            }
            return true;
        });
        var footer = run.footer();
        return new ReadinessOverview(footer == null ? 0 : footer.asked(),
                verdicts.values().stream().mapToLong(Long::longValue).sum(), suspected.get(), verdicts,
                groups.entrySet().stream()
                        .map(e -> new Group(e.getKey().verdict, e.getKey().family, e.getKey().recognised, e.getKey().reasons,
                                e.getValue()))
                        .sorted(Comparator.comparing(Group::verdict, Comparator.reverseOrder())
                                .thenComparing(g -> g.devices().size(), Comparator.reverseOrder()))
                        .toList());
    }

    private static void device(StoredVisit visit, StoredReadiness readiness, Map<Key, List<Device>> groups) {
        var address = IpAddress.tryParse(visit.address());
        if (address.isPresent()) {
            var reasons = readiness.failing().stream().map(ReadinessOverview::withoutEvidence).toList();
            groups.computeIfAbsent(new Key(readiness.verdict(), readiness.family(), readiness.recognised(), reasons),
                    _ -> new ArrayList<>())
                    .add(new Device(address.get(), visit.names().isEmpty() ? "" : visit.names().getFirst()));
        }
    }

    private static Result withoutEvidence(Result result) {
        return new Result(result.rule(), result.cause(), result.counts(), result.server(), result.teller(), result.why(),
                result.remedy(), null);
    }

    /** How many devices have a verdict. */
    public long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** "212 of 254 addresses answer: 180 devices are ready, 12 degraded ...". */
    public String sentence() {
        var words = new ArrayList<String>();
        for (var verdict : Verdict.values()) {
            if (count(verdict) > 0) {
                words.add(count(verdict) + " " + word(verdict));
            }
        }
        var answering = devices + suspected;
        return answering + (asked == 0 ? "" : " of " + asked) + (answering == 1 ? " address answers" : " addresses answer")
                + (words.isEmpty() ? "" : ": " + String.join(", ", words))
                + (suspected == 0 ? "" : "; " + suspected + " may be no device");
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case READY -> "ready";
            case DEGRADED -> "degraded";
            case PREPARABLE -> "to be prepared from here";
            case UNKNOWN -> "unknown";
            case BLOCKED -> "blocked";
        };
    }
}
