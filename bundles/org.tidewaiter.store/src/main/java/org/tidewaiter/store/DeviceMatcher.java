package org.tidewaiter.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.Visit;

/**
 * Finds the device that a visit belongs to: the one that agrees on identifiers of at least 100 in all, the earliest where
 * several agree alike. Two addresses of one run are two devices, whatever they say: a cloned machine must not vanish.
 */
final class DeviceMatcher {

    private static final int ENOUGH = 100;
    /** Devices that have an identifier, and were not met at another address in this run. */
    private static final String CANDIDATES = """
            SELECT device_id FROM identifier WHERE kind = ? AND value = ? AND NOT EXISTS (
                SELECT 1 FROM visit WHERE visit.device_id = identifier.device_id AND run_id = ? AND address <> ?)""";

    /**
     * The result.
     *
     * @param known   whether the device was there before
     * @param because a sentence for people
     */
    record Match(long deviceId, boolean known, String because) {
    }

    private final Database database;

    DeviceMatcher(Database database) {
        this.database = database;
    }

    Match match(long runId, Visit visit) throws SQLException {
        var agreeing = new TreeMap<Long, List<Identifier>>();
        for (var identifier : new LinkedHashSet<>(visit.identifiers())) {
            for (long device : database.often(CANDIDATES, row -> row.getLong(1), identifier.kind().name(), identifier.value(),
                    runId, visit.address())) {
                agreeing.computeIfAbsent(device, _ -> new ArrayList<>()).add(identifier);
            }
        }
        var best = agreeing.entrySet().stream().max((a, b) -> weight(a.getValue()) != weight(b.getValue())
                ? Integer.compare(weight(a.getValue()), weight(b.getValue()))
                : Long.compare(b.getKey(), a.getKey()));
        if (best.isPresent() && weight(best.get().getValue()) >= ENOUGH) {
            return new Match(best.get().getKey(), true, "agrees on " + inWords(best.get().getValue()));
        }
        var next = database.number("SELECT coalesce(max(id), 0) + 1 FROM device");
        return new Match(next, false, best.map(b -> "new: device " + b.getKey() + " agrees on " + inWords(b.getValue())
                + ", which is less than " + ENOUGH).orElse("new: no other device agrees on anything"));
    }

    private static int weight(List<Identifier> identifiers) {
        return identifiers.stream().mapToInt(i -> i.kind().weight()).sum();
    }

    private static String inWords(List<Identifier> identifiers) {
        var words = identifiers.stream()
                .map(i -> i.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + i.value() + " (" + i.kind().weight()
                        + ")")
                .toList();
        return String.join(", ", words);
    }
}
