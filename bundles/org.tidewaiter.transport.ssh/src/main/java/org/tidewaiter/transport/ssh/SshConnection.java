package org.tidewaiter.transport.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.transport.shell.ShellChannel;
import org.tidewaiter.transport.shell.ShellMeans;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;

/** Shells as channels of one authenticated connection. */
final class SshConnection implements ShellMeans {

    private static final Duration CLOSING = Duration.ofMillis(1_500);

    private final SSHClient client;
    private final String target;
    private final List<SshChannel> channels = new ArrayList<>();
    private boolean closed;

    SshConnection(SSHClient client, String target) {
        this.client = client;
        this.target = target;
    }

    @Override
    public ShellChannel open(String commandLine, Duration timeout) throws TransportException, InterruptedException {
        try (var watch = new Watch(timeout, () -> Sockets.end(client))) {
            var channel = exec(commandLine, watch);
            synchronized (channels) {
                if (!closed) {
                    channels.removeIf(c -> !c.isOpen());
                    channels.add(channel);
                    return channel;
                }
            }
            channel.endInput();
            throw new TransportException(Failure.BROKEN, target + ": the session was closed");
        }
    }

    private SshChannel exec(String commandLine, Watch watch) throws TransportException, InterruptedException {
        Session session;
        try {
            session = client.startSession();
        } catch (IllegalStateException e) {
            throw broken(e); // sshj's word for a connection that has ended
        } catch (OpenFailException e) {
            throw new TransportException(Failure.UNSUPPORTED, target + ": the server refuses to open a session (" + e.getReason()
                    + "); allow this login sessions (MaxSessions in sshd_config) or audit the device through another family", e);
        } catch (SSHException e) {
            throw lost(e, watch);
        }
        try {
            return new SshChannel(session, session.exec(commandLine));
        } catch (SSHException e) {
            if (client.isConnected() && String.valueOf(e.getMessage()).contains("Request failed")) {
                throw new TransportException(Failure.UNSUPPORTED, target
                        + ": the server does not run commands for this login; give it a POSIX shell or audit the device through another family",
                        e);
            }
            throw lost(e, watch);
        }
    }

    private TransportException lost(SSHException e, Watch watch) throws InterruptedException {
        Interrupts.rethrow(e);
        if (watch.expired()) {
            return new TransportException(Failure.TIMED_OUT, target
                    + ": the server opened no further shell in time; try again, or allow more time for logins", e);
        }
        return broken(e);
    }

    private TransportException broken(Exception cause) {
        return new TransportException(Failure.BROKEN,
                target + ": the SSH connection was lost; try again, and look at the device's log", cause);
    }

    @Override
    public void close() {
        List<SshChannel> open;
        synchronized (channels) {
            closed = true;
            open = List.copyOf(channels);
        }
        var deadline = Deadline.in(CLOSING);
        if (client.isConnected()) {
            // Ending the input may block on a full window: another thread does it, and the socket's end sets it free.
            var ending = Thread.ofVirtual().start(() -> {
                open.forEach(SshChannel::endInput);
                open.forEach(c -> c.awaitEnd(Math.max(1, deadline.left().toMillis())));
            });
            try {
                ending.join(deadline.left());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Sockets.end(client);
    }
}
