package org.tidewaiter.engine.spi;

/** What a run tells while it goes on. Events come from many threads, in order per device; a listener returns at once. */
public sealed interface RunEvent {

    /** The run knows its targets. */
    record Planned(long addresses) implements RunEvent {
    }

    /** A device task begins. */
    record DeviceStarted(String address) implements RunEvent {
    }

    /**
     * A device is at a new stage.
     *
     * @param stage {@code probe}, {@code login ssh}, or {@code family/step}
     */
    record DeviceStage(String address, String stage) implements RunEvent {
    }

    /**
     * A device task ended.
     *
     * @param answered whether there was a sign of life
     */
    record DeviceFinished(String address, boolean answered, int facts, int gaps) implements RunEvent {
    }

    /** Something that the user should know now. */
    record Note(String text) implements RunEvent {
    }

    /** Receives events. */
    @FunctionalInterface
    interface Listener {
        /** Must not block. */
        void on(RunEvent event);
    }
}
