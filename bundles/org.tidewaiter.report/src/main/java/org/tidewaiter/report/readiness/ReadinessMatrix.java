package org.tidewaiter.report.readiness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredReadiness.Result;
import org.tidewaiter.store.StoredRun;

/**
 * Devices by ports.
 *
 * @param columns the ports of which any device has a rule
 * @param rows    in order of address
 */
public record ReadinessMatrix(List<Column> columns, List<Row> rows) {

    /** What the symbols mean. */
    public static final String LEGEND = "+ open  x firewall  o nothing listens  / no way  ? silence that does not tell  ! login refused"
            + "  ~ rights missing  - not asked";

    private static final Comparator<Column> ORDER = Comparator.comparing(Column::party).thenComparing(Column::protocol)
            .thenComparing(Column::port);

    /** A port of somebody. */
    public record Column(Party party, Protocol protocol, int port) {
        /** {@code t22}, {@code u161}, {@code icmp}, {@code dc:t88}, {@code dns:u53}. */
        public String label() {
            var whose = switch (party) {
                case TARGET -> "";
                case DOMAIN_CONTROLLER -> "dc:";
                case DNS_SERVER -> "dns:";
            };
            return whose + switch (protocol) {
                case ICMP -> "icmp";
                case TCP -> "t" + port;
                case UDP -> "u" + port;
                case ARP -> "arp";
            };
        }
    }

    /**
     * A port at a device.
     *
     * @param counts whether a rule about it is among the reasons for the verdict
     */
    public record Cell(Cause cause, boolean counts) {
        /** One character. */
        public String symbol() {
            return switch (cause) {
                case OPEN -> "+";
                case SILENCE, PROHIBITED -> "x";
                case NOTHING_LISTENS -> "o";
                case NO_ROUTE -> "/";
                case UDP_SILENCE, BY_NATURE -> "?";
                case CREDENTIAL, LOGIN_FAILED -> "!";
                case PRIVILEGE -> "~";
                case NOT_ASKED, OUT_OF_SCOPE, NO_SERVER -> "-";
            };
        }
    }

    /** A device. */
    public record Row(String address, String name, String family, boolean recognised, Verdict verdict, Map<Column, Cell> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }
    }

    public ReadinessMatrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads a run, up to a number of devices. */
    public static ReadinessMatrix of(EngagementReader reader, StoredRun run, int most) throws IOException {
        var columns = new TreeSet<>(ORDER);
        var rows = new ArrayList<Row>();
        reader.visits(run, visit -> {
            var readiness = reader.readiness(visit);
            if (readiness.isPresent()) {
                var cells = cells(readiness.get());
                columns.addAll(cells.keySet());
                rows.add(new Row(visit.address(), visit.names().isEmpty() ? "" : visit.names().getFirst(),
                        readiness.get().family(), readiness.get().recognised(), readiness.get().verdict(), cells));
            }
            return rows.size() < most;
        });
        return new ReadinessMatrix(List.copyOf(columns), rows);
    }

    private static Map<Column, Cell> cells(StoredReadiness readiness) {
        var cells = new HashMap<Column, Cell>();
        for (var result : readiness.results()) {
            cells.merge(new Column(result.rule().party(), result.rule().protocol(), result.rule().port()), cell(result),
                    (one, other) -> one.counts() || !other.counts() ? one : other);
        }
        return cells;
    }

    private static Cell cell(Result result) {
        return new Cell(result.cause(), result.counts());
    }
}
