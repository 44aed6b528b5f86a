package org.tidewaiter.transport.winrm.seal;

/** An established security context that seals and unseals. Messages have an order, so one thread at a time. */
public interface MessageSeal {

    /** A message whose data is as long as the plain one, and what proves it. */
    record Sealed(byte[] signature, byte[] data) {
    }

    /** Seals the next message. */
    Sealed seal(byte[] message) throws SealException;

    /**
     * Unseals the peer's next message.
     *
     * @throws SealException when it was changed on the way, or comes out of order
     */
    byte[] unseal(byte[] signature, byte[] data) throws SealException;
}
