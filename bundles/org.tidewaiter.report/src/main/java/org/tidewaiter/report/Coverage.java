package org.tidewaiter.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredClass;
import org.tidewaiter.store.StoredGap;
import org.tidewaiter.store.StoredVisit;

/**
 * What a run saw and did not see, in numbers.
 *
 * @param devices in order of address
 * @param classes what is known of each data class, by id
 * @param unseen  the gaps of a reason and a data class together, most devices first
 */
record Coverage(List<Device> devices, List<OfClass> classes, List<Unseen> unseen) {

    /**
     * A device.
     *
     * @param counts its data classes with the number of rows, by id
     * @param read   whether it let us in
     */
    record Device(StoredVisit visit, SequencedMap<StoredClass, Long> counts, List<StoredGap> gaps, boolean read) {

        long facts() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        String anchor() {
            return "d" + visit.id();
        }

        String title() {
            return visit.names().isEmpty() ? visit.address() : visit.names().getFirst();
        }
    }

    /**
     * A data class.
     *
     * @param known   devices with at least one fact
     * @param lacking devices that only have gaps of it
     */
    record OfClass(String id, int known, int lacking, long rows) {
    }

    /** Gaps of one reason and one data class, with the devices that have them and one of the details. */
    record Unseen(String classId, GapReason reason, List<Device> devices, String example) {
    }

    long facts() {
        return devices.stream().mapToLong(Device::facts).sum();
    }

    int gaps() {
        return devices.stream().mapToInt(d -> d.gaps().size()).sum();
    }

    /** Those that nothing speaks against. */
    List<Device> certain() {
        return devices.stream().filter(d -> d.visit().suspicion() == null).toList();
    }

    /** Addresses that may be no devices, by the reason. */
    SequencedMap<String, List<Device>> suspected() {
        SequencedMap<String, List<Device>> suspected = new LinkedHashMap<>();
        for (var device : devices) {
            if (device.visit().suspicion() instanceof String why) {
                suspected.computeIfAbsent(why, _ -> new ArrayList<>()).add(device);
            }
        }
        return suspected;
    }

    static Coverage of(EngagementReader reader, List<StoredVisit> visits) throws IOException {
        var devices = new ArrayList<Device>();
        for (var visit : visits) {
            SequencedMap<StoredClass, Long> counts = new LinkedHashMap<>();
            for (var dataClass : reader.classes(visit)) {
                counts.put(dataClass, reader.count(visit, dataClass.id()));
            }
            devices.add(new Device(visit, counts, reader.gaps(visit), reader.isRead(visit)));
        }
        return new Coverage(devices, classes(devices), unseen(devices));
    }

    private static List<OfClass> classes(List<Device> devices) {
        Map<String, OfClass> classes = new TreeMap<>();
        for (var device : devices) {
            device.counts().forEach(
                    (dataClass, rows) -> classes.merge(dataClass.id(), new OfClass(dataClass.id(), 1, 0, rows), Coverage::sum));
            device.gaps().stream().map(StoredGap::classId).distinct()
                    .filter(id -> device.counts().keySet().stream().noneMatch(c -> c.id().equals(id)))
                    .forEach(id -> classes.merge(id, new OfClass(id, 0, 1, 0), Coverage::sum));
        }
        return List.copyOf(classes.values());
    }

    private static OfClass sum(OfClass a, OfClass b) {
        return new OfClass(a.id(), a.known() + b.known(), a.lacking() + b.lacking(), a.rows() + b.rows());
    }

    private static List<Unseen> unseen(List<Device> devices) {
        record Kind(String classId, GapReason reason) {
        }
        Map<Kind, Unseen> kinds = new LinkedHashMap<>();
        for (var device : devices) {
            for (var gap : device.gaps()) {
                var kind = kinds.computeIfAbsent(new Kind(gap.classId(), gap.reason()),
                        k -> new Unseen(k.classId(), k.reason(), new ArrayList<>(), gap.detail()));
                if (kind.devices().isEmpty() || kind.devices().getLast() != device) {
                    kind.devices().add(device);
                }
            }
        }
        return kinds.values().stream()
                .sorted(Comparator.comparingInt((Unseen u) -> -u.devices().size()).thenComparing(Unseen::reason)
                        .thenComparing(Unseen::classId))
                .toList();
    }
}
