package org.tidewaiter.transport.smb;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;

/**
 * The folders of a share, read alone. What the server answers with a refusal is {@code DENIED} or {@code UNSUPPORTED}; every other failure is
 * the end of the conversation.
 */
interface Folders {

    /**
     * An entry of a folder.
     *
     * @param name as the server has it: it may be anything
     */
    record Entry(String name, boolean folder, long sizeBytes, @Nullable Instant changed) {
    }

    /** A folder's entries, in the server's order; no more than so many. */
    List<Entry> list(String path, int most) throws TransportException;

    /** A file's beginning: no more than so many bytes. */
    byte[] read(String path, int most) throws TransportException;
}
