package org.tidewaiter.workbench.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/**
 * The devices of an engagement at one moment.
 *
 * @param devices   in order of address
 * @param latestRun absent in a new engagement
 */
public record Snapshot(Path file, List<DeviceRow> devices, @Nullable StoredRun latestRun) {

    public Snapshot {
        devices = List.copyOf(devices);
    }

    /** Reads something out of an open engagement. */
    @FunctionalInterface
    interface Question<T> {
        T ask(EngagementReader reader) throws IOException;
    }

    /**
     * Reads the file, which stays closed afterwards, so that it may be moved, copied or written meanwhile.
     *
     * @throws IOException whose message is a sentence for the user
     */
    public static Snapshot read(Path file) throws IOException {
        return ask(file, reader -> {
            var devices = new ArrayList<DeviceRow>();
            for (var visit : reader.latestVisits()) {
                devices.add(new DeviceRow(visit, reader.count(visit), reader.gaps(visit).size(),
                        Severities.of(reader.checks(visit)), reader.readiness(visit).orElse(null)));
            }
            return new Snapshot(file, devices, reader.latestRun().orElse(null));
        });
    }

    static <T> T ask(Path file, Question<T> question) throws IOException {
        try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
            return question.ask(reader);
        }
    }

    /** One line about the whole: how many devices, and how the last run went. */
    public String summary() {
        var suspected = devices.stream().filter(d -> d.visit().suspicion() != null).count();
        var certain = devices.size() - suspected;
        var text = new StringBuilder().append(certain).append(certain == 1 ? " device" : " devices");
        if (suspected > 0) {
            text.append(", ").append(suspected).append(suspected == 1 ? " suspected phantom" : " suspected phantoms");
        }
        var run = latestRun;
        if (run == null) {
            return text.append(", no run yet").toString();
        }
        var footer = run.footer();
        var ending = footer == null ? "not finished" : switch (footer.ending()) {
            case COMPLETE -> "complete";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
        var purpose = switch (run.header().purpose()) {
            case AUDIT -> "audit";
            case SCAN -> "scan";
            case READINESS -> "readiness check";
        };
        text.append(", last run ").append(purpose).append(" of ")
                .append(String.join(", ", run.header().targets().stream().limit(3).toList()))
                .append(run.header().targets().size() > 3 ? " and more" : "");
        return text.append(", ").append(Texts.of(run.header().started(), null)).append(", ").append(ending).toString();
    }
}
