package org.tidewaiter.transport.winrm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Deadline;

/** One request on its way: its part of the joined script, what came for it so far, and how it ended. */
final class Section {

    /** Where a request stands. */
    enum State {
        /** Not begun on the device, as far as we know. */
        PENDING,
        /** Under way. */
        RUNNING,
        /** Ended by itself. */
        COMPLETE,
        /** Given up by us; {@link Section#cut()} says why. */
        CUT
    }

    private final Request request;
    private final Duration timeout;
    private final int limitBytes;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream(256);
    private final List<String> errors = new ArrayList<>();
    private State state = State.PENDING;
    private @Nullable Shortfall cut;
    private Instant started = Instant.EPOCH;
    private Deadline patience = new Deadline(0);
    private long startedNanos;
    private Duration duration = Duration.ZERO;

    private Section(Request request, Duration timeout, int limitBytes) {
        this.request = request;
        this.timeout = timeout;
        this.limitBytes = limitBytes;
    }

    static Section of(CimQuery query) {
        return new Section(query, query.timeout(), query.limitBytes());
    }

    static Section of(PowerShellScript script) {
        return new Section(script, script.timeout(), script.limitBytes());
    }

    Request request() {
        return request;
    }

    State state() {
        return state;
    }

    boolean ended() {
        return state == State.COMPLETE || state == State.CUT;
    }

    /** Why it was given up; absent when it was not. */
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

    /** Its rows, as JSON. */
    byte[] rows() {
        return rows.toByteArray();
    }

    /** The errors that it met, one each: identifier, category. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** When the patience with it is over. */
    Deadline patience() {
        return patience;
    }

    /** It begins; the time limit starts, with some grace for what the device does beside it. */
    void begin(Instant now, Duration grace) {
        state = State.RUNNING;
        started = now;
        startedNanos = System.nanoTime();
        patience = Deadline.in(timeout.plus(grace));
    }

    /** Takes its rows. Returns whether they fitted: otherwise it is cut. */
    boolean rows(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > limitBytes - rows.size()) {
            cut(new Shortfall(GapReason.NOT_REPORTED, request.id() + ": the answer is longer than " + limitBytes
                    + " bytes and was not kept"));
            return false;
        }
        rows.writeBytes(bytes);
        return true;
    }

    void error(String error) {
        errors.add(error);
    }

    void complete() {
        end(State.COMPLETE);
    }

    void cut(Shortfall why) {
        cut = why;
        end(State.CUT);
    }

    Shortfall timedOut() {
        return new Shortfall(GapReason.TIMED_OUT,
                request.id() + ": no end within " + timeout.toSeconds() + " s; the device was told to stop it");
    }

    private void end(State last) {
        state = last;
        duration = startedNanos == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
