package org.tidewaiter.engine;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.engine.RunOrder.Domain;
import org.tidewaiter.engine.RunOrder.Earlier;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Manifest;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.engine.sweep.Found;
import org.tidewaiter.engine.sweep.Sweep;
import org.tidewaiter.engine.sweep.SweepListener;
import org.tidewaiter.engine.sweep.SweepOrder;
import org.tidewaiter.engine.sweep.SweepTarget;

/** Runs an order: a device task for each address, many at once, each visit written down as soon as it ends. One object serves one run. */
public final class AuditRun {

    /** After a cancel, tasks have this long to end with what they hold. */
    private static final long GRACE_MILLIS = 1_200;

    /** Devices that were found and wait for their turn. */
    private static final int MOST_WAITING = 512;
    /** Probes under way at once, on a network that answers well; each is a socket. */
    private static final int MOST_UNDER_WAY = 4096;

    private final RunOrder order;
    private final Installed installed;
    private final RunJournal journal;
    private final RunEvent.Listener listener;
    private final InstantSource clock;
    private final Redactor redactor;
    private final LockoutGuard guard;
    private final List<ScopedAddress> nameServers;
    private DeviceTools tools;
    private final ScopeGate gate;
    private final EngineIds engineIds = new EngineIds(this::note);
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> roots = Collections.synchronizedMap(new TreeMap<>());
    private final AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
    private final Semaphore slots;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final ReadWriteLock storing = new ReentrantReadWriteLock();
    private boolean ended;
    private final RunTally tally = new RunTally();

    /** A run that is ready to start. */
    public AuditRun(RunOrder order, Installed installed, RunJournal journal, PeerPins pins, RunEvent.Listener listener,
            InstantSource clock) {
        this.order = order;
        this.installed = installed;
        slots = new Semaphore(order.limits().hostsAtOnce());
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
        redactor = new Redactor(order.credentials());
        gate = new ScopeGate(order.targets().scope(), order.targets().excluded(), order.nameServers(), order.controllers());
        nameServers = order.nameServers().stream().map(gate::admitNameServer).toList();
        guard = new LockoutGuard(order.limits().refusalsAllowed(), this::note);
        tools = tools(installed, pins, null);
    }

    private DeviceTools tools(Installed here, PeerPins pins, @Nullable DomainControllers controllers) {
        return DeviceTools.of(here, order.ports(), CredentialSource.of(order.credentials()), guard, pins, order.limits(),
                Servers.names(nameServers),
                new Work(order.purpose(), order.logsIn(), order.onlyTcp(), order.assumed(), controllers), this::on);
    }

    /**
     * Runs to the end, or until the calling thread is interrupted; then what was read is stored and the ending says CANCELLED.
     *
     * @param refused names of credentials that were refused just before, and are not sent again
     * @throws IOException when the engagement can no longer be written; what was committed before stays
     */
    public RunResult run(Set<String> refused) throws IOException {
        guard.suspend(refused);
        return run();
    }

    /** The same, with nothing refused before. */
    public RunResult run() throws IOException {
        var targets = order.targets();
        var earlier = order.earlier();
        if (earlier != null) {
            journal.resume(earlier.run());
            goOn(earlier);
        } else {
            journal.begin(header());
        }
        on(new RunEvent.Planned(targets.size() + (targets.local() ? 1 : 0)));
        var cancelled = false;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            if (order.domain() instanceof Domain domain) {
                tools = tools(installed, tools.pins(),
                        new ControllerSearch(installed, domain, gate, nameServers, order.limits(), this::note).search());
            }
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
        close();
        var failure = broken.get();
        if (failure != null) {
            throw failure;
        }
        var footer = tally.footer(clock.instant().truncatedTo(ChronoUnit.MICROS), cancelled ? Ended.CANCELLED : Ended.COMPLETE,
                List.copyOf(notes), EvidenceChain.rootOf(List.copyOf(roots.values())));
        journal.finish(footer);
        return tally.result(footer, roots.size());
    }

    private void goOn(Earlier earlier) {
        notes.addAll(earlier.notes());
        for (var met : earlier.met()) {
            roots.put(met.address(), met.root());
            if (!met.cut()) {
                tally.kept(met);
            }
        }
    }

    private RunHeader header() {
        var targets = order.targets();
        var manifests = new TreeMap<String, String>();
        installed.families().forEach(family -> manifests.put(family.id(), Manifest.hash(family)));
        return new RunHeader(order.purpose(), targets.words(), targets.scope(), targets.excluded(), order.ports().words(),
                manifests, order.software(), clock.instant().truncatedTo(ChronoUnit.MICROS));
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
        var targets = order.targets();
        if (targets.local() && !done().contains("local")) {
            tally.asked();
            threads.execute(() -> device(null, null));
        }
        targets.names().forEach((name, addresses) -> {
            if (addresses.isEmpty()) {
                note(name + ": the name does not resolve; check its spelling, or give the address");
            }
        });
        var swept = new RunTargets(targets, gate, done());
        swept.excludedSingles().forEach(excluded -> note(excluded + " is excluded; nothing was sent to it"));
        if (!swept.iterator().hasNext()) {
            return;
        }
        var probes = tools.plan().sweepProbes();
        if (probes.isEmpty()) {
            // nobody can be asked beforehand: each device task asks for itself
            for (var target : swept) {
                awaitRoom();
                start(threads, new Found(target, List.of(), null), true);
            }
            return;
        }
        installed.probers().stream().filter(p -> tools.plan().all().anyMatch(planned -> planned.prober() == p))
                .flatMap(p -> p.remark().stream()).forEach(this::note);
        new Sweep(new SweepOrder(swept, probes, tools.credentials()::candidates, order.limits().perSecond(), MOST_UNDER_WAY,
                order.limits().probesPerHost(), order.limits().connectTimeout(), order.limits().window(), known()),
                installed.links(),
                new Handover(threads), clock).run();
    }

    private Set<String> done() {
        var earlier = order.earlier();
        return earlier == null ? Set.of() : earlier.done();
    }

    private Map<IpAddress, List<MacAddress>> known() {
        var earlier = order.earlier();
        return earlier == null ? Map.of() : earlier.neighbors();
    }

    /** Takes what the sweep finds. */
    private final class Handover implements SweepListener {
        private final ExecutorService threads;

        Handover(ExecutorService threads) {
            this.threads = threads;
        }

        @Override
        public void found(Found found) {
            tally.asked();
            start(threads, found, false);
        }

        @Override
        public void silent(SweepTarget target) {
            tally.asked();
            silence(target);
            listener.on(new RunEvent.DeviceFinished(target.address().toString(), false, 0, 0));
        }

        @Override
        public void passedOver(SweepTarget target) {
            if (target.single()) {
                AuditRun.this
                        .note(target.address() + " is the address of a whole network and no device's; nothing was sent to it");
            }
            listener.on(new RunEvent.DeviceFinished(target.address().toString(), false, 0, 0));
        }

        @Override
        public void note(String text) {
            AuditRun.this.note(text);
        }

        @Override
        public boolean hasRoom() {
            return AuditRun.this.hasRoom();
        }
    }

    private boolean hasRoom() {
        return started.get() - settled.get() < MOST_WAITING;
    }

    private void awaitRoom() throws InterruptedException {
        while (!hasRoom()) {
            Thread.sleep(10);
        }
        tally.asked();
    }

    private void start(ExecutorService threads, Found found, boolean unasked) {
        if (broken.get() != null) {
            return;
        }
        started.incrementAndGet();
        threads.execute(() -> {
            try {
                slots.acquire();
                try {
                    device(found.target(), unasked ? null : found);
                } finally {
                    slots.release();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                settled.incrementAndGet();
            }
        });
    }

    private void device(@Nullable SweepTarget target, @Nullable Found found) {
        try {
            var address = target == null ? null : target.address();
            var task = new DeviceTask(tools, address, target == null ? null : target.name(), found,
                    new VisitLog(redactor, clock));
            var result = tools.fence().call("the task of " + (address == null ? "local" : address), task::run);
            if (result.isEmpty()) {
                return; // a defect, and the fence has told of it
            }
            if (result.get().isPresent()) {
                var visit = result.get().get();
                task.observations().stream().filter(Observation.SnmpEngine.class::isInstance)
                        .map(Observation.SnmpEngine.class::cast).forEach(engine -> engineIds.meet(visit.address(), engine,
                                visit.exchanges().get(engine.evidence().exchange() - 1).started()));
                if (target != null && target.single() && order.purpose() == Purpose.AUDIT && !visit.isRead()) {
                    SilentAgent.words(visit).ifPresent(this::note);
                }
                store(visit);
            } else if (target != null && !Thread.currentThread().isInterrupted()) {
                silence(target);
            }
        } catch (IOException e) {
            broken.compareAndSet(null, e);
        }
    }

    private void silence(SweepTarget target) {
        // what was met before the run was interrupted keeps the visit that it has
        if (!roots.containsKey(target.address().toString())) {
            tally.silent();
        }
        if (target.single()) {
            note((target.name() == null ? "" : target.name() + " at ") + target.address()
                    + " gave no sign of life on any port that was asked; is it switched on,"
                    + " and is there a way to it from here?");
        }
    }

    /** Commits even when the run was cancelled meanwhile: what was read is not lost, unless it comes after the run's end. */
    private void store(Visit visit) throws IOException {
        storing.readLock().lock();
        try {
            if (ended) {
                return;
            }
            commit(visit);
            roots.put(visit.address(), visit.root());
        } finally {
            storing.readLock().unlock();
        }
        tally.stored(visit);
    }

    private void commit(Visit visit) throws IOException {
        var interrupted = Thread.interrupted();
        var committed = false;
        while (!committed) {
            try {
                journal.commit(visit);
                committed = true;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on nothing is stored any more, so that the root is over all that is. */
    private void close() {
        storing.writeLock().lock();
        try {
            ended = true;
        } finally {
            storing.writeLock().unlock();
        }
    }

    private void note(String text) {
        on(new RunEvent.Note(text));
    }

    /** Notes are for the user now and for the engagement later. */
    private void on(RunEvent event) {
        if (event instanceof RunEvent.Note(var text)) {
            synchronized (notes) {
                if (!notes.contains(text)) {
                    notes.add(text);
                }
            }
        }
        listener.on(event);
    }
}
