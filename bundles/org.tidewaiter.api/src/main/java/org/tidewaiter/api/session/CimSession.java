package org.tidewaiter.api.session;

/**
 * A conversation with a computer's CIM server (DSP0004; on Windows: WMI) that reads and never writes: no method is invoked, no instance is
 * changed.
 */
public interface CimSession extends Session {

    /**
     * Reads instances of a class. Fixed queries of all steps travel together, so the reply is often already here.
     *
     * @throws TransportException   when the conversation itself broke; a class that is not there, is denied or takes too long is a
     *                              {@link CimReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    CimReply query(CimQuery query) throws TransportException, InterruptedException;
}
