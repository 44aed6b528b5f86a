package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.Changes;
import org.tidewaiter.engine.spi.ChangeLog.Entry;
import org.tidewaiter.engine.spi.ChangeLog.Stage;
import org.tidewaiter.engine.spi.ChangeSession;

/** Changes of a device: written down before they are made, taken back when they still stand. */
class ChangesTest {

    private static final Change VALUE = new Change.RegistryValue("SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service",
            "AllowAutoConfig", "REG_DWORD 1", "lets WinRM listen");
    private static final Change START = new Change.ServiceStart("WinRM", "AUTO_START", "starts it");
    private static final Change RUN = new Change.ServiceState("WinRM", "RUNNING", "starts it now");
    private static final List<Change> ALL = List.of(VALUE, START, RUN);

    @TempDir
    private Path folder;
    private Path file = Path.of("");
    private final Device device = new Device();
    private final List<String> words = new ArrayList<>();

    /** Stands for a computer: what it is made, it is. */
    private static final class Device implements ChangeSession {
        private final Map<String, String> states = new LinkedHashMap<>(
                Map.of(START.place(), "DISABLED", RUN.place(), "STOPPED"));
        private @Nullable Runnable atSet;
        private @Nullable String refuses;
        private @Nullable String keeps;

        @Override
        public @Nullable String state(Change change) {
            return states.get(change.place());
        }

        @Override
        public void set(Change change, @Nullable String state) throws TransportException {
            var hook = atSet;
            if (hook != null) {
                hook.run();
            }
            if (change.place().equals(refuses)) {
                throw new TransportException(Failure.DENIED, "access denied");
            }
            if (state == null && change.place().equals(keeps)) {
                throw new TransportException(Failure.UNSUPPORTED, "holds what is not ours");
            }
            if (state == null) {
                states.remove(change.place());
            } else {
                states.put(change.place(), state);
            }
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @BeforeEach
    void file() {
        file = folder.resolve("e.tide");
    }

    private Changes changes(Engagement engagement) {
        return new Changes(engagement.changes(), words::add);
    }

    private Changes.Outcome make(Engagement engagement) throws Exception {
        return changes(engagement).make("192.0.2.7", "windows-enable-remoting", ALL, "admin", () -> device);
    }

    private Changes.Outcome undo(Engagement engagement) throws Exception {
        var changes = changes(engagement);
        return changes.undo(changes.pending(), entry -> () -> device);
    }

    private static List<Stage> stages(Engagement engagement) throws IOException {
        return engagement.changes().entries().stream().map(Entry::stage).toList();
    }

    @Test
    void whatWasMadeIsTakenBackInReverseAndTheDeviceIsAsBefore() throws Exception {
        var before = Map.copyOf(device.states);
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            assertEquals(new Changes.Outcome(3, 0, null), make(engagement));
            assertEquals("RUNNING", device.states.get(RUN.place()));
        }
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            assertEquals(List.of(RUN, START, VALUE), changes(engagement).pending().stream().map(Entry::change).toList());
            assertEquals(new Changes.Outcome(3, 0, null), undo(engagement));
            assertEquals(before, device.states);
            assertEquals(List.of(Stage.UNDONE, Stage.UNDONE, Stage.UNDONE), stages(engagement));
            assertEquals(new Changes.Outcome(0, 0, null), undo(engagement));
        }
    }

    /** The entry is there, and durable, at the moment when the device is touched. */
    @Test
    void theIntentIsCommittedBeforeTheChange() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var seen = new ArrayList<String>();
            device.atSet = () -> {
                try {
                    seen.add(String.join(" ", Sqlite3.query(file, "SELECT stage, ifnull(before, 'absent') FROM device_change")));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
            make(engagement);
            assertEquals("INTENDED|absent", seen.getFirst());
            assertEquals("MADE|absent MADE|DISABLED INTENDED|STOPPED", seen.getLast());
        }
    }

    /** As after a kill between the intent and its outcome: nobody knows whether the change was made. */
    @Test
    void anIntentWithoutAnOutcomeIsTakenBackIfItWasMadeAndSettledIfItWasNot() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            engagement.changes().intend("192.0.2.7", "p", START, "DISABLED", "admin");
            engagement.changes().intend("192.0.2.7", "p", RUN, "STOPPED", "admin");
        }
        device.states.put(START.place(), "AUTO_START");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            assertEquals(new Changes.Outcome(2, 0, null), undo(engagement));
            assertEquals("DISABLED", device.states.get(START.place()));
            assertEquals(List.of("AUTO_START -> DISABLED", "it is STOPPED, as before"),
                    engagement.changes().entries().stream().map(Entry::detail).toList());
        }
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsLeftAndSaid() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            make(engagement);
            device.states.put(START.place(), "DEMAND_START");
            assertEquals(2, undo(engagement).done());
            assertEquals("DEMAND_START", device.states.get(START.place()));
            assertEquals(List.of(Stage.UNDONE, Stage.LEFT, Stage.UNDONE), stages(engagement));
        }
    }

    @Test
    void theFirstRefusalEndsItAndWhatWasMadeCanBeTakenBack() throws Exception {
        device.refuses = START.place();
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            assertEquals(new Changes.Outcome(1, 2, "access denied"), make(engagement));
            assertEquals(List.of(Stage.MADE, Stage.FAILED), stages(engagement));
            device.refuses = null;
            assertEquals(new Changes.Outcome(2, 0, null), undo(engagement));
            assertEquals(null, device.states.get(VALUE.place()));
        }
    }

    /** A key that we made, and that somebody else's values are in now. */
    @Test
    void aKeyThatOthersUseNowStaysAndIsSettled() throws Exception {
        var key = new Change.RegistryKey("SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM", "holds the policy");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            changes(engagement).make("192.0.2.7", "p", List.of(key, VALUE), "admin", () -> device);
            device.keeps = key.place();
            assertEquals(new Changes.Outcome(1, 1, null), undo(engagement));
            assertEquals(List.of(Stage.LEFT, Stage.UNDONE), stages(engagement));
            assertEquals(List.of(), changes(engagement).pending());
        }
    }

    /** It may be only what could not be taken out of it just now. */
    @Test
    void aKeyInWhichSomethingOfOursIsLeftIsTriedAgain() throws Exception {
        var key = new Change.RegistryKey("SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM", "holds the policy");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            changes(engagement).make("192.0.2.7", "p", List.of(key, VALUE), "admin", () -> device);
            device.refuses = VALUE.place();
            device.keeps = key.place();
            assertEquals(0, undo(engagement).done());
            assertEquals(2, changes(engagement).pending().size());
        }
    }

    @Test
    void whatIsAsWantedAlreadyIsNotCountedAmongWhatWasNotMade() throws Exception {
        device.states.put(VALUE.place(), "REG_DWORD 1");
        device.refuses = START.place();
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            assertEquals(new Changes.Outcome(0, 2, "access denied"), make(engagement));
        }
    }

    @Test
    void whatIsAsWantedAlreadyIsNotTouched() throws Exception {
        device.states.put(START.place(), "AUTO_START");
        device.states.put(RUN.place(), "RUNNING");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            make(engagement);
            assertEquals(List.of(VALUE), engagement.changes().entries().stream().map(Entry::change).toList());
        }
    }

    @Test
    void anEngagementOpenedForReadingTakesNoChanges() throws Exception {
        Engagement.open(file, Access.READ_WRITE).close();
        try (var engagement = Engagement.open(file, Access.READ_ONLY)) {
            assertThrows(IllegalStateException.class, engagement::changes);
        }
    }
}
