package org.tidewaiter.engine.sweep;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.Links.Attachment;
import org.tidewaiter.engine.spi.Links.Neighbor;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;

/**
 * Asks all targets all probes of the sweep, thousands under way at once, on the calling thread. Addresses on a link of this machine are
 * knocked at first, at most 256 at a time: whom ARP or NDP does not find is not asked anything more. Devices that are there are asked again
 * what they were silent to; addresses behind a router that were silent altogether get a second pass.
 */
public final class Sweep {
    private static final int MOST_UNRESOLVED = 256;
    private static final int MOST_HOSTS = 2048;
    private static final int ADMITTED_AT_ONCE = 64;
    private static final long LOOK_NANOS = 25_000_000;
    // Linux waits five seconds before it checks an old entry that is used again, and then asks three times, a second apart.
    private static final long STALE_NANOS = 9_000_000_000L;
    private static final long UNRESOLVED_NANOS = 4_000_000_000L;
    private static final long FAILED_NANOS = 500_000_000;
    // Proxies answer late on purpose: Linux waits up to 0.8 s (proxy_delay).
    private static final long TOGETHER_NANOS = 1_500_000_000;
    private static final long SHOWN_NANOS = 200_000_000;
    private static final int SETTLED_AT_ONCE = 4096;

    private record Arrival(HostSweep host, int index, ProbeAnswer answer, long nanos) {
    }

    private record Knocking(HostSweep host, long since) {
    }

    private final SweepOrder order;
    private final Links links;
    private final SweepListener listener;
    private final InstantSource clock;
    private final Pace pace;
    private final List<Attachment> attachments;
    private final Phantoms phantoms = new Phantoms();
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Deque<HostSweep> ready = new ArrayDeque<>();
    private final Set<HostSweep> active = new LinkedHashSet<>();
    private final List<Knocking> knocking = new ArrayList<>();
    private final List<Knocking> lingering = new ArrayList<>();
    private final List<HostSweep> held = new ArrayList<>();
    private final BitSet settled = new BitSet();
    private @Nullable SweepTarget waitingTarget;
    private long ordinal;
    private boolean second;
    private long looked = System.nanoTime();

    /** A sweep that is ready to start; it serves once. */
    public Sweep(SweepOrder order, Links links, SweepListener listener, InstantSource clock) {
        this.order = order;
        this.links = links;
        this.listener = listener;
        this.clock = clock;
        attachments = links.attachments();
        order.known().forEach((address, macs) -> macs.forEach(mac -> phantoms.seen(mac, address)));
        pace = new Pace(order.perSecond(), order.mostUnderWay(), System.nanoTime());
    }

    /**
     * Sweeps to the end.
     *
     * @throws InterruptedException when cancelled; what was found so far has been told
     */
    public void run() throws InterruptedException {
        pass(order.targets().iterator());
        second = true;
        pass(order.targets().iterator());
    }

    private void pass(Iterator<SweepTarget> targets) throws InterruptedException {
        ordinal = 0;
        waitingTarget = null;
        do {
            var more = admit(targets);
            send();
            look();
            await(more && ready.isEmpty());
            settle();
        } while (!active.isEmpty() || waitingTarget != null || targets.hasNext());
        release(System.nanoTime());
    }

    /** Takes new addresses in. Returns whether there may be more to take at once. */
    private boolean admit(Iterator<SweepTarget> targets) throws InterruptedException {
        if (!order.window().isOpen(clock.instant())) {
            if (active.isEmpty()) {
                order.window().await(clock, listener::note);
            }
            return false;
        }
        for (var i = 0; i < ADMITTED_AT_ONCE && active.size() < MOST_HOSTS && listener.hasRoom(); i++) {
            var target = next(targets);
            if (target == null) {
                return false;
            }
            var onLink = isOnLink(target.address().address());
            if (onLink && !mayKnock()) {
                waitingTarget = target;
                return false;
            }
            start(target, onLink);
        }
        return active.size() < MOST_HOSTS && listener.hasRoom();
    }

    private @Nullable SweepTarget next(Iterator<SweepTarget> targets) {
        var target = waitingTarget;
        waitingTarget = null;
        while (target == null && targets.hasNext()) {
            ordinal++;
            var candidate = targets.next();
            if (!second && isBroadcast(candidate.address().address())) {
                settled.set((int) ordinal);
                listener.passedOver(candidate);
            } else if (!second || !settled.get((int) ordinal)) {
                target = candidate;
            }
        }
        return target;
    }

    private boolean mayKnock() {
        return knocking.size() < MOST_UNRESOLVED && held.size() < MOST_UNRESOLVED;
    }

    private void start(SweepTarget target, boolean onLink) {
        var host = new HostSweep(target, ordinal, probes(target), order.patience(), second, order.perHost(), onLink);
        active.add(host);
        if (onLink) {
            knocking.add(new Knocking(host, System.nanoTime()));
        }
        ready.add(host);
    }

    /** Without those that carry a credential where there is none. */
    private List<SweepProbe> probes(SweepTarget target) {
        return order.probes().stream().filter(p -> p.prober().credentials().isEmpty()
                || !order.credentials().apply(p.prober(), target.address()).isEmpty()).toList();
    }

    private boolean isOnLink(IpAddress address) {
        return !address.isLoopback()
                && attachments.stream()
                        .anyMatch(a -> a.prefix().contains(address) && !a.address().withoutZone().equals(address.withoutZone()));
    }

    /** The first and last address of an IPv4 link are no host's (RFC 1122 section 3.2.1.3): all hosts would hear what is sent there. */
    private boolean isBroadcast(IpAddress address) {
        return attachments.stream().map(Attachment::prefix).anyMatch(p -> p.address().version() == 4 && p.length() < 31
                && (p.last().equals(address) || p.address().equals(address)));
    }

    private void send() {
        for (var host = ready.peekFirst(); host != null; host = ready.peekFirst()) {
            if (!host.isReady()) {
                ready.removeFirst();
                continue;
            }
            if (!pace.take(System.nanoTime())) {
                return;
            }
            ready.removeFirst();
            ask(host);
            if (host.isReady()) {
                ready.addLast(host);
            }
        }
    }

    private void ask(HostSweep host) {
        var index = host.next(clock.instant().truncatedTo(ChronoUnit.MICROS));
        var planned = host.probe(index);
        var began = System.nanoTime();
        var question = new Question(host.target.address(), planned.probe(), host.timeout(index),
                order.credentials().apply(planned.prober(), host.target.address()), null);
        planned.prober().ask(question, answer -> {
            arrivals.add(new Arrival(host, index, answer, System.nanoTime() - began));
            arrived.release();
        });
    }

    private void await(boolean hurry) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the sweep was cancelled");
        }
        if (hurry) {
            return;
        }
        var nanos = knocking.isEmpty() && lingering.isEmpty() && held.isEmpty() ? 100_000_000 : LOOK_NANOS;
        if (!ready.isEmpty()) {
            nanos = Math.min(nanos, Math.max(200_000, pace.untilNext(System.nanoTime())));
        }
        if (arrived.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            arrived.drainPermits();
        }
    }

    private void settle() {
        var now = System.nanoTime();
        for (var i = 0; i < SETTLED_AT_ONCE; i++) {
            var arrival = arrivals.poll();
            if (arrival == null) {
                return;
            }
            pace.settled(arrival.answer(), now);
            var host = arrival.host();
            if (host.answered(arrival.index(), arrival.answer(), Duration.ofNanos(arrival.nanos() / 1000 * 1000))) {
                pace.congested(now);
            }
            if (host.isReady()) {
                ready.add(host);
            } else if (host.isIdle()) {
                idle(host);
            }
        }
        // more may have come
        arrived.release();
    }

    private void idle(HostSweep host) {
        if (host.isKnocking()) {
            return;
        }
        if (suspicion(host) == null && host.askAgain()) {
            ready.add(host);
            return;
        }
        if (!host.isPresent() && host.linger()) {
            lingering.add(new Knocking(host, System.nanoTime()));
            return;
        }
        if (host.look()) {
            ready.add(host);
            return;
        }
        if (!active.remove(host)) {
            return;
        }
        if (!host.isPresent()) {
            if (second || settled.get((int) host.ordinal)) {
                listener.silent(host.target);
            }
            return;
        }
        settled.set((int) host.ordinal);
        if (!host.onLink) {
            listener.found(new Found(host.target, host.answers(), null));
            return;
        }
        held.add(host);
        release(System.nanoTime());
    }

    /** Looks who of those that were knocked at is in the neighbour table. */
    private void look() {
        var now = System.nanoTime();
        if (knocking.isEmpty() && lingering.isEmpty() && held.isEmpty() || now - looked < LOOK_NANOS) {
            return;
        }
        looked = now;
        release(now);
        var neighbors = links.neighbors();
        for (var linger : List.copyOf(lingering)) {
            if (isKnown(neighbors.get(linger.host().target.address().address().withoutZone()))
                    || now - linger.since() > STALE_NANOS) {
                lingering.remove(linger);
                idle(linger.host());
            }
        }
        if (knocking.isEmpty()) {
            return;
        }
        knocking.removeIf(k -> isDecided(k, neighbors.get(k.host().target.address().address().withoutZone()), now));
        release(now);
    }

    /** Whether the system knows now, and need not ask any more, if there is somebody. */
    private static boolean isKnown(@Nullable Neighbor neighbor) {
        return neighbor == null || switch (neighbor.state()) {
            case RESOLVED, FAILED -> true;
            case STALE, UNRESOLVED -> false;
        };
    }

    private boolean isDecided(Knocking knock, @Nullable Neighbor neighbor, long now) {
        var host = knock.host();
        if (neighbor != null && neighbor.mac() instanceof MacAddress mac) {
            host.mac(mac);
            phantoms.seen(mac, host.target.address().address());
        }
        // Whoever answered is in the table, or will be in a moment, where the system shows it.
        if (neighbor != null && neighbor.mac() != null || host.isPresent() && now - knock.since() > SHOWN_NANOS) {
            enter(host);
            return true;
        }
        if (host.isNobody(neighbor) && host.wasKnockedAt(now, FAILED_NANOS)) {
            host.giveUp();
            settled.set((int) host.ordinal);
            if (host.isIdle()) {
                idle(host);
            }
            return true;
        }
        if (host.wasKnockedAt(now, UNRESOLVED_NANOS)) {
            enter(host); // this system does not show its table
            return true;
        }
        return false;
    }

    private void enter(HostSweep host) {
        host.enter();
        if (host.isReady()) {
            ready.add(host);
        } else if (host.isIdle()) {
            idle(host);
        }
    }

    private @Nullable String suspicion(HostSweep host) {
        return host.target.single() || !(host.mac() instanceof MacAddress mac) ? null
                : phantoms.suspicion(mac, host.serves()).orElse(null);
    }

    /**
     * Hands on what was held back: until those that were knocked at together with it have had the time to answer, so that who answers for many of
     * them is seen before one is taken for a device.
     */
    private void release(long now) {
        for (var host : List.copyOf(held)) {
            if (!knocking.isEmpty() && now - host.since < TOGETHER_NANOS) {
                continue;
            }
            held.remove(host);
            listener.found(new Found(host.target, host.answers(), suspicion(host)));
        }
    }
}
