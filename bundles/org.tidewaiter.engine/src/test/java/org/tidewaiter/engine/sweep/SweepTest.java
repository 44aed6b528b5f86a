package org.tidewaiter.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.engine.spi.TimeWindow;

/** The order of a sweep, on a network that the test makes up: who is asked what, when, and how often. */
@Timeout(60)
class SweepTest {
    private static final Prefix LINK = Prefix.tryParse("192.0.2.0/24").orElseThrow();
    private static final Probe ECHO = new Probe.IcmpEcho();
    private static final Probe WEB = new Probe.TcpConnect(80);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Network network = new Network();
    private final List<Found> found = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private Map<IpAddress, List<MacAddress>> known = Map.of();

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    /** Devices, and what has been asked of every address. */
    private final class Network implements SweepProber, Links {
        private final Map<IpAddress, MacAddress> macs = new ConcurrentHashMap<>();
        private final Map<IpAddress, Integer> asked = new ConcurrentHashMap<>();
        private final Map<String, Integer> lost = new ConcurrentHashMap<>();
        private final AtomicInteger unresolved = new AtomicInteger();
        private int mostUnresolved;
        private boolean full;
        private @Nullable Prefix link = LINK;

        @Override
        public boolean supports(Probe probe) {
            return true;
        }

        @Override
        public void ask(Question question, Consumer<ProbeAnswer> answer) {
            var address = question.address().address();
            var own = attachments().stream().anyMatch(a -> a.address().equals(address));
            if (asked.merge(address, 1, Integer::sum) == 1 && !own && !macs.containsKey(address)) {
                mostUnresolved = Math.max(mostUnresolved, unresolved.incrementAndGet());
                later.schedule(() -> unresolved.decrementAndGet(), 150, TimeUnit.MILLISECONDS);
            }
            var key = address + " " + question.probe().text();
            var there = macs.containsKey(address) && lost.merge(key, -1, Integer::sum) < 0;
            later.schedule(() -> answer.accept(there ? new ProbeAnswer(PortState.OPEN, "reply", Duration.ofMillis(1), new byte[0])
                    : ProbeAnswer.silence()), there ? 1 : 20, TimeUnit.MILLISECONDS);
        }

        @Override
        public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
            return Optional.empty();
        }

        @Override
        public List<Attachment> attachments() {
            return link instanceof Prefix here ? List.of(new Attachment("eth0", here.address().next(), here)) : List.of();
        }

        @Override
        public List<IpAddress> nameServers() {
            return List.of();
        }

        @Override
        public Map<IpAddress, Neighbor> neighbors() {
            var table = new TreeMap<IpAddress, Neighbor>();
            for (var address : asked.keySet()) {
                if (macs.get(address) instanceof MacAddress mac) {
                    table.put(address, new Neighbor(mac, Neighbor.State.RESOLVED, 0));
                } else if (unresolved.get() > 0) {
                    table.put(address, new Neighbor(null, Neighbor.State.UNRESOLVED, 0));
                } else if (!full) {
                    table.put(address, new Neighbor(null, Neighbor.State.FAILED, 0));
                }
            }
            return table;
        }
    }

    private void sweep(Prefix targets, Probe... probes) throws Exception {
        var gate = new ScopeGate(List.of(targets), List.of());
        var all = new ArrayList<SweepTarget>();
        for (var address = targets.address(); targets.contains(address); address = address.next()) {
            all.add(new SweepTarget(gate.admit(address), null, false));
        }
        var order = new SweepOrder(all, List.of(probes).stream().map(p -> new SweepProbe(p, network)).toList(),
                (prober, address) -> List.of(), 0, 4096, 8, Duration.ofSeconds(3), TimeWindow.ALWAYS, known);
        new Sweep(order, network, new Counting(), InstantSource.system()).run();
    }

    private void device(String address, long mac) {
        network.macs.put(IpAddress.parse(address), new MacAddress(mac));
    }

    @Test
    void onTheLinkWhomArpDoesNotFindGetsOnePacketAndNobodyAsksTheBroadcastAddresses() throws Exception {
        device("192.0.2.7", 7);
        sweep(LINK, ECHO, WEB);
        assertEquals(1, found.size());
        assertEquals(253, silent.size());
        assertEquals(List.of("192.0.2.0", "192.0.2.255"), passedOver);
        assertEquals(2, network.asked.get(IpAddress.parse("192.0.2.7")));
        assertEquals(1, network.asked.get(IpAddress.parse("192.0.2.8")));
        assertNull(network.asked.get(IpAddress.parse("192.0.2.0")));
        assertNull(network.asked.get(IpAddress.parse("192.0.2.255")));
    }

    /** As Linux does above gc_thresh2. */
    @Test
    void whomAFullNeighbourTableForgetsWhenNobodyWasFoundGetsOnePacketToo() throws Exception {
        network.full = true;
        device("192.0.2.7", 7);
        sweep(LINK, ECHO, WEB);
        assertEquals(1, found.size());
        assertEquals(1, network.asked.get(IpAddress.parse("192.0.2.8")));
    }

    @Test
    void atMost256NeighboursAreUnresolvedAtATime() throws Exception {
        network.link = Prefix.tryParse("198.18.0.0/21").orElseThrow();
        sweep(network.link, ECHO);
        assertEquals(2046, silent.size());
        assertTrue(network.mostUnresolved <= 256, () -> "unresolved at once: " + network.mostUnresolved);
        assertTrue(network.mostUnresolved > 64, () -> "unresolved at once: " + network.mostUnresolved);
    }

    private final class Counting implements SweepListener {
        @Override
        public void found(Found device) {
            found.add(device);
        }

        @Override
        public void silent(SweepTarget target) {
            silent.add(target.address().toString());
        }

        @Override
        public void passedOver(SweepTarget target) {
            passedOver.add(target.address().toString());
        }

        @Override
        public void note(String text) {
            throw new AssertionError(text);
        }

        @Override
        public boolean hasRoom() {
            return true;
        }
    }

    @Test
    void behindARouterASilentAddressGetsASecondPassAndAPresentOneIsAskedAgainWhatItWasSilentTo() throws Exception {
        network.link = null;
        device("192.0.2.7", 7);
        device("192.0.2.9", 9);
        network.lost.put("192.0.2.7 " + WEB.text(), 1);
        network.lost.put("192.0.2.9 " + ECHO.text(), 1);
        network.lost.put("192.0.2.9 " + WEB.text(), 1);
        sweep(Prefix.tryParse("192.0.2.0/28").orElseThrow(), ECHO, WEB);
        assertEquals(List.of("192.0.2.7", "192.0.2.9"),
                found.stream().map(f -> f.target().address().toString()).sorted().toList());
        assertTrue(found.stream().flatMap(f -> f.answers().stream()).allMatch(a -> a.answer().state() == PortState.OPEN));
        assertEquals(3, network.asked.get(IpAddress.parse("192.0.2.7")));
        assertEquals(4, network.asked.get(IpAddress.parse("192.0.2.9")));
        assertEquals(4, network.asked.get(IpAddress.parse("192.0.2.8")));
        assertEquals(14, silent.size());
    }

    @Test
    void whoAnsweredBeforeTheRunWasInterruptedCountsWhenItIsGoneOnWith() throws Exception {
        var card = List.of(new MacAddress(1));
        known = Map.of(IpAddress.parse("192.0.2.201"), card, IpAddress.parse("192.0.2.202"), card, IpAddress.parse("192.0.2.203"),
                card);
        device("192.0.2.10", 1);
        device("192.0.2.20", 2);
        sweep(Prefix.tryParse("192.0.2.0/27").orElseThrow(), ECHO);
        assertEquals(List.of("192.0.2.10"), suspected());
    }

    @Test
    void oneCardThatAnswersForFourAddressesIsSuspectedAtEachOfThemAndForThreeAtNone() throws Exception {
        for (var i = 10; i < 14; i++) {
            device("192.0.2." + i, 1);
        }
        for (var i = 20; i < 23; i++) {
            device("192.0.2." + i, 2);
        }
        sweep(LINK, ECHO);
        assertEquals(List.of("192.0.2.10", "192.0.2.11", "192.0.2.12", "192.0.2.13"), suspected());
        assertEquals(7, found.size());
    }

    @Test
    void aServerMayHaveFiftyAddressesOnOneCardButNotAHundred() throws Exception {
        for (var i = 10; i < 60; i++) {
            device("192.0.2." + i, 1);
        }
        for (var i = 100; i < 200; i++) {
            device("192.0.2." + i, 2);
        }
        sweep(LINK, ECHO, WEB);
        assertEquals(150, found.size());
        assertEquals(100, suspected().size());
        assertTrue(suspected().stream().allMatch(a -> a.compareTo("192.0.2.1") > 0 && a.length() == 11), suspected()::toString);
    }

    private List<String> suspected() {
        return found.stream().filter(f -> f.suspicion() != null).map(f -> f.target().address().toString()).sorted().toList();
    }

    @Test
    void cancelledItEndsAtOnce() {
        network.link = null;
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> sweep(LINK, ECHO));
    }
}
