package org.tidewaiter.api.session;

/** A conversation with an SNMP agent that never sets anything. */
public interface SnmpSession extends Session {

    /**
     * Reads single objects.
     *
     * @throws TransportException   when the agent stopped answering or broke the protocol before anything came; what came in part is a
     *                              {@link SnmpReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    SnmpReply get(SnmpGet request) throws TransportException, InterruptedException;

    /**
     * Reads subtrees. Identifiers that do not increase end the walk of that root with a shortfall, so that no agent can hold it for ever.
     *
     * @throws TransportException   as {@link #get}
     * @throws InterruptedException as {@link #get}
     */
    SnmpReply walk(SnmpWalk request) throws TransportException, InterruptedException;
}
