package org.tidewaiter.engine.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.engine.spi.Links.Neighbor;
import org.tidewaiter.engine.spi.ProbeAnswer;

/** One address under way: what has been asked, what came back, and what is still to be asked. Used by the sweep's thread alone. */
final class HostSweep {
    private static final byte ASKINGS = 2;
    // The table may change while it is read, and an entry be missed.
    private static final int LOOKS_GONE = 3;

    final SweepTarget target;
    final long ordinal;
    final boolean onLink;
    final long since = System.nanoTime();
    final RoundTrip roundTrip = new RoundTrip();
    private final List<SweepProbe> probes;
    private final @Nullable ProbeAnswer[] answers;
    private final @Nullable Instant[] started;
    private final Duration[] took;
    private final byte[] askings;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Duration patience;
    private boolean patient;
    private int underWay;
    private int most;
    private boolean knocking;
    private boolean knocked;
    private long knockedAt;
    private boolean sought;
    private int looksGone;
    private boolean looked;
    private boolean present;
    private boolean askedAgain;
    private @Nullable MacAddress mac;
    private boolean answering;
    private boolean lingered;
    private boolean resent;
    private boolean serves;

    /**
     * An address that has not been asked yet.
     *
     * @param patience the longest wait for an answer
     * @param patient  whether to take that wait at once: in the second pass
     * @param most     probes under way to it at once
     * @param onLink   whether it is on a link of this machine: then only the first probe is sent until {@link #enter} is called
     */
    HostSweep(SweepTarget target, long ordinal, List<SweepProbe> probes, Duration patience, boolean patient, int most,
            boolean onLink) {
        this.target = target;
        this.ordinal = ordinal;
        this.probes = probes;
        this.patience = patience;
        this.patient = patient;
        this.most = most;
        this.onLink = onLink;
        knocking = onLink;
        answers = new @Nullable ProbeAnswer[probes.size()];
        started = new @Nullable Instant[probes.size()];
        took = new Duration[probes.size()];
        askings = new byte[probes.size()];
        for (var i = 0; i < probes.size(); i++) {
            if (!probes.get(i).isLook()) {
                waiting.add(i);
            }
        }
    }

    /** Whether a probe can be sent now. */
    boolean isReady() {
        // what stays silent costs the device nothing: three times as much of it may be under way
        return !waiting.isEmpty() && underWay < (answering && !askedAgain ? most : 3 * most) && !(knocking && knocked);
    }

    /** Somebody is at the address, as far as the link tells: the rest may be asked. */
    void enter() {
        knocking = false;
    }

    /** Whether the first probe left at least so long ago. */
    boolean wasKnockedAt(long now, long nanosAgo) {
        return knocked && now - knockedAt > nanosAgo;
    }

    /**
     * Whether the system has looked for the address and found nobody. An entry that failed before our packet left says nothing, since the system
     * asks anew; one that was being resolved and is gone has failed too: a full table drops such entries at once.
     *
     * @param neighbor the address' entry now; absent where there is none
     */
    boolean isNobody(@Nullable Neighbor neighbor) {
        if (neighbor == null) {
            looksGone++;
            return sought && looksGone >= LOOKS_GONE;
        }
        looksGone = 0;
        sought |= neighbor.state() == Neighbor.State.UNRESOLVED;
        return neighbor.state() == Neighbor.State.FAILED;
    }

    boolean isKnocking() {
        return knocking;
    }

    /** Takes the next probe to be sent. */
    int next(Instant now) {
        int index = waiting.removeFirst();
        if (started[index] == null) {
            started[index] = now;
        }
        askings[index]++;
        underWay++;
        if (!knocked) {
            knocked = true;
            knockedAt = System.nanoTime();
        }
        return index;
    }

    SweepProbe probe(int index) {
        return probes.get(index);
    }

    Duration timeout(int index) {
        if (patient) {
            return patience;
        }
        return probes.get(index).probe().protocol() == Protocol.TCP ? roundTrip.forConnection(patience)
                : roundTrip.forDatagram(patience);
    }

    /**
     * Takes an answer.
     *
     * @return whether it shows congestion: lost the first time, or much slower than before
     */
    boolean answered(int index, ProbeAnswer answer, Duration duration) {
        underWay--;
        answers[index] = answer;
        took[index] = duration;
        var slower = !probes.get(index).isLook() && roundTrip.measured(answer.roundTrip());
        resent |= answer.roundTrip() instanceof Duration time && RoundTrip.isSecondSyn(time);
        var lost = answer.state() != PortState.NO_ANSWER && askings[index] > 1 && present;
        serves |= answer.state() == PortState.OPEN && probes.get(index).probe().port() > 0;
        answering |= answer.state() == PortState.OPEN && probes.get(index).probe().protocol() == Protocol.TCP;
        present |= Presence.shows(answer.state(), answer.roundTrip(), answer.teller());
        if (lost) {
            patient = true;
            most = Math.max(2, most / 2);
        }
        if (answer.reason().equals("no-buffers") || answer.reason().equals("no-descriptor")) {
            askings[index]--; // it never left
            if (askings[index] < 100) {
                waiting.addLast(index);
            }
        }
        return lost || slower;
    }

    /** Whether to wait until the system knows if an address that was silent is there at all; once, and on the link alone. */
    boolean linger() {
        var first = onLink && !lingered;
        lingered = true;
        return first;
    }

    void mac(MacAddress found) {
        mac = found;
    }

    /** Who answers for the address on the link; absent while unknown. */
    @Nullable
    MacAddress mac() {
        return mac;
    }

    /** Whether a port was found open. */
    boolean serves() {
        return serves;
    }

    boolean isPresent() {
        return present;
    }

    /** Whether nothing is under way and nothing waits. */
    boolean isIdle() {
        return underWay == 0 && waiting.isEmpty();
    }

    /** Asks this machine's own tables, once, when everything else has been answered. Returns whether there is something to ask. */
    boolean look() {
        if (looked || !onLink) {
            return false;
        }
        looked = true;
        for (var i = 0; i < probes.size(); i++) {
            if (probes.get(i).isLook()) {
                waiting.add(i);
            }
        }
        return !waiting.isEmpty();
    }

    /** Two SYNs a second apart were both lost on a short way that loses nothing else: somebody drops them. */
    private boolean isSurelySilent(int index) {
        return onLink && !resent && probes.get(index).probe().protocol() == Protocol.TCP && roundTrip.isNear();
    }

    /** Asks a device that is there once more what it was silent to. Returns whether there is such a thing. */
    boolean askAgain() {
        if (askedAgain || !present) {
            return false;
        }
        askedAgain = true;
        for (var i = 0; i < probes.size(); i++) {
            var answer = answers[i];
            if (answer != null && answer.reason().equals("no-answer") && askings[i] < ASKINGS && !isSurelySilent(i)) {
                waiting.add(i);
            }
        }
        patient |= roundTrip.isSlow(onLink);
        return !waiting.isEmpty();
    }

    /** Nobody is there, or nobody of its own: nothing more is asked. */
    void giveUp() {
        waiting.clear();
        knocking = false;
        looked = true;
    }

    List<Asked> answers() {
        var all = new ArrayList<Asked>();
        for (var i = 0; i < probes.size(); i++) {
            if (answers[i] instanceof ProbeAnswer answer && started[i] instanceof Instant when) {
                all.add(new Asked(probes.get(i).probe(), probes.get(i).prober(), answer, when, took[i]));
            }
        }
        return all;
    }
}
