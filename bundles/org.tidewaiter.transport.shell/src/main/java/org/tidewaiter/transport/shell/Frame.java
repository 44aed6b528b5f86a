package org.tidewaiter.transport.shell;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Deadline;

/** One command on its way: what it has printed so far and how it ended. Guarded by its conversation's monitor. */
final class Frame {

    /** Where a command stands. */
    enum State {
        /** Not ended yet, or not begun. */
        PENDING,
        /** Ended by itself, or by the device's own time limit. */
        COMPLETE,
        /** Cut by us; {@link Frame#cut()} says why. */
        CUT,
        /** The shell went away under it. */
        LOST,
        /** Ended, but dropped again to keep memory bounded. */
        FORGOTTEN
    }

    private final ShellCommand command;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream(64);
    private volatile State state = State.PENDING;
    private boolean wanted;
    private int exit = -1;
    private @Nullable Shortfall cut;
    private Instant started = Instant.EPOCH;
    private long startedNanos;
    private Duration duration = Duration.ZERO;

    Frame(ShellCommand command) {
        this.command = command;
    }

    ShellCommand command() {
        return command;
    }

    State state() {
        return state;
    }

    boolean pending() {
        return state == State.PENDING;
    }

    int exit() {
        return exit;
    }

    @Nullable
    Shortfall cut() {
        return cut;
    }

    Instant started() {
        return started;
    }

    Duration duration() {
        return duration;
    }

    byte[] out() {
        return out.toByteArray();
    }

    byte[] err() {
        return err.toByteArray();
    }

    /** Bytes held. */
    int held() {
        return out.size() + err.size();
    }

    /** Somebody waits for it: it must not be forgotten. */
    void want() {
        wanted = true;
    }

    void begin(Instant now) {
        started = now;
        startedNanos = System.nanoTime();
    }

    /** When the patience with it is over; its limit starts when the device starts it. */
    Deadline patience(Duration grace) {
        return new Deadline(startedNanos + command.timeout().plus(grace).toNanos());
    }

    /** Appends output up to the limit; returns whether all of it fitted. */
    boolean append(boolean error, byte[] bytes, int from, int to) {
        var sink = error ? err : out;
        var room = Math.max(0, command.limitBytes() - sink.size());
        sink.write(bytes, from, Math.min(room, to - from));
        return to - from <= room;
    }

    void complete(int status) {
        // ksh93 reports a signal as 256 and its number.
        exit = status > 256 ? status - 128 : status;
        end(State.COMPLETE);
        // timeout(1) reports 124, or 137 after its second, harder signal; a watcher's victim dies of TERM, one of sudo's of HUP.
        var signalled = exit == 124 || exit == 129 || exit == 137 || exit == 142 || exit == 143;
        if (signalled && duration.compareTo(command.timeout().multipliedBy(9).dividedBy(10)) >= 0) {
            cut = timedOut();
        }
    }

    void cut(Shortfall why) {
        cut = why;
        end(State.CUT);
    }

    void lose() {
        end(State.LOST);
    }

    /** Drops the output of a command that nobody waits for. Returns whether it did. */
    boolean forget() {
        if (wanted || state != State.COMPLETE) {
            return false;
        }
        out.reset();
        err.reset();
        state = State.FORGOTTEN;
        return true;
    }

    /** Drops the output: it was taken over. */
    void release() {
        out.reset();
        err.reset();
    }

    Shortfall timedOut() {
        return new Shortfall(GapReason.TIMED_OUT, command.id() + ": no end within " + command.timeout().toSeconds()
                + " s; what was printed until then is kept");
    }

    private void end(State last) {
        state = last;
        duration = startedNanos == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
