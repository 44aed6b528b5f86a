package org.tidewaiter.psrp.clixml;

/**
 * What a {@link ClixmlReader} takes at most.
 *
 * @param depth      how deep objects may lie in objects
 * @param values     how many values there may be, those counted again that are referred to again
 * @param characters how long the XML may be
 */
public record ClixmlLimits(int depth, int values, int characters) {

    /** Past what a server sends: it serializes a few levels of depth. */
    public static final ClixmlLimits USUAL = new ClixmlLimits(50, 2_000_000, 64 << 20);

    private static final int DEEPEST = 500;

    public ClixmlLimits {
        if (depth < 1 || depth > DEEPEST || values < 1 || characters < 1) {
            throw new IllegalArgumentException("depth " + depth + ", " + values + " values, " + characters + " characters");
        }
    }
}
