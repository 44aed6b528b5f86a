package org.tidewaiter.transport.smb.rpc;

import org.tidewaiter.api.session.TransportException;

/** Where interfaces are bound: the named pipes of a login. */
@FunctionalInterface
public interface RpcPipes {

    /**
     * Binds to an interface.
     *
     * @param name   {@code winreg}
     * @param syntax UUID and version of the interface, as they go over the wire, in hexadecimal digits
     */
    RpcPipe pipe(String name, String syntax) throws TransportException;
}
