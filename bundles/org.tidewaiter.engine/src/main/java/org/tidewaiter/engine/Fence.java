package org.tidewaiter.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Transport;

/**
 * The one place where code of families and transports is called and anything it throws is caught: a family that throws, hangs or floods loses
 * its own step and nothing else.
 */
final class Fence {

    /** How long a step has to notice that it was interrupted before its session is closed under it. */
    private static final Duration NOTICE = Duration.ofMillis(400);

    private final Consumer<String> defects;

    /**
     * A fence.
     *
     * @param defects told of every defect of a family, in one line
     */
    Fence(Consumer<String> defects) {
        this.defects = defects;
    }

    /** Calls pure code of a family; empty when it threw. */
    <T> Optional<T> call(String what, Callable<T> code) {
        try {
            return Optional.ofNullable(code.call());
        } catch (Exception | LinkageError | StackOverflowError e) {
            defects.accept("defect in " + what + ": " + describe(e));
            return Optional.empty();
        }
    }

    /** Opens a session; a transport that throws what it should not has broken the conversation, and no more. */
    LiveSession<?> open(Transport<?> transport, Opening opening) throws TransportException, InterruptedException {
        try {
            return transport.open(opening);
        } catch (TransportException | InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError e) {
            var detail = opening.target() + ": defect in transport " + transport.id() + ": " + describe(e);
            defects.accept(detail);
            throw new TransportException(Failure.BROKEN, detail, e);
        }
    }

    /**
     * Runs a step on a thread of its own until it ends, its deadline passes or the caller is interrupted.
     *
     * @param abort breaks the request under way; called when the step must stop
     * @return why the step did not reach its end; empty when it did
     * @throws InterruptedException when the run is cancelled; the step has been stopped
     */
    <S extends Session> Optional<Cut> run(String label, AuditStep<S> step, S session, StepSink sink, Runnable abort)
            throws InterruptedException {
        var result = new Result();
        var thread = Thread.ofVirtual().name("step " + label).start(() -> result.cut = read(label, step, session, sink));
        try {
            if (!thread.join(step.timeout())) {
                stop(thread, abort);
                return Optional
                        .of(new Cut(GapReason.TIMED_OUT, label + " took longer than " + step.timeout().toSeconds() + " s", true));
            }
            return Optional.ofNullable(result.cut);
        } catch (InterruptedException e) {
            stop(thread, abort);
            throw e;
        } finally {
            sink.close();
        }
    }

    /**
     * Why a step did not reach its end.
     *
     * @param byEngine whether the engine stopped it, and so must write that into the evidence
     */
    record Cut(GapReason reason, String detail, boolean byEngine) {
    }

    private static final class Result {
        private volatile @Nullable Cut cut;
    }

    private <S extends Session> @Nullable Cut read(String label, AuditStep<S> step, S session, StepSink sink) {
        try {
            step.read(session, sink);
            return null;
        } catch (TransportException e) {
            var shortfall = shortfall(e);
            return new Cut(shortfall.reason(), shortfall.detail(), false);
        } catch (InterruptedException e) {
            return new Cut(GapReason.CANCELLED, "the run was cancelled", true);
        } catch (Exception | LinkageError | StackOverflowError e) {
            var detail = "defect in " + label + ": " + describe(e);
            defects.accept(session.target() + ": " + detail);
            return new Cut(GapReason.UNPARSEABLE, detail, false);
        }
    }

    private static void stop(Thread thread, Runnable abort) {
        thread.interrupt();
        abort.run();
        try {
            thread.join(NOTICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failed conversation as a gap. */
    static Shortfall shortfall(TransportException e) {
        var reason = switch (e.failure()) {
            case UNREACHABLE, BROKEN -> GapReason.UNREACHABLE;
            case TIMED_OUT -> GapReason.TIMED_OUT;
            case REJECTED, DENIED -> GapReason.DENIED;
            case WITHHELD, PEER_CHANGED -> GapReason.SKIPPED;
            case UNSUPPORTED -> GapReason.NOT_REPORTED;
        };
        return new Shortfall(reason, String.valueOf(e.getMessage()));
    }

    private static String describe(Throwable defect) {
        var where = defect.getStackTrace().length == 0 ? "" : " at " + defect.getStackTrace()[0];
        return defect.getClass().getSimpleName() + where;
    }
}
