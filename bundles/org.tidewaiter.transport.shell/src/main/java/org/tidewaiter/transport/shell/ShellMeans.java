package org.tidewaiter.transport.shell;

import java.time.Duration;

import org.tidewaiter.api.session.TransportException;

/** What carries shells: this machine's processes, or the channels of one SSH connection. Closing it ends all of them. */
public interface ShellMeans extends AutoCloseable {

    /**
     * Has the login's shell run a command line, with three streams of its own and no terminal.
     *
     * @param commandLine what the login's shell is given; seen by everybody on the device, so it holds no secret
     * @param timeout     how long the opening may take
     * @throws TransportException   when no further shell can be had
     * @throws InterruptedException when cancelled; nothing stays open
     */
    ShellChannel open(String commandLine, Duration timeout) throws TransportException, InterruptedException;

    /** Ends everything within two seconds, from any thread. */
    @Override
    void close();
}
