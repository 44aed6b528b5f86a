package org.tidewaiter.engine.spi;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;

/** Reads and sets what a {@link Change} is about, on one device. The engine's alone: no family is ever lent one. */
public interface ChangeSession extends AutoCloseable {

    /**
     * What is there now, written as {@link Change#wanted()} is; null where there is nothing.
     *
     * @throws TransportException when it cannot be read
     */
    @Nullable
    String state(Change change) throws TransportException, InterruptedException;

    /**
     * Makes it so.
     *
     * @param state as {@link #state} tells it; null to have nothing there
     * @throws TransportException when it was not done, or it is not known whether it was
     */
    void set(Change change, @Nullable String state) throws TransportException, InterruptedException;

    @Override
    void close();
}
