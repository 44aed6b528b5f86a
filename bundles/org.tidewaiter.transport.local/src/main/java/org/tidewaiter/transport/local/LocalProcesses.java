package org.tidewaiter.transport.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.shell.ShellChannel;
import org.tidewaiter.transport.shell.ShellMeans;

/** Shells as child processes. */
final class LocalProcesses implements ShellMeans {

    private final List<ProcessChannel> channels = new ArrayList<>();
    private boolean closed;

    @Override
    public ShellChannel open(String commandLine, Duration timeout) throws TransportException {
        synchronized (channels) {
            if (closed) {
                throw new TransportException(Failure.BROKEN, "local: the session was closed");
            }
            channels.removeIf(c -> !c.isAlive());
            try {
                var channel = new ProcessChannel(new ProcessBuilder("/bin/sh", "-c", commandLine).start());
                channels.add(channel);
                return channel;
            } catch (IOException e) {
                throw new TransportException(Failure.UNSUPPORTED,
                        "local: /bin/sh could not be started; this machine can only be audited where it has one", e);
            }
        }
    }

    @Override
    public void close() {
        List<ProcessChannel> open;
        synchronized (channels) {
            closed = true;
            open = List.copyOf(channels);
        }
        open.forEach(ProcessChannel::endInput);
        open.forEach(ProcessChannel::close);
    }
}
