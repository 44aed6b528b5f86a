package org.tidewaiter.transport.snmp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.transport.snmp.Agent.Patience;

/** One device of the sweep: all credentials at once, the safest version that answers wins. Runs on a virtual thread of its own. */
final class Sweep {

    /** How long a better version may still answer after a worse one: SNMPv3 needs three round trips and keys. */
    private static final Duration GRACE = Duration.ofMillis(600);
    private static final int GRACE_ROUND_TRIPS = 6;
    /** SNMP4J's clock ticks after ours: what it says at the end of the time, such as who answered instead, is worth that. */
    private static final Duration LATE = Duration.ofMillis(250);
    /** The sweep as a whole has a second pass. */
    private static final int RETRIES = 1;

    /** What came of one credential; {@code accepted} is absent when nothing good came; {@code elsewhere}: an answer came from an address that was not asked. */
    private record Result(int rank, Credential credential, Login.@Nullable Accepted accepted, boolean spoke, boolean elsewhere) {
    }

    private final Engines engines;
    private final Question question;
    private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();

    Sweep(Engines engines, Question question) {
        this.engines = engines;
        this.question = question;
    }

    /** Asks, and waits no longer than the question allows. */
    ProbeAnswer ask() {
        var attempts = attempts();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < attempts.size(); i++) {
            var rank = i;
            threads.add(Thread.ofVirtual().name("snmp sweep " + question.address() + " " + i)
                    .start(() -> results.add(attempt(rank, attempts.get(rank)))));
        }
        try {
            return best(attempts.size());
        } catch (InterruptedException e) {
            // nobody but the end of the virtual machine interrupts this thread
            Thread.currentThread().interrupt();
            return ProbeAnswer.silence();
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    /** Version 3, then 2c, then 1; each in the user's order. */
    private List<Credential> attempts() {
        var attempts = new ArrayList<Credential>();
        for (var credential : question.credentials()) {
            if (credential.snmp() instanceof SnmpAccess.Community(Version only) && only == null) {
                for (var version : List.of(Version.V2C, Version.V1)) {
                    attempts.add(Credential.community(credential.name(), credential.hosts(), credential.secret(),
                            new SnmpAccess.Community(version)));
                }
            } else {
                attempts.add(credential);
            }
        }
        attempts.sort(Comparator.comparing(Sweep::distrust));
        return attempts;
    }

    private static int distrust(Credential credential) {
        return switch (credential.snmp()) {
            case SnmpAccess.Usm _ -> 0;
            case SnmpAccess.Community community -> community.version() == Version.V1 ? 2 : 1;
            case null -> 3;
        };
    }

    private Result attempt(int rank, Credential credential) {
        try {
            var login = new Login(engines, question.address().address(), question.probe().port(), credential,
                    new Patience(question.timeout().dividedBy(RETRIES + 1), RETRIES), new SessionFacts());
            return new Result(rank, credential, login.overUdp(), true, false);
        } catch (TransportException e) {
            var spoke = e.failure() == Failure.REJECTED || e.failure() == Failure.DENIED;
            return new Result(rank, credential, null, spoke,
                    e.failure() == Failure.BROKEN && credential.kind() == Credential.Kind.COMMUNITY);
        } catch (InterruptedException e) {
            return new Result(rank, credential, null, false, false);
        }
    }

    private ProbeAnswer best(int attempts) throws InterruptedException {
        var end = System.nanoTime() + question.timeout().plus(LATE).toNanos();
        Result best = null;
        var spoke = false;
        var elsewhere = false;
        for (var heard = 0; heard < attempts && (best == null || best.rank() > 0); heard++) {
            var result = results.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (result == null) {
                break;
            }
            spoke |= result.spoke();
            elsewhere |= result.elsewhere();
            if (result.accepted() instanceof Login.Accepted accepted && (best == null || result.rank() < best.rank())) {
                best = result;
                var grace = Math.max(GRACE.toNanos(), accepted.agent().lastRoundTrip().toNanos() * GRACE_ROUND_TRIPS);
                end = Math.min(end, System.nanoTime() + grace);
            }
        }
        return best != null && best.accepted() instanceof Login.Accepted accepted ? open(best.credential(), accepted)
                : spoke ? new ProbeAnswer(PortState.OPEN, "snmp-refusal", null, new byte[0])
                        : elsewhere ? new ProbeAnswer(PortState.NO_ANSWER, "answered-from-elsewhere", null, new byte[0])
                                : ProbeAnswer.silence();
    }

    private static ProbeAnswer open(Credential credential, Login.Accepted accepted) {
        var bytes = new ByteArrayOutputStream();
        var header = SnmpReplies.header(accepted.agent().version(), credential.name()) + "\n";
        bytes.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(accepted.system());
        return new ProbeAnswer(PortState.OPEN, "snmp-response", accepted.agent().lastRoundTrip(), bytes.toByteArray());
    }
}
