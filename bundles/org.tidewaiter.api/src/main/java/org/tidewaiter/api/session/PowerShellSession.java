package org.tidewaiter.api.session;

/** A PowerShell on a device that runs fixed scripts which read, and CIM queries. Where it refuses scripts, CIM queries are still answered. */
public interface PowerShellSession extends CimSession {

    /**
     * Runs a declared script and waits for its end. Fixed scripts of all steps travel in one pipeline, so the reply is often already here.
     *
     * @throws TransportException   when the conversation itself broke; a script that fails, is refused or takes too long is a
     *                              {@link CimReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    CimReply run(PowerShellScript script) throws TransportException, InterruptedException;
}
