import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.TimeWindow;
import org.tidewaiter.engine.sweep.Found;
import org.tidewaiter.engine.sweep.Sweep;
import org.tidewaiter.engine.sweep.SweepListener;
import org.tidewaiter.engine.sweep.SweepOrder;
import org.tidewaiter.engine.sweep.SweepProbe;
import org.tidewaiter.engine.sweep.SweepTarget;
import org.tidewaiter.transport.net.SharedNetwork;
import org.tidewaiter.transport.net.TcpProber;

/** The sweep alone, with a listener that counts: {@code SweepRun FIRST-ADDRESS HOW-MANY PORT,PORT.. UNDER-WAY}. Prints one line of JSON. */
final class SweepRun {
    private static final int PER_HOST = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private SweepRun() {
    }

    public static void main(String[] arguments) throws Exception {
        var first = IpAddress.parse(arguments[0]);
        var count = Integer.parseInt(arguments[1]);
        var counted = new Counted();
        try (var network = new SharedNetwork()) {
            var prober = new TcpProber(network);
            var probes = Stream.of(arguments[2].split(","))
                    .map(port -> new SweepProbe(new Probe.TcpConnect(Integer.parseInt(port)), prober)).toList();
            var order = new SweepOrder(new Block(first, count), probes, (asked, address) -> List.of(), 0,
                    Integer.parseInt(arguments[3]), PER_HOST, PATIENCE, TimeWindow.ALWAYS, Map.of());
            var began = System.nanoTime();
            new Sweep(order, Links.NONE, counted, InstantSource.system()).run();
            System.out.printf("{\"open\": %d, \"closed\": %d, \"silent\": %d, \"deaf\": %d, \"seconds\": %.3f, \"peakKib\": %d}%n",
                    counted.open, counted.closed, counted.silent, counted.deaf, (System.nanoTime() - began) / 1e9, Peak.kib());
        }
        for (var other : counted.others) {
            System.err.println(other);
        }
    }

    /** Addresses in a row, made while they are asked for. */
    private record Block(IpAddress first, int count) implements Iterable<SweepTarget> {
        private static final ScopeGate GATE = new ScopeGate(List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8)), List.of());

        @Override
        public Iterator<SweepTarget> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < count;
                }

                @Override
                public SweepTarget next() {
                    return new SweepTarget(address(next++), null, false);
                }
            };
        }

        private org.tidewaiter.engine.spi.ScopedAddress address(int number) {
            var bytes = first.bytes().clone();
            var sum = number + ((bytes[1] & 255) << 16 | (bytes[2] & 255) << 8 | bytes[3] & 255);
            bytes[1] = (byte) (sum >> 16);
            bytes[2] = (byte) (sum >> 8);
            bytes[3] = (byte) sum;
            try {
                return GATE.admit(IpAddress.ofBytes(bytes));
            } catch (TransportException e) {
                throw new IllegalArgumentException("loopback addresses alone", e);
            }
        }
    }

    private static final class Counted implements SweepListener {
        private int open;
        private int closed;
        private int silent;
        private int deaf;
        private final List<String> others = new ArrayList<>();

        @Override
        public void passedOver(SweepTarget target) {
            // 127/8 has no broadcast addresses of a link
        }

        @Override
        public void found(Found found) {
            for (var asked : found.answers()) {
                switch (asked.answer().state()) {
                    case OPEN -> open++;
                    case CLOSED -> closed++;
                    case NO_ANSWER -> {
                        silent++;
                        if (!asked.answer().reason().equals("no-answer")) {
                            note(found.target().address() + " " + asked.answer().note());
                        }
                    }
                    case FILTERED, UNREACHABLE -> note(found.target().address() + " " + asked.answer().note());
                }
            }
        }

        @Override
        public void silent(SweepTarget target) {
            deaf++;
        }

        @Override
        public void note(String text) {
            if (others.size() < 20) {
                others.add(text);
            }
        }

        @Override
        public boolean hasRoom() {
            return true;
        }
    }
}
