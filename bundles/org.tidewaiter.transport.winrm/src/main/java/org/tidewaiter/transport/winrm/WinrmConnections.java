package org.tidewaiter.transport.winrm;

import org.tidewaiter.api.session.TransportException;

/** Opens connections to one computer with one login, each with its PowerShell. */
@FunctionalInterface
interface WinrmConnections {

    /** A connection; when it is thrown, nothing stays open. */
    WinrmConnection open() throws TransportException, InterruptedException;
}
