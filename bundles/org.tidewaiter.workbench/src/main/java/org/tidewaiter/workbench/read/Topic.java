package org.tidewaiter.workbench.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredReadiness;

/** One thing that can be shown of a device: a data class, or what every visit has. */
public sealed interface Topic {

    /** For people. */
    String title();

    /** How many rows it has. */
    long rows();

    /** What tells it from the other topics, for finding it again on another device. */
    default String id() {
        return title();
    }

    /** The rows of a data class. */
    record Facts(StoredClass dataClass, long rows) implements Topic {
        @Override
        public String title() {
            return Texts.title(dataClass.id());
        }
    }

    /** What the device may be: a row for each reason of each claim. */
    record Claims(long rows) implements Topic {
        @Override
        public String title() {
            return "Claims";
        }
    }

    /** The ports that were asked. */
    record Ports(long rows) implements Topic {
        @Override
        public String title() {
            return "Ports";
        }
    }

    /** What a readiness run found: a row for each rule. */
    record Rules(long rows) implements Topic {
        @Override
        public String title() {
            return "Readiness";
        }
    }

    /** What the checks found. */
    record Findings(long rows) implements Topic {
        @Override
        public String title() {
            return "Findings";
        }
    }

    /** What each check came to. */
    record Checks(long rows) implements Topic {
        @Override
        public String title() {
            return "Checks";
        }
    }

    /** What is missing. */
    record Gaps(long rows) implements Topic {
        @Override
        public String title() {
            return "Gaps";
        }
    }

    /** The topics of a device: data classes by title, then what every visit has; gaps last. */
    static List<Topic> of(Path file, DeviceRow device) throws IOException {
        return Snapshot.ask(file, reader -> {
            var topics = new ArrayList<Topic>();
            for (var dataClass : reader.classes(device.visit())) {
                topics.add(new Facts(dataClass, reader.count(device.visit(), dataClass.id())));
            }
            topics.sort((a, b) -> a.title().compareTo(b.title()));
            topics.add(new Claims(device.visit().claims().stream().mapToLong(c -> c.because().size()).sum()));
            topics.add(new Ports(device.visit().ports().size()));
            if (device.readiness() instanceof StoredReadiness readiness) {
                topics.add(new Rules(readiness.results().size()));
            }
            if (device.findings() instanceof Severities findings) {
                topics.add(new Findings(findings.counts().values().stream().mapToLong(Long::longValue).sum()));
                topics.add(new Checks(reader.checks(device.visit()).size()));
            }
            topics.add(new Gaps(device.gaps()));
            return List.copyOf(topics);
        });
    }
}
