package org.tidewaiter.api.session;

/** The registry of a Windows computer, read over the network ([MS-RRP]) where no PowerShell answers; it never changes a value. */
public interface RegistrySession extends Session {

    /**
     * Reads values.
     *
     * @throws TransportException   when the conversation itself broke; a value that is denied is a {@link RegistryReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    RegistryReply read(RegistryRead request) throws TransportException, InterruptedException;
}
