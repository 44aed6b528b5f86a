package org.tidewaiter.transport.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.transport.shell.ShellChannel;

import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Session.Command;

/** One session channel that runs a command line (RFC 4254 section 6.5), without a terminal. */
final class SshChannel implements ShellChannel {

    private static final ThreadFactory THREADS = Thread.ofVirtual().name("ssh-shell-", 0).factory();
    private static final long PATIENCE_MILLIS = 1_500;

    private final Session session;
    private final Command command;

    SshChannel(Session session, Command command) {
        this.session = session;
        this.command = command;
    }

    @Override
    public OutputStream stdin() {
        return command.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return command.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return command.getErrorStream();
    }

    @Override
    public ThreadFactory threads() {
        return THREADS;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    /** Sends the end of input, upon which the script ends what it runs: a server does not end it when the channel closes. */
    void endInput() {
        try {
            command.getOutputStream().close();
        } catch (IOException e) {
            // The channel or the connection is closed: the device has noticed.
        }
    }

    /** Waits a while for the device's end of the channel. */
    void awaitEnd(long millis) {
        try {
            command.join(millis, TimeUnit.MILLISECONDS);
        } catch (ConnectionException e) {
            // It has not ended; the caller goes on to closing.
        }
    }

    @Override
    public void close() {
        endInput();
        awaitEnd(PATIENCE_MILLIS);
        try {
            session.close();
        } catch (IOException e) {
            // Nobody answers any more; the connection's own closing ends it for good.
        }
    }
}
