package org.tidewaiter.transport.smb.rpc;

import org.tidewaiter.api.session.TransportException;

/**
 * A handle of samr or lsarpc (SAMPR_HANDLE, LSAPR_HANDLE).
 *
 * @param closing the operation that closes it
 */
record Handle(RpcPipe pipe, int closing, byte[] bytes) implements AutoCloseable {
    private static final int LENGTH = 20;

    /**
     * Calls an operation that opens something.
     *
     * @param what {@code samr: the server}
     */
    static Handle open(RpcPipe pipe, int closing, int operation, byte[] arguments, String what) throws TransportException {
        var answer = new Ndr.Reader(pipe.call(operation, arguments));
        var bytes = answer.raw(LENGTH);
        NtStatus.check(what, answer.number());
        return new Handle(pipe, closing, bytes);
    }

    /** Calls the operation that begins a conversation; the pipe is closed where that fails, and otherwise with {@link #end}. */
    static Handle first(RpcPipe pipe, int closing, int operation, byte[] arguments, String what) throws TransportException {
        try {
            return open(pipe, closing, operation, arguments, what);
        } catch (TransportException e) {
            pipe.close();
            throw e;
        }
    }

    /** Closes it and its pipe. */
    void end() throws TransportException {
        try (pipe) {
            close();
        }
    }

    /** Arguments that begin with it. */
    Ndr.Writer arguments() {
        return new Ndr.Writer().raw(bytes);
    }

    Ndr.Reader call(int operation, Ndr.Writer arguments) throws TransportException {
        return new Ndr.Reader(pipe.call(operation, arguments.array()));
    }

    @Override
    public void close() throws TransportException {
        pipe.call(closing, bytes);
    }
}
