package org.tidewaiter.engine;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Visit;

/** Runs an order: a device task for each address, many at once, each visit written down as soon as it ends. One object serves one run. */
public final class AuditRun {

    /** After a cancel, tasks have this long to end with what they hold. */
    private static final long GRACE_MILLIS = 1_200;

    private final RunOrder order;
    private final RunJournal journal;
    private final RunEvent.Listener listener;
    private final InstantSource clock;
    private final Redactor redactor;
    private final DeviceTools tools;
    private final ScopeGate gate;
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> roots = Collections.synchronizedMap(new TreeMap<>());
    private final AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
    private long asked;
    private long silent;
    private long audited;
    private long facts;
    private long gaps;

    /** A run that is ready to start. */
    public AuditRun(RunOrder order, Installed installed, RunJournal journal, PeerPins pins, RunEvent.Listener listener,
            InstantSource clock) {
        this.order = order;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
        redactor = new Redactor(order.credentials());
        gate = new ScopeGate(order.targets().scope(), order.targets().excluded());
        tools = DeviceTools.of(installed, order.ports(), CredentialSource.of(order.credentials()),
                new LockoutGuard(order.limits().refusalsAllowed(), this::note), pins, order.limits(), this::on);
    }

    /**
     * Runs to the end, or until the calling thread is interrupted; then what was read is stored and the ending says CANCELLED.
     *
     * @throws IOException when the engagement can no longer be written; what was committed before stays
     */
    public RunResult run() throws IOException {
        var targets = order.targets();
        journal.begin(new RunHeader(targets.words(), targets.scope(), targets.excluded(), order.ports().words(), order.software(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        on(new RunEvent.Planned(targets.size() + (targets.local() ? 1 : 0)));
        var cancelled = false;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            dispatch(threads);
            threads.shutdown();
            while (!threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
                if (broken.get() != null) {
                    throw new InterruptedException("the engagement cannot be written");
                }
            }
        } catch (InterruptedException e) {
            cancelled = true;
        } finally {
            end(threads);
        }
        var failure = broken.get();
        if (failure != null) {
            throw failure;
        }
        var footer = new RunFooter(clock.instant().truncatedTo(ChronoUnit.MICROS), cancelled ? Ended.CANCELLED : Ended.COMPLETE,
                asked, silent,
                List.copyOf(notes), EvidenceChain.rootOf(List.copyOf(roots.values())));
        journal.finish(footer);
        return new RunResult(footer, roots.size(), audited, facts, gaps);
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch(ExecutorService threads) throws InterruptedException {
        var slots = new Semaphore(order.limits().hostsAtOnce());
        var targets = order.targets();
        if (targets.local()) {
            start(threads, slots, null, null, true);
        }
        for (var entry : targets.names().entrySet()) {
            if (entry.getValue().isEmpty()) {
                note(entry.getKey() + ": the name does not resolve; check its spelling, or give the address");
            } else {
                start(threads, slots, entry.getValue().get(0), entry.getKey(), true);
            }
        }
        var ranges = targets.ranges();
        for (var i = 0; i < ranges.size(); i++) {
            var range = ranges.get(i);
            var earlier = ranges.subList(0, i);
            for (var address : range) {
                if (earlier.stream().noneMatch(r -> r.first().compareTo(address) <= 0 && r.last().compareTo(address) >= 0)) {
                    start(threads, slots, address, null, range.first().equals(range.last()));
                }
            }
        }
    }

    private void start(ExecutorService threads, Semaphore slots, @Nullable IpAddress address, @Nullable String name,
            boolean single)
            throws InterruptedException {
        if (address != null && !gate.allows(address)) {
            if (single) {
                note((name == null ? address.toString() : name + " (" + address + ")") + " is excluded; nothing was sent to it");
            }
            return;
        }
        slots.acquire();
        if (broken.get() != null) {
            throw new InterruptedException();
        }
        asked++;
        threads.execute(() -> {
            try {
                device(address, name, single);
            } finally {
                slots.release();
            }
        });
    }

    private void device(@Nullable IpAddress address, @Nullable String name, boolean single) {
        try {
            var scoped = address == null ? null : gate.admit(address);
            var task = new DeviceTask(tools, scoped, name, new VisitLog(redactor, clock));
            var ended = tools.fence().call("the task of " + (address == null ? "local" : address), task::run);
            if (ended.isEmpty()) {
                return; // a defect, and the fence has told of it
            }
            if (ended.get().isPresent()) {
                store(ended.get().get());
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                return; // cancelled before it could answer
            }
            countSilent();
            if (single) {
                note((name == null ? "" : name + " at ") + address
                        + " gave no sign of life on any port that was asked; is it switched on,"
                        + " and is there a way to it from here?");
            }
        } catch (IOException e) {
            broken.compareAndSet(null, e);
        } catch (TransportException e) {
            note(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void countSilent() {
        silent++;
    }

    /** Commits even when the run was cancelled meanwhile: what was read is not lost. */
    private void store(Visit visit) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            journal.commit(visit);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        roots.put(visit.address(), visit.root());
        synchronized (this) {
            audited += visit.rows().isEmpty() ? 0 : 1;
            facts += visit.rows().size();
            gaps += visit.gaps().size();
        }
    }

    private void note(String text) {
        on(new RunEvent.Note(text));
    }

    /** Notes are for the user now and for the engagement later. */
    private void on(RunEvent event) {
        if (event instanceof RunEvent.Note(var text)) {
            notes.add(text);
        }
        listener.on(event);
    }
}
