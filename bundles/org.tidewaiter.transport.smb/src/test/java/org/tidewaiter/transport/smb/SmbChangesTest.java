package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
import org.tidewaiter.transport.smb.rpc.RpcPipe;

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
    private @Nullable Process peer;
    private final Map<String, Integer> ports = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        var script = script();
        assumeTrue(Files.exists(Path.of("/usr/lib/python3/dist-packages/impacket")), "needs python3-impacket");
        Files.writeString(folder.resolve("state.json"), """
                {"keys": {"SOFTWARE\\\\Policies\\\\Microsoft": {}, "SOFTWARE\\\\Locked": {"Held": [4, 7]}, "SOFTWARE\\\\Odd": {"Filter": [2, "%x%"]}},
                 "services": {"WinRM": {"start": 3, "state": 1}, "Guarded": {"start": 4, "state": 1}, "Slow": {"start": 3, "state": 2}},
                 "denied": ["SOFTWARE\\\\Locked", "Guarded"]}""");
        var started = new ProcessBuilder("/usr/bin/python3", script.toString(), folder.resolve("state.json").toString())
                .redirectError(folder.resolve("err").toFile()).start();
        peer = started;
        var lines = new BufferedReader(started.inputReader());
        for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            assertNotNull(line, () -> read("err"));
            ports.put(line.split(" ")[0], Integer.valueOf(line.split(" ")[1]));
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path script() throws IOException {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var script = at.resolve("releng/lab/windows/peer.py");
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new IOException("no releng/lab/windows/peer.py");
    }

    @AfterEach
    void stop() throws InterruptedException {
        var running = peer;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        }
    }

    private ChangeSession open() {
        return new SmbChanges((name, syntax) -> RpcPipe.bind(TcpBytes.to(ports.get(name)), name, syntax), () -> {
            // the connections were closed with their pipes
        });
    }

    /** The peer's own port stands for the pipe: the PDUs are the same. */
    private record TcpBytes(Socket socket) implements RpcPipe.Bytes {
        static TcpBytes to(int port) throws TransportException {
            try {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(10_000);
                return new TcpBytes(socket);
            } catch (IOException e) {
                throw new TransportException(Failure.UNREACHABLE, "peer", e);
            }
        }

        @Override
        public void write(byte[] bytes) throws TransportException {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new TransportException(Failure.BROKEN, "peer", e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws TransportException {
            try {
                return socket.getInputStream().read(buffer, offset, length);
            } catch (IOException e) {
                throw new TransportException(Failure.BROKEN, "peer", e);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
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
