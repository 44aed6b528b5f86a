package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A service that the system starts and watches.
 *
 * @param name        its name: {@code ssh.service}, {@code Spooler}
 * @param state       what it does now
 * @param startMode   when it is started
 * @param description what it says about itself
 * @param user        account it runs as
 * @param processId   main process
 * @param command     program that it runs, without arguments
 */
public record Service(@Key String name, @Nullable State state, @Nullable StartMode startMode, @Nullable String description,
        @Nullable String user, @Nullable Long processId, @Nullable String command)
        implements Item {

    /** What a service does now. */
    public enum State {
        RUNNING, STARTING, STOPPING, STOPPED, PAUSED, EXITED, FAILED
    }

    /** When a service is started. */
    public enum StartMode {
        AUTOMATIC, ON_DEMAND, DISABLED
    }
}
