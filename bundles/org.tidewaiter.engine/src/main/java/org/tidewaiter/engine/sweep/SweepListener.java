package org.tidewaiter.engine.sweep;

/** Who hears of a sweep. Called on the sweep's thread; must not block. */
public interface SweepListener {

    /** A device is there. */
    void found(Found found);

    /** Nobody gave a sign of life; told once, after the last try. */
    void silent(SweepTarget target);

    /** Not asked, since no device can have this address. */
    void passedOver(SweepTarget target);

    /** Something that the user should know now. */
    void note(String text);

    /** Whether more devices can be taken; while not, no new addresses are asked. */
    boolean hasRoom();
}
