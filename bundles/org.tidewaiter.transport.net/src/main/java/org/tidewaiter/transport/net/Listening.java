package org.tidewaiter.transport.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** An open connection on which we only listen. */
final class Listening {

    private static final int LONGEST = 1024;
    // A line may be followed by another one: RFC 4253 section 4.2 allows lines before the identification string.
    private static final long NEXT_LINE_NANOS = 300_000_000;
    private static final long ENDING_NANOS = 250_000_000;
    private static final int DRAINED_AT_MOST = 1 << 16;

    private final Socket socket;
    private final long deadline;

    /** The deadline is on the scale of {@link System#nanoTime()}. */
    Listening(Socket socket, long deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    /** What the server says first: at most 1,024 bytes, to the end of a line that stands or of an SSH identification. */
    byte[] banner() throws IOException {
        var said = new ByteArrayOutputStream();
        var buffer = new byte[LONGEST];
        var until = deadline;
        while (said.size() < LONGEST && !isIdentified(said)) {
            var count = read(buffer, LONGEST - said.size(), until);
            if (count < 0) {
                break;
            }
            said.write(buffer, 0, count);
            if (said.toString(StandardCharsets.ISO_8859_1).endsWith("\n")) {
                until = Math.min(deadline, System.nanoTime() + NEXT_LINE_NANOS);
            }
        }
        return said.toByteArray();
    }

    /** Sends FIN and lets the server do the same: closing with unread bytes would send RST. */
    void end() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Already closed by the other side.
            return;
        }
        var buffer = new byte[1 << 12];
        var until = System.nanoTime() + ENDING_NANOS;
        for (int total = 0, count = 0; count >= 0 && total < DRAINED_AT_MOST; total += count) {
            count = read(buffer, buffer.length, until);
        }
    }

    private static boolean isIdentified(ByteArrayOutputStream said) {
        var text = said.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\n") && text.lines().anyMatch(l -> l.startsWith("SSH-"));
    }

    /** Bytes read; -1 when the server has closed or reset the connection, or says nothing more before the time is over. */
    private int read(byte[] buffer, int length, long until) throws IOException {
        var left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return -1;
        }
        try {
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            return socket.getInputStream().read(buffer, 0, length);
        } catch (SocketTimeoutException e) {
            return -1;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return -1;
        }
    }
}
