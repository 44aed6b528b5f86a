package org.tidewaiter.engine.spi;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Change;

/**
 * What was changed on devices, and what is to be put back. Each entry is durable when the call returns, so that even after a sudden end
 * everything that may have been changed is known. Calls block on the disk.
 */
public interface ChangeLog {

    /** How far a change has come. */
    enum Stage {
        /** About to be made: it may have been, or not. */
        INTENDED,
        /** Made. */
        MADE,
        /** Not made, as far as the device said. */
        FAILED,
        /** Put back, or found as it was before. */
        UNDONE,
        /** Not put back: somebody else has changed it meanwhile. */
        LEFT
    }

    /**
     * A change of a device.
     *
     * @param id          its number
     * @param address     the device
     * @param preparation id of what it belongs to
     * @param change      what
     * @param before      the state that it had; null where there was nothing
     * @param credential  name of the credential
     * @param stage       how far it has come
     * @param detail      what was said about it last; "" for nothing
     */
    record Entry(long id, String address, String preparation, Change change, @Nullable String before, String credential,
            Stage stage, String detail) {
    }

    /** Writes down what is about to be done; returns its number. */
    long intend(String address, String preparation, Change change, @Nullable String before, String credential) throws IOException;

    /** Writes down what came of it. */
    void settle(long id, Stage stage, String detail) throws IOException;

    /** All, oldest first. */
    List<Entry> entries() throws IOException;
}
