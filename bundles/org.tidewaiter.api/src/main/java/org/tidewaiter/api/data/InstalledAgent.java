package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A program by which others steer, watch, back up or protect this computer, told by what is installed and runs.
 *
 * @param product its name
 * @param kind    what it is for
 * @param running whether it runs now; absent when only its installation was seen
 * @param seenAs  what it was told by: {@code service TeamViewer}
 */
public record InstalledAgent(@Key String product, @Key Kind kind, @Nullable Boolean running, @Nullable String seenAs)
        implements Item {

    /** What such a program is for. */
    public enum Kind {
        REMOTE_CONTROL, INVENTORY, MANAGEMENT, BACKUP, ENDPOINT_PROTECTION
    }
}
