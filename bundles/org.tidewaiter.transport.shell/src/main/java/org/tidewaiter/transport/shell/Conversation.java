package org.tidewaiter.transport.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.ExchangeLog;

/**
 * One script on one channel: sends it, splits what comes back into frames, and stops where a command goes beyond its limits. What it did not
 * finish stays {@link Frame.State#PENDING} for another conversation.
 */
final class Conversation implements AutoCloseable {

    /** What a command may take longer here than on the device: the way, and the device's own harder signal. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final long MENU_SILENCE = Duration.ofSeconds(5).toNanos();
    private static final int NOISE_KEPT = 1 << 16;
    private static final int HELD_AT_MOST = 64 << 20;

    private final ShellChannel channel;
    private final List<Frame> frames;
    private final ExchangeLog log;
    private final @Nullable String hello;
    private final byte[] script;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private final Side out;
    private final Side err;
    private final int[] statuses;
    private long noiseNanos = System.nanoTime();
    private int steps;
    private int ended;
    private boolean greeted;
    private boolean over;
    private boolean aborted;

    /** One of the two streams: how many marks it has shown. The first mark is the script's beginning. */
    private final class Side implements MarkScanner.Sink {

        private final boolean error;
        private final MarkScanner scanner;
        private int marks;

        Side(boolean error, String nonce) {
            this.error = error;
            scanner = new MarkScanner(nonce);
        }

        @Override
        public void content(byte[] bytes, int from, int to) {
            if (over) {
                return;
            }
            if (marks == 0) {
                noise(error, bytes, from, to);
            } else if (marks <= frames.size() && frames.get(marks - 1).pending()) {
                var frame = frames.get(marks - 1);
                if (!frame.append(error, bytes, from, to)) {
                    cut(frame, new Shortfall(GapReason.UNPARSEABLE, frame.command().id() + ": more than "
                            + size(frame.command().limitBytes()) + " of output; cut"));
                }
            }
        }

        @Override
        public void mark(int index, int status) {
            if (!over && index == marks && index <= frames.size()) {
                marks++;
                statuses[index] = status;
                advance();
            }
        }
    }

    /**
     * Starts talking.
     *
     * @param script wiped when it was sent
     * @param hello  a line that must come before the script is sent; absent when it is sent at once
     */
    Conversation(ShellChannel channel, String nonce, List<Frame> frames, byte[] script, @Nullable String hello, ExchangeLog log) {
        this.channel = channel;
        this.frames = List.copyOf(frames);
        this.script = script;
        this.hello = hello;
        this.log = log;
        statuses = new int[frames.size() + 1];
        frames.getFirst().begin(log.now());
        out = new Side(false, nonce);
        err = new Side(true, nonce);
        start(() -> pump(channel.stdout(), out));
        start(() -> pump(channel.stderr(), err));
        if (hello == null) {
            start(this::send);
        }
    }

    private void start(Runnable work) {
        channel.threads().newThread(work).start();
    }

    /**
     * Waits until the frame has ended, or nothing more will come.
     *
     * @return whether the frame has ended; otherwise it is still pending, and this conversation is over
     */
    synchronized boolean await(Frame frame) throws InterruptedException {
        frame.want();
        while (frame.pending() && !over) {
            wait(Math.max(1, underWay().patience(GRACE).left().toMillis()));
            enforce();
        }
        return !frame.pending();
    }

    /**
     * Waits for the script's beginning. Returns whether it came before the deadline and before the end, and before somebody asked for input
     * and went on waiting for it: a slow profile may be silent for longer, but does not look like a question then.
     */
    synchronized boolean awaitBeginning(Deadline deadline) throws InterruptedException {
        while (steps == 0 && !over && !deadline.passed()) {
            var silence = asks() ? new Deadline(noiseNanos + MENU_SILENCE) : deadline;
            if (silence.passed()) {
                break;
            }
            wait(Math.max(1, Math.min(silence.left().toMillis(), deadline.left().toMillis())));
        }
        return steps > 0;
    }

    private boolean asks() {
        return hello != null && !greeted && (isPrompt(printed) || isPrompt(complained));
    }

    private static boolean isPrompt(ByteArrayOutputStream side) {
        return side.size() < NOISE_KEPT && Words.isPrompt(side.toByteArray());
    }

    /** Waits until the frame has ended, nothing more will come, or the deadline has passed. */
    synchronized void awaitUntil(Frame frame, Deadline deadline) throws InterruptedException {
        frame.want();
        while (frame.pending() && !over && !deadline.passed()) {
            wait(Math.max(1, deadline.left().toMillis()));
        }
    }

    /** Ends the frame under way, so that its waiter comes back at once. */
    synchronized void abort() {
        aborted = true;
        var running = running();
        if (running != null && !over) {
            cut(running, new Shortfall(GapReason.TIMED_OUT, running.command().id() + ": cut off, its step's time was over"));
        } else {
            stop();
        }
    }

    synchronized boolean aborted() {
        return aborted;
    }

    /** The frame that was under way when the channel ended by itself, marked as lost. */
    synchronized @Nullable Frame loseRunning() {
        var running = running();
        if (running != null) {
            running.lose();
        }
        return running;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** What came before the script's beginning: a greeting of the login's profile, or somebody who is no POSIX shell. */
    synchronized byte[] noise() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(printed.toByteArray());
        all.writeBytes(complained.toByteArray());
        return all.toByteArray();
    }

    private Frame underWay() {
        return frames.get(Math.clamp(steps - 1, 0, frames.size() - 1));
    }

    private @Nullable Frame running() {
        return underWay().pending() ? underWay() : null;
    }

    private void enforce() {
        var running = running();
        if (running == null || over || !running.patience(GRACE).passed()) {
            return;
        }
        cut(running, steps > 0 ? running.timedOut()
                : new Shortfall(GapReason.TIMED_OUT, running.command().id()
                        + ": the device started no shell for it in time; it may be overloaded"));
    }

    private void cut(Frame frame, Shortfall why) {
        frame.cut(why);
        stop();
    }

    private void stop() {
        over = true;
        start(channel::close);
        notifyAll();
    }

    /** What both sides have marked is complete; one side may be several marks ahead of the other. */
    private void advance() {
        for (var both = Math.min(out.marks, err.marks); steps < both; steps++) {
            if (steps >= 1) {
                frames.get(steps - 1).complete(statuses[steps]);
            }
            if (steps < frames.size()) {
                frames.get(steps).begin(log.now());
            } else {
                over = true;
            }
        }
        boundMemory();
        notifyAll();
    }

    private void boundMemory() {
        var held = frames.stream().mapToLong(Frame::held).sum();
        for (var frame : frames) {
            if (held <= HELD_AT_MOST) {
                return;
            }
            var size = frame.held();
            held -= frame.forget() ? size : 0;
        }
    }

    private void noise(boolean error, byte[] bytes, int from, int to) {
        noiseNanos = System.nanoTime();
        // Two threads read the two sides: an unfinished line of one must not stand within the other's.
        var side = error ? complained : printed;
        side.write(bytes, from, Math.min(to - from, NOISE_KEPT - side.size()));
        var word = hello;
        if (word != null && !greeted && greeting(printed.toString(StandardCharsets.ISO_8859_1), word)) {
            greeted = true;
            start(this::send);
        }
        notifyAll();
    }

    /** Whether the word came as a line of its own: an echoed command line does not count. */
    private static boolean greeting(String text, String expected) {
        var end = text.lastIndexOf('\n') + 1;
        return text.substring(0, end).lines().anyMatch(expected::equals);
    }

    private void pump(InputStream stream, Side side) {
        var buffer = new byte[1 << 15];
        try {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                take(side, buffer, count);
            }
        } catch (IOException e) {
            // The stream's end is all that matters here; whoever waits learns it below.
        }
        finish(side);
    }

    private synchronized void take(Side side, byte[] buffer, int count) {
        side.scanner.feed(buffer, count, side);
    }

    private synchronized void finish(Side side) {
        side.scanner.end(side);
        ended++;
        over |= ended == 2;
        notifyAll();
    }

    private void send() {
        try {
            channel.stdin().write(script);
            channel.stdin().flush();
        } catch (IOException e) {
            // A shell that does not read ends its output too, and that is what is reported.
        } finally {
            Arrays.fill(script, (byte) 0);
        }
    }

    private static String size(int bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        channel.close();
    }
}
