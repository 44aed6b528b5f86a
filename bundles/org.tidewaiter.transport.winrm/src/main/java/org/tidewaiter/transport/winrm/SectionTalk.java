package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.ExchangeLog;
import org.tidewaiter.psrp.message.ErrorRecord;

/** A pipeline that runs some requests in their order; one that takes too long or says too much ends it. */
final class SectionTalk {

    /** What the device may do beside the request itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** How long it may take from the end of one request to the begin of the next. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Runspace runspace;
    private final ExchangeLog log;
    private final Deque<Section> waiting;
    private final UUID pipeline;
    private @Nullable Section running;
    private boolean over;
    private boolean stopped;
    private boolean tooLong;
    private Deadline quiet = Deadline.in(QUIET);

    private SectionTalk(Runspace runspace, ExchangeLog log, List<Section> sections, UUID pipeline) {
        this.runspace = runspace;
        this.log = log;
        this.pipeline = pipeline;
        waiting = new ArrayDeque<>(sections);
    }

    /** Starts the requests. */
    static SectionTalk start(Runspace runspace, ExchangeLog log, List<Section> sections)
            throws TransportException, InterruptedException {
        return new SectionTalk(runspace, log, sections, runspace.start(SectionScript.of(sections)));
    }

    /** Whether nothing more comes of it. */
    boolean isOver() {
        return over;
    }

    /** Whether we ended it, because of one of its requests. */
    boolean wasStopped() {
        return stopped;
    }

    /** Why PowerShell refused the script; absent when it did not. */
    @Nullable
    ErrorRecord failure() {
        return runspace.failure(pipeline);
    }

    /**
     * Waits until a request has ended. When the pipeline is over before that, the request is still pending: it can be asked again.
     */
    void await(Section section) throws TransportException, InterruptedException {
        while (!section.ended() && !over) {
            var current = running;
            var patience = current == null ? quiet : current.patience();
            runspace.poll(pipeline, patience.left()).forEach(this::take);
            if (tooLong) {
                stop();
            }
            if (!over && patience.passed() && running == current && (current == null || !current.ended())) {
                giveUp(current);
            }
            over |= runspace.ended(pipeline);
        }
    }

    /** Ends the pipeline on the device. */
    void stop() throws TransportException, InterruptedException {
        over = true;
        stopped = true;
        runspace.stop(pipeline);
    }

    private void giveUp(@Nullable Section current) throws TransportException, InterruptedException {
        if (current == null) {
            throw new TransportException(Failure.TIMED_OUT, runspace.target()
                    + ": PowerShell began nothing within " + QUIET.toSeconds() + " s; the computer may be under load");
        }
        current.cut(current.timedOut());
        stop();
    }

    private void take(String text) {
        if (tooLong) {
            return;
        }
        var current = running;
        if (current == null) {
            begin(text);
        } else if (text.startsWith("[")) {
            tooLong = !current.rows(text);
        } else if (text.startsWith(SectionScript.ERROR)) {
            current.error(text.substring(SectionScript.ERROR.length()));
        } else if (text.equals(SectionScript.END + current.request().id())) {
            current.complete();
            running = null;
            quiet = Deadline.in(QUIET);
        }
    }

    private void begin(String text) {
        var next = waiting.peek();
        if (next != null && text.equals(SectionScript.BEGIN + next.request().id())) {
            waiting.remove().begin(log.now(), GRACE);
            running = next;
        }
    }
}
