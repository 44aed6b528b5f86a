package org.tidewaiter.engine;

/** A target that cannot be understood or is refused: the message names it and says what to write instead. */
public final class TargetException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The sentence for the user. */
    public TargetException(String message) {
        super(message);
    }
}
