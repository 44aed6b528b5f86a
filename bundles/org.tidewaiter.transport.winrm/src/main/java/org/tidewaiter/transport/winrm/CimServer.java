package org.tidewaiter.transport.winrm;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.TransportException;

/** The CIM server behind WS-Management, DSP0226 section 8: enumerates what a query asks for, without any PowerShell. */
@FunctionalInterface
interface CimServer {

    /** The rows of a query as a JSON array, as a PowerShell would put them out, but with every plain value as text. */
    interface Rows {
        /** Some of them, in order. */
        void take(String json);
    }

    /**
     * Reads all instances.
     *
     * @param rows    takes them
     * @param refused takes why the class cannot be read, as {@code category identifier}
     */
    void enumerate(CimQuery query, Rows rows, Rows refused) throws TransportException, InterruptedException;
}
