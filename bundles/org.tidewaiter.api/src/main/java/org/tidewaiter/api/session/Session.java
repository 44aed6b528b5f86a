package org.tidewaiter.api.session;

/**
 * An authenticated, read-only conversation with one device, lent to a step for the time of {@code read}. It answers only what the steps
 * declared; an undeclared request is an {@link UndeclaredRequestException}. Calls block and react to interrupts. Not for use by several threads at once.
 */
public interface Session {

    /** The device, for messages: an address, or {@code local}. */
    String target();
}
