package org.tidewaiter.psrp.fragment;

/**
 * What a {@link Defragmenter} holds at most.
 *
 * @param bytes   the largest message, and all unfinished ones together
 * @param objects how many messages may be unfinished at once
 */
public record FragmentLimits(int bytes, int objects) {

    /** More than a server sends in good faith: it starts a message only when the one before is sent, one for each pipeline and the pool. */
    public static final FragmentLimits USUAL = new FragmentLimits(64 << 20, 16);

    public FragmentLimits {
        if (bytes < 1 || objects < 1) {
            throw new IllegalArgumentException(bytes + " bytes in " + objects + " messages");
        }
    }
}
