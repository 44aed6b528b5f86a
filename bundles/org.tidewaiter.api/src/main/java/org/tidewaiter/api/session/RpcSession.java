package org.tidewaiter.api.session;

/**
 * What the services of a Windows computer tell over RPC ([MS-RPCE]), through the named pipes of SMB: where no PowerShell answers, and what
 * PowerShell cannot say. It changes nothing.
 */
public interface RpcSession extends Session {

    /**
     * Reads values of the registry ([MS-RRP]).
     *
     * @throws TransportException   when the conversation itself broke; a value that is denied is a {@link RegistryReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    RegistryReply read(RegistryRead request) throws TransportException, InterruptedException;

    /**
     * Asks a service for its rows, whose values have the names that the specification gives the members of its structures.
     *
     * @throws TransportException   when the conversation itself broke; what is denied is a {@link CimReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    CimReply read(RpcRead request) throws TransportException, InterruptedException;
}
