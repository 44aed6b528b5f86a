package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.ChangeSession;

/** Changes against a simulated computer whose encoding of [MS-RRP] and [MS-SCMR] is impacket's. Not verified on Windows. */
@Timeout(60)
class SmbChangesTest {

    private static final String SERVICE_KEY = "SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service";
    private static final Change KEY = new Change.RegistryKey(SERVICE_KEY, "holds the policy");
    private static final Change NUMBER = new Change.RegistryValue(SERVICE_KEY, "AllowAutoConfig", "REG_DWORD 1", "allows");
    private static final Change TEXT = new Change.RegistryValue(SERVICE_KEY, "IPv4Filter", "REG_SZ *", "where");
    private static final Change START = new Change.ServiceStart("WinRM", "AUTO_START", "starts with the computer");
    private static final Change RUN = new Change.ServiceState("WinRM", "RUNNING", "starts now");

    @TempDir
    private Path folder;
    private @Nullable Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start(folder, """
                {"keys": {"SOFTWARE\\\\Policies\\\\Microsoft": {}, "SOFTWARE\\\\Locked": {"Held": [4, 7]}, "SOFTWARE\\\\Odd": {"Filter": [2, "%x%"]}},
                 "services": {"WinRM": {"start": 3, "state": 1}, "Guarded": {"start": 4, "state": 1}, "Slow": {"start": 3, "state": 2}},
                 "denied": ["SOFTWARE\\\\Locked", "Guarded"]}""");
    }

    @AfterEach
    void stop() throws InterruptedException {
        var running = peer;
        if (running != null) {
            running.close();
        }
    }

    private String read(String name) {
        return Objects.requireNonNull(peer).read(name);
    }

    private ChangeSession open() {
        return new SmbChanges(Objects.requireNonNull(peer), () -> {
            // the connections were closed with their pipes
        });
    }

    @Test
    void aKeyAndItsValuesAreMadeAndTakenAwayAgain() throws Exception {
        var before = read("state.json");
        try (var session = open()) {
            assertNull(session.state(KEY));
            assertNull(session.state(NUMBER));
            for (var change : List.of(KEY, NUMBER, TEXT)) {
                session.set(change, change.wanted());
                assertEquals(change.wanted(), session.state(change));
            }
            assertTrue(read("state.json").contains("\"AllowAutoConfig\": [\n    4,\n    1\n   ]"), () -> read("state.json"));
            session.set(TEXT, null);
            var refused = assertThrows(TransportException.class, () -> session.set(KEY, null));
            assertTrue(refused.getMessage().contains("not ours"), refused.getMessage());
            session.set(NUMBER, null);
            session.set(KEY, null);
            assertNull(session.state(KEY));
        }
        assertEquals(before.replaceAll("\\s", ""), read("state.json").replaceAll("\\s", ""));
    }

    @Test
    void aServiceIsSetAndStartedAndPutBack() throws Exception {
        try (var session = open()) {
            assertEquals("DEMAND_START", session.state(START));
            assertEquals("STOPPED", session.state(RUN));
            session.set(START, "AUTO_START");
            session.set(RUN, "RUNNING");
            assertEquals("AUTO_START", session.state(START));
            assertEquals("RUNNING", session.state(RUN));
            session.set(RUN, "STOPPED");
            session.set(START, "DEMAND_START");
            assertEquals("STOPPED", session.state(RUN));
            assertEquals("DEMAND_START", session.state(START));
        }
    }

    /** Another program has put REG_EXPAND_SZ there, which a change cannot write. */
    @Test
    void aValueThatCouldNotBePutBackIsNotReplaced() throws Exception {
        var filter = new Change.RegistryValue("SOFTWARE\\Odd", "Filter", "REG_SZ *", "where");
        var before = read("state.json");
        try (var session = open()) {
            assertEquals("type 2 of 8 bytes", session.state(filter));
            var refused = assertThrows(TransportException.class, () -> session.set(filter, filter.wanted()));
            assertTrue(refused.getMessage().contains("could not be put back"), refused.getMessage());
        }
        assertEquals(before, read("state.json"));
    }

    /** As after a run that was killed while the service started: what comes of it is what counts. */
    @Test
    void aServiceThatIsStartingIsWaitedFor() throws Exception {
        try (var session = open()) {
            assertEquals("RUNNING", session.state(new Change.ServiceState("Slow", "RUNNING", "x")));
        }
    }

    @Test
    void withoutTheRightNothingIsChangedAndTheAccountIsToldWhatItNeeds() throws Exception {
        try (var session = open()) {
            for (var change : List.of(new Change.RegistryValue("SOFTWARE\\Locked", "Held", "REG_DWORD 1", "x"),
                    new Change.ServiceStart("Guarded", "AUTO_START", "x"))) {
                var refused = assertThrows(TransportException.class, () -> session.set(change, change.wanted()));
                assertEquals(Failure.DENIED, refused.failure(), refused.getMessage());
            }
            assertEquals("REG_DWORD 7", session.state(new Change.RegistryValue("SOFTWARE\\Locked", "Held", "REG_DWORD 1", "x")));
            var missing = assertThrows(TransportException.class,
                    () -> session.state(new Change.ServiceStart("NoSuch", "AUTO_START", "x")));
            assertTrue(missing.getMessage().contains("not installed"), missing.getMessage());
        }
    }
}
