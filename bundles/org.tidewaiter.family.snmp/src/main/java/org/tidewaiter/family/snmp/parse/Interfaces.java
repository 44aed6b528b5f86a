package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.InterfaceCounters;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.session.SnmpRow;
import org.tidewaiter.family.snmp.SnmpItems.InterfaceState;

/** Interfaces, their state and counters, from ifTable and ifXTable (RFC 2863) and dot3StatsDuplexStatus (RFC 3635). */
public final class Interfaces {

    /** ifSpeed cannot say more; ifHighSpeed does. */
    private static final long SPEED_LIMIT = 4_294_967_295L;
    private static final long MEGABIT = 1_000_000;

    private static final String[] ADMINISTRATIVE = { "up", "down", "testing" };
    private static final String[] OPERATIONAL = { "up", "down", "testing", "", "dormant", "notPresent", "lowerLayerDown" };
    private static final int DUPLEX = 19;

    private final InterfaceNames names;
    private final List<SnmpRow> interfaces;
    private final Map<Long, SnmpRow> extended = new HashMap<>();
    private final Map<Long, String> duplex = new HashMap<>();
    private final Map<Long, Integer> lines = new HashMap<>();

    /**
     * The tables' rows.
     *
     * @param interfaces rows of ifEntry
     * @param extended   rows of ifXEntry
     * @param ethernet   rows of dot3StatsEntry
     */
    public Interfaces(List<SnmpRow> interfaces, List<SnmpRow> extended, List<SnmpRow> ethernet) {
        names = InterfaceNames.of(interfaces, extended);
        var all = new TreeMap<Long, SnmpRow>();
        extended.stream().filter(row -> row.index().size() == 1).forEach(row -> {
            this.extended.put(row.index().arc(0), row);
            lines.put(row.index().arc(0), row.line());
            all.put(row.index().arc(0), new SnmpRow(row.index(), Map.of()));
        });
        interfaces.stream().filter(row -> row.index().size() == 1).forEach(row -> {
            lines.put(row.index().arc(0), row.line());
            all.put(row.index().arc(0), row);
        });
        this.interfaces = List.copyOf(all.values());
        for (var row : ethernet) {
            var word = Values.word(Values.number(row, DUPLEX), 2, "half", "full");
            if (word != null && row.index().size() == 1) {
                duplex.put(row.index().arc(0), word);
            }
        }
    }

    /** The interfaces of either table, by number. */
    public List<Located<NetworkInterface>> interfaces() {
        var rows = new ArrayList<Located<NetworkInterface>>();
        for (var row : interfaces) {
            var index = row.index().arc(0);
            var operational = Values.number(row, 8);
            rows.add(new Located<>(new NetworkInterface(names.name(index), index, InterfaceTypes.word(Values.number(row, 3)),
                    Values.mac(Values.value(row, 6)),
                    operational == null || operational == 4 ? null : Boolean.valueOf(operational == 1),
                    positive(Values.count(row, 4)), speed(row, extended.get(index)), duplex.get(index), null, null,
                    text(extended.get(index), 18)), line(row)));
        }
        return rows;
    }

    private int line(SnmpRow row) {
        return lines.getOrDefault(row.index().arc(0), row.line());
    }

    /** The states, by number. */
    public List<Located<InterfaceState>> states() {
        var rows = new ArrayList<Located<InterfaceState>>();
        for (var row : interfaces) {
            var more = extended.get(row.index().arc(0));
            rows.add(new Located<>(new InterfaceState(names.name(row.index().arc(0)), Values.text(row, 2),
                    Values.word(Values.number(row, 7), 1, ADMINISTRATIVE), Values.word(Values.number(row, 8), 1, OPERATIONAL),
                    Values.ticks(row, 9), more == null ? null : Values.truth(more, 17),
                    more == null ? null : Values.truth(more, 16)), line(row)));
        }
        return rows;
    }

    /** The counters of those that count, by number. */
    public List<Located<InterfaceCounters>> counters() {
        var rows = new ArrayList<Located<InterfaceCounters>>();
        for (var row : interfaces) {
            var more = extended.getOrDefault(row.index().arc(0), row);
            var wide = more != row && (Values.count(more, 6) != null || Values.count(more, 10) != null);
            var counters = wide ? wide(row, more) : narrow(row, more);
            if (counters.octetsIn() != null || counters.octetsOut() != null || counters.unicastIn() != null) {
                rows.add(new Located<>(counters, line(row)));
            }
        }
        return rows;
    }

    private InterfaceCounters wide(SnmpRow row, SnmpRow more) {
        return new InterfaceCounters(names.name(row.index().arc(0)), true, Values.count(more, 6), Values.count(more, 10),
                Values.count(more, 7), Values.count(more, 11), Values.count(more, 8), Values.count(more, 12),
                Values.count(more, 9),
                Values.count(more, 13), Values.count(row, 14), Values.count(row, 20), Values.count(row, 13),
                Values.count(row, 19),
                Values.count(row, 15), Values.ticks(more, 19));
    }

    private InterfaceCounters narrow(SnmpRow row, SnmpRow more) {
        var none = more == row;
        return new InterfaceCounters(names.name(row.index().arc(0)), false, Values.count(row, 10), Values.count(row, 16),
                Values.count(row, 11), Values.count(row, 17), none ? null : Values.count(more, 2),
                none ? null : Values.count(more, 4),
                none ? null : Values.count(more, 3), none ? null : Values.count(more, 5), Values.count(row, 14),
                Values.count(row, 20),
                Values.count(row, 13), Values.count(row, 19), Values.count(row, 15), none ? null : Values.ticks(more, 19));
    }

    /** RFC 2863 section 3.1.7: above 4,294,967,295 bit/s ifSpeed stands still, and ifHighSpeed counts megabits. */
    private static @Nullable Long speed(SnmpRow row, @Nullable SnmpRow more) {
        var bits = Values.count(row, 5);
        var megabits = more == null ? null : Values.count(more, 15);
        if (bits != null && bits > 0 && bits < SPEED_LIMIT) {
            return bits;
        }
        return megabits == null || megabits == 0 || megabits > Long.MAX_VALUE / MEGABIT ? null : Long.valueOf(megabits * MEGABIT);
    }

    private static @Nullable Long positive(@Nullable Long number) {
        return number == null || number == 0 ? null : number;
    }

    private static @Nullable String text(@Nullable SnmpRow row, long column) {
        return row == null ? null : Values.text(row, column);
    }
}
