package org.tidewaiter.transport.shell;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellCommand.Privilege;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SessionRecord;

/**
 * A shell session over any means. The fixed commands that were announced travel as one script over one channel; each step gets its commands'
 * outputs as soon as they are there. A command that hangs or floods costs its own reply and nothing else: its channel is closed, which ends it
 * on the device, and the commands after it go on over a new one.
 */
public final class FramedShell implements LiveSession<ShellSession> {

    private static final Duration OPENING_TIME = Duration.ofSeconds(20);

    /** What makes two commands the same question. */
    private record Question(Privilege privilege, String text) {
        static Question of(ShellCommand command) {
            return new Question(command.privilege(), command.text());
        }
    }

    private final Opening opening;
    private final ShellMeans means;
    private final DeviceShell shell;
    private final Elevation elevation;
    private final List<Observation> greeting;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<Question, Frame> announced = new LinkedHashMap<>();
    private @Nullable Conversation script;
    private @Nullable Conversation current;
    private boolean closed;

    private FramedShell(Opening opening, ShellMeans means, DeviceShell shell, Elevation elevation, Observation greeting) {
        this.opening = opening;
        this.means = means;
        this.shell = shell;
        this.elevation = elevation;
        this.greeting = List.of(greeting);
    }

    /**
     * Shakes hands with the shell, looks for a way to root's rights, and records the session. Whatever is thrown, the means are closed and
     * nothing was recorded: that is the caller's, who knows the rest.
     *
     * @param deadline for all of it
     * @param session  gets the shell's facts, and is written when the session is open
     * @throws TransportException {@code UNSUPPORTED} when no POSIX shell answers
     */
    public static FramedShell open(Opening opening, ShellMeans means, Deadline deadline, SessionRecord session)
            throws TransportException, InterruptedException {
        var opened = false;
        try {
            var shell = Handshake.shake(opening.target(), means, deadline, opening.log());
            session.facts().put("system", shell.system()).put("release", shell.release()).put("machine", shell.machine())
                    .put("user", shell.user()).put("user-id", Long.toString(shell.userId()));
            var elevation = new SudoSearch(opening, means, shell, deadline).search();
            session.facts().put("elevation", (elevation.way() == Elevation.Way.NONE ? "none: " : "") + elevation.reason());
            var result = new FramedShell(opening, means, shell, elevation, greeting(session.succeeded()));
            opened = true;
            return result;
        } finally {
            if (!opened) {
                means.close();
            }
        }
    }

    private static Observation greeting(Exchange exchange) {
        var facts = SessionFacts.of(exchange.out());
        return new Observation.ShellGreeting(facts.value("system"), facts.value("release"), facts.value("machine"),
                exchange.evidence());
    }

    @Override
    public List<Observation> greeting() {
        return greeting;
    }

    @Override
    public synchronized void announce(List<Request> requests) {
        for (var request : requests) {
            if (request instanceof ShellCommand command && mayRun(command)) {
                announced.putIfAbsent(Question.of(command), new Frame(command));
            }
        }
    }

    @Override
    public ShellSession lend(List<Request> declared) {
        return new LentShell(this, Set.copyOf(declared));
    }

    String target() {
        return opening.target();
    }

    ShellReply run(ShellCommand command) throws TransportException, InterruptedException {
        asking.lockInterruptibly();
        try {
            return answer(command, Question.of(command)).reply();
        } finally {
            asking.unlock();
        }
    }

    private Answer answer(ShellCommand command, Question question) throws TransportException, InterruptedException {
        synchronized (this) {
            var known = answers.get(question);
            if (known != null) {
                return known;
            }
        }
        var answer = mayRun(command) ? ask(command, question)
                : record(command, new Frame(command), elevation.denial(command.text()));
        synchronized (this) {
            answers.put(question, answer);
        }
        return answer;
    }

    private boolean mayRun(ShellCommand command) {
        return command.privilege() == Privilege.LOGIN || elevation.way() != Elevation.Way.NONE;
    }

    private Answer ask(ShellCommand command, Question question) throws TransportException, InterruptedException {
        Frame frame;
        synchronized (this) {
            frame = announced.get(question);
        }
        try {
            var ended = frame == null || frame.state() == Frame.State.FORGOTTEN ? single(command, firstWay()) : joined(frame);
            return judge(command, ended);
        } catch (Lost e) {
            var failure = new TransportException(Failure.BROKEN,
                    target() + ": the connection to the shell was lost while \"" + command.id()
                            + "\" ran; try again, and look at the device's log if it happens again",
                    e);
            return fail(command, e.frame, failure);
        } catch (Unopened e) {
            return fail(command, new Frame(command), e.failure);
        }
    }

    /** The shell ended under a command. */
    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Frame frame;

        Lost(Frame frame) {
            super("the shell ended before the command did");
            this.frame = frame;
        }
    }

    /** No further shell could be had. */
    private static final class Unopened extends Exception {
        private static final long serialVersionUID = 1L;
        private final TransportException failure;

        Unopened(TransportException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Waits for an announced command, and goes on over a new channel whenever one was given up. */
    private Frame joined(Frame frame) throws TransportException, InterruptedException, Lost, Unopened {
        while (frame.pending()) {
            var conversation = script();
            if (conversation == null) {
                continue;
            }
            var ended = conversation.await(frame);
            if (frame.state() != Frame.State.COMPLETE) {
                refuseAborted(conversation, frame);
            }
            if (!ended) {
                conversation.loseRunning();
            }
        }
        return switch (frame.state()) {
            case PENDING, LOST -> throw new Lost(frame);
            case FORGOTTEN -> single(frame.command(), firstWay());
            case COMPLETE, CUT -> frame;
        };
    }

    /** How root's rights are asked for at first: sudo is only given the password for a command that it has just refused without. */
    private Elevation.Way firstWay() {
        return elevation.way() == Elevation.Way.SUDO_SOME_WITH_PASSWORD ? Elevation.Way.SUDO_SOME : elevation.way();
    }

    /** The conversation that has the announced commands' pending rest, a new one when the last is over; absent when nothing is pending. */
    private @Nullable Conversation script() throws InterruptedException, Unopened {
        List<Frame> rest;
        synchronized (this) {
            var last = script;
            if (last != null && !last.isOver()) {
                current = last;
                return last;
            }
            rest = announced.values().stream().filter(Frame::pending).toList();
            if (rest.isEmpty()) {
                return null;
            }
        }
        var conversation = converse(rest, firstWay());
        synchronized (this) {
            script = conversation;
        }
        return conversation;
    }

    private Frame single(ShellCommand command, Elevation.Way way)
            throws TransportException, InterruptedException, Lost, Unopened {
        var frame = new Frame(command);
        try (var conversation = converse(List.of(frame), way)) {
            var ended = conversation.await(frame);
            if (frame.state() != Frame.State.COMPLETE) {
                refuseAborted(conversation, frame);
            }
            if (!ended) {
                conversation.loseRunning();
                throw new Lost(frame);
            }
            return frame;
        }
    }

    private Conversation converse(List<Frame> frames, Elevation.Way way) throws InterruptedException, Unopened {
        var nonce = Handshake.nonce();
        var credential = opening.credential();
        var text = new Script(shell, way, credential == null ? null : credential.sudoSecret()).of(nonce,
                frames.stream().map(Frame::command).toList());
        var conversation = new Conversation(channel(), nonce, frames, text, null, opening.log());
        synchronized (this) {
            current = conversation;
            if (closed) {
                conversation.abort();
            }
        }
        return conversation;
    }

    private ShellChannel channel() throws InterruptedException, Unopened {
        try {
            return means.open(shell.start(), OPENING_TIME);
        } catch (TransportException e) {
            throw new Unopened(e);
        }
    }

    private void refuseAborted(Conversation conversation, Frame frame) throws TransportException {
        if (conversation.aborted()) {
            throw new TransportException(Failure.TIMED_OUT,
                    target() + ": the request was cut off because its step's time was over"
                            + elevation.remains(frame.command(), false, shell.user()));
        }
        synchronized (this) {
            if (closed) {
                throw new TransportException(Failure.BROKEN, target() + ": the session was closed");
            }
        }
    }

    private Answer judge(ShellCommand command, Frame frame) throws TransportException, InterruptedException, Lost, Unopened {
        var asksPassword = command.privilege() == Privilege.ROOT && elevation.way() == Elevation.Way.SUDO_SOME_WITH_PASSWORD
                && Refusal.sudo(frame.exit(), frame.err()) == Refusal.Sudo.WANTS_PASSWORD;
        var last = asksPassword ? single(command, Elevation.Way.SUDO_SOME_WITH_PASSWORD) : frame;
        var cut = last.cut();
        return record(command, last,
                cut != null ? withRemains(last, cut)
                        : Refusal.of(command, last.exit(), last.err(), elevation, shell.user()).orElse(null));
    }

    private Shortfall withRemains(Frame frame, Shortfall cut) {
        // A flood ends by itself: nobody reads it any more.
        return cut.reason() != GapReason.TIMED_OUT ? cut : new Shortfall(cut.reason(),
                cut.detail() + elevation.remains(frame.command(), frame.state() == Frame.State.COMPLETE, shell.user()));
    }

    private Answer record(ShellCommand command, Frame frame, @Nullable Shortfall shortfall) {
        var ending = shortfall == null ? Ending.COMPLETE : Ending.shortOf(shortfall);
        return new Answer(add(command, frame, ending), null);
    }

    private Answer fail(ShellCommand command, Frame frame, TransportException failure) {
        return new Answer(add(command, frame, Ending.failed(failure)), failure);
    }

    private Exchange add(ShellCommand command, Frame frame, Ending ending) {
        var started = frame.duration().isZero() ? opening.log().now() : frame.started();
        var exchange = opening.log().add(Exchange.Kind.REQUEST, command.id(), command.text(), ending, frame.exit(), frame.out(),
                frame.err(),
                started, frame.duration());
        frame.release();
        return exchange;
    }

    @Override
    public void abort() {
        Conversation running;
        synchronized (this) {
            running = current;
        }
        if (running != null) {
            running.abort();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        abort();
        means.close();
    }
}
