package org.tidewaiter.transport.snmp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.snmp.Login.Accepted;
import org.tidewaiter.transport.snmp.PortCheck.Seen;

/**
 * Asks an agent by a community. The first version has a head start; then the others are asked beside it, and the port by SNMPv3 discovery, which
 * needs no credential. An agent that answers discovery is not dead but does not like the community, so it is given up much earlier than one
 * of which nothing is known.
 */
final class CommunityRace {

    private static final Duration HEAD_START = Duration.ofMillis(400);
    /** How long a better version may still answer after a worse one: a packet of it may have been lost, and version 1 lacks half of all counters. */
    private static final Duration GRACE = Duration.ofMillis(600);
    /** How long an agent that is there has in all: two tries, and many times what discovery took. */
    private static final Duration ALIVE = Duration.ofMillis(2000);
    private static final int ALIVE_ROUND_TRIPS = 8;

    /** One way to ask. */
    @FunctionalInterface
    interface Attempt {
        Accepted ask() throws TransportException, InterruptedException;
    }

    /** What looks at the port. */
    @FunctionalInterface
    interface Look {
        Seen look() throws InterruptedException;
    }

    private sealed interface Result {
        record Answered(int rank, Accepted accepted) implements Result {
        }

        record Failed(TransportException why) implements Result {
        }

        record Looked(Seen seen, Duration took) implements Result {
        }

        record Interrupted() implements Result {
        }
    }

    private final List<Attempt> attempts;
    private final Look look;
    private final Duration firstTry;
    private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long began = System.nanoTime();
    private long end = Long.MAX_VALUE;
    private int underWay;
    private @Nullable Seen seen;
    private int bestRank = Integer.MAX_VALUE;
    private @Nullable Accepted best;

    /**
     * A race that has not begun.
     *
     * @param attempts best version first
     * @param firstTry after what time a question is sent again
     */
    CommunityRace(List<Attempt> attempts, Look look, Duration firstTry) {
        this.attempts = attempts;
        this.look = look;
        this.firstTry = firstTry;
    }

    /** What is at the port; absent when nobody looked. */
    @Nullable
    Seen seen() {
        return seen;
    }

    /**
     * Asks until the best version has answered, or there is nothing to hope for.
     *
     * @throws TransportException {@code TIMED_OUT} on silence; otherwise what the agent or the network says
     */
    Accepted run() throws TransportException, InterruptedException {
        try {
            attempt(0);
            var first = results.poll(HEAD_START.toNanos(), TimeUnit.NANOSECONDS);
            if (first == null) {
                for (var i = 1; i < attempts.size(); i++) {
                    attempt(i);
                }
                start(() -> {
                    var looked = System.nanoTime();
                    return new Result.Looked(look.look(), Duration.ofNanos(System.nanoTime() - looked));
                });
            } else {
                take(first);
            }
            return await();
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private Accepted await() throws TransportException, InterruptedException {
        var silence = new TransportException(Failure.TIMED_OUT, "no answer");
        while (underWay > 0 && bestRank > 0 && seen != Seen.CLOSED) {
            var result = results.poll(left(), TimeUnit.NANOSECONDS);
            if (result == null) {
                break;
            }
            silence = take(result) instanceof TransportException why ? why : silence;
        }
        if (best instanceof Accepted accepted) {
            return accepted;
        }
        throw silence;
    }

    private long left() {
        return end == Long.MAX_VALUE ? end : Math.max(0, end - (System.nanoTime() - began));
    }

    /** Returns the silence, if it was one. */
    private @Nullable TransportException take(Result result) throws TransportException, InterruptedException {
        switch (result) {
            case Result.Answered answered -> {
                underWay--;
                if (answered.rank() < bestRank) {
                    best = answered.accepted();
                    bestRank = answered.rank();
                }
                endBy(firstTry.plus(GRACE));
            }
            case Result.Failed(TransportException why) -> {
                underWay--;
                if (why.failure() != Failure.TIMED_OUT && best == null) {
                    throw why;
                }
                return why;
            }
            case Result.Looked(Seen there, Duration took) -> {
                seen = there;
                if (there == Seen.ENGINE) {
                    var patience = took.multipliedBy(ALIVE_ROUND_TRIPS);
                    endBy(patience.compareTo(ALIVE) > 0 ? patience : ALIVE);
                }
            }
            case Result.Interrupted _ -> throw new InterruptedException("broken off");
        }
        return null;
    }

    /** Ends it so long after it began, or sooner. */
    private void endBy(Duration limit) {
        end = Math.min(end, limit.toNanos());
    }

    private void attempt(int rank) {
        underWay++;
        start(() -> new Result.Answered(rank, attempts.get(rank).ask()));
    }

    @FunctionalInterface
    private interface Work {
        Result run() throws TransportException, InterruptedException;
    }

    private void start(Work work) {
        threads.add(Thread.ofVirtual().name("snmp login").start(() -> results.add(result(work))));
    }

    private static Result result(Work work) {
        try {
            return work.run();
        } catch (TransportException e) {
            return new Result.Failed(e);
        } catch (InterruptedException e) {
            return new Result.Interrupted();
        }
    }
}
