package org.tidewaiter.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.ChangeLog;
import org.tidewaiter.engine.spi.ChangeLog.Entry;
import org.tidewaiter.engine.spi.ChangeLog.Stage;
import org.tidewaiter.engine.spi.ChangeSession;

/**
 * Makes changes of devices, and takes them back. What a change is about to replace is written down, durably, before it is made; taken back are
 * only changes whose outcome still stands, the last one first.
 *
 * @param log   what was changed
 * @param words told what happens, one line each
 */
public record Changes(ChangeLog log, Consumer<String> words) {

    /** Opens a session to a device. */
    @FunctionalInterface
    public interface Sessions {
        /** Opens one. */
        ChangeSession open() throws TransportException, InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param done   how many changes were made, or taken back
     * @param left   how many were not
     * @param reason why not all were; absent where all were
     */
    public record Outcome(int done, int left, @Nullable String reason) {
    }

    /**
     * Makes a device's changes in their order; the first that fails ends it.
     *
     * @throws IOException when nothing can be written down: then nothing more is changed
     */
    public Outcome make(String address, String preparation, List<Change> changes, String credential, Sessions sessions)
            throws IOException, InterruptedException {
        var made = 0;
        var met = 0;
        try (var session = sessions.open()) {
            for (var change : changes) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("nothing more is changed");
                }
                var before = session.state(change);
                if (change.wanted().equals(before)) {
                    words.accept(address + ": " + change.place() + " is " + before + " already");
                } else {
                    make(address, preparation, change, before, credential, session);
                    made++;
                }
                met++;
            }
            return new Outcome(made, 0, null);
        } catch (TransportException e) {
            return new Outcome(made, changes.size() - met, e.getMessage());
        }
    }

    private void make(String address, String preparation, Change change, @Nullable String before, String credential,
            ChangeSession session) throws IOException, TransportException, InterruptedException {
        var id = log.intend(address, preparation, change, before, credential);
        try {
            session.set(change, change.wanted());
        } catch (TransportException e) {
            log.settle(id, Stage.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
        log.settle(id, Stage.MADE, "");
        words.accept(address + ": " + change.place() + ": " + shown(before) + " -> " + change.wanted());
    }

    /** What stands to be taken back, the last change first; also what may have been changed when a run ended suddenly. */
    public List<Entry> pending() throws IOException {
        return log.entries().stream().filter(e -> switch (e.stage()) {
            case INTENDED, MADE, FAILED -> true;
            case UNDONE, LEFT -> false;
        }).toList().reversed();
    }

    /** Where undo is asked for a device: its sessions. */
    @FunctionalInterface
    public interface Devices {
        /** How to reach the device of an entry. */
        Sessions of(Entry entry) throws TransportException;
    }

    /**
     * Takes back what stands, device by device.
     *
     * @throws IOException when nothing can be written down: then nothing more is changed
     */
    public Outcome undo(List<Entry> pending, Devices devices) throws IOException, InterruptedException {
        var open = new HashMap<String, ChangeSession>();
        var unreachable = new HashSet<String>();
        try {
            return undo(pending, devices, open, unreachable);
        } finally {
            open.values().forEach(ChangeSession::close);
        }
    }

    private Outcome undo(List<Entry> pending, Devices devices, Map<String, ChangeSession> open, Set<String> unreachable)
            throws IOException, InterruptedException {
        var done = 0;
        String reason = null;
        for (var entry : pending) {
            if (unreachable.contains(entry.address())) {
                continue;
            }
            try {
                var session = open.get(entry.address());
                if (session == null) {
                    session = devices.of(entry).open();
                    open.put(entry.address(), session);
                }
                done += undo(entry, session) ? 1 : 0;
            } catch (TransportException e) {
                if (reason == null && isSharedKey(entry, e)) {
                    settled(entry, Stage.LEFT, String.valueOf(e.getMessage()));
                    continue;
                }
                reason = entry.address() + ": " + entry.change().place() + ": " + e.getMessage();
                words.accept(reason);
                if (e.failure() != Failure.DENIED && e.failure() != Failure.UNSUPPORTED) {
                    unreachable.add(entry.address());
                }
            }
        }
        return new Outcome(done, pending.size() - done, reason);
    }

    /** Whether a key stays because somebody else uses it now, and not because something of ours is still in it. */
    private static boolean isSharedKey(Entry entry, TransportException failure) {
        return failure.failure() == Failure.UNSUPPORTED && entry.change() instanceof Change.RegistryKey;
    }

    private boolean undo(Entry entry, ChangeSession session) throws IOException, TransportException, InterruptedException {
        var change = entry.change();
        var now = session.state(change);
        if (Objects.equals(now, entry.before())) {
            return settled(entry, Stage.UNDONE, "it is " + shown(now) + ", as before");
        }
        if (!change.wanted().equals(now)) {
            settled(entry, Stage.LEFT, "it is " + shown(now) + " now, which is neither what was set nor what was before ("
                    + shown(entry.before()) + "); left as it is");
            return false;
        }
        session.set(change, entry.before());
        return settled(entry, Stage.UNDONE, change.wanted() + " -> " + shown(entry.before()));
    }

    private boolean settled(Entry entry, Stage stage, String detail) throws IOException {
        log.settle(entry.id(), stage, detail);
        words.accept(entry.address() + ": " + entry.change().place() + ": " + detail);
        return true;
    }

    private static String shown(@Nullable String state) {
        return state == null ? "absent" : state;
    }
}
