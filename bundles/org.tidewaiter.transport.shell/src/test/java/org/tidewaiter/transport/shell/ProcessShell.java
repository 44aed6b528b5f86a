package org.tidewaiter.transport.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;

import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;

/** A real shell of this machine. Whatever it starts has {@link #mark} in its environment, by which what is left of it is found. */
final class ProcessShell implements ShellChannel {

    /** Only the time is asked of it. */
    static final ExchangeLog CLOCK = new ExchangeLog() {
        @Override
        public Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit, byte[] out, byte[] err,
                Instant started, Duration duration) {
            throw new AssertionError("nothing is recorded here");
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    final String mark = UUID.randomUUID().toString();
    private final Process process;

    ProcessShell(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("TIDEWAITER_TEST", mark);
        process = builder.start();
    }

    /** Runs one script of these commands to its end, or to the end of the patience with one of them. */
    static List<Frame> run(List<String> shell, DeviceShell device, Elevation.Way way, List<ShellCommand> commands)
            throws IOException, InterruptedException {
        var frames = commands.stream().map(Frame::new).toList();
        var nonce = Handshake.nonce();
        try (var channel = new ProcessShell(shell);
                var conversation = new Conversation(channel, nonce, frames, new Script(device, way, null).of(nonce, commands),
                        null,
                        CLOCK)) {
            for (var frame : frames) {
                conversation.await(frame);
            }
        }
        return frames;
    }

    List<ProcessHandle> left() {
        return Processes.with("TIDEWAITER_TEST=" + mark);
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public ThreadFactory threads() {
        return Thread.ofPlatform().daemon().factory();
    }

    /** Ends the input and nothing else: the script has to do the rest. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
    }
}
