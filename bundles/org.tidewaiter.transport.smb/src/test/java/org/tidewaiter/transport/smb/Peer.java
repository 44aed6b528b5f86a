package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.smb.rpc.RpcPipe;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/** A simulated computer whose encoding of RPC is impacket's ({@code releng/lab/windows/peer.py}). Not verified on Windows. */
final class Peer implements RpcPipes, AutoCloseable {
    private final Process process;
    private final Path folder;
    private final Map<String, Integer> ports;

    private Peer(Process process, Path folder, Map<String, Integer> ports) {
        this.process = process;
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * Starts it.
     *
     * @param folder where its files go
     * @param state  what the computer has, as JSON
     */
    static Peer start(Path folder, String state) throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/lib/python3/dist-packages/impacket")), "needs python3-impacket");
        Files.writeString(folder.resolve("state.json"), state);
        var process = new ProcessBuilder("/usr/bin/python3", "-B", script().toString(), folder.resolve("state.json").toString())
                .redirectError(folder.resolve("err").toFile()).start();
        var peer = new Peer(process, folder, new HashMap<>());
        var lines = new BufferedReader(process.inputReader());
        for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            assertNotNull(line, () -> peer.read("err"));
            peer.ports.put(line.split(" ")[0], Integer.valueOf(line.split(" ")[1]));
        }
        return peer;
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

    /** A file of it: {@code state.json}, or {@code err}. */
    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public RpcPipe pipe(String name, String syntax) throws TransportException {
        return RpcPipe.bind(bytes(name), name, syntax);
    }

    /** What goes over a pipe of it. */
    RpcPipe.Bytes bytes(String name) throws TransportException {
        return TcpBytes.to(ports.get(name));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
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
}
