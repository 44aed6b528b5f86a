package org.tidewaiter.replay;

/** Something was asked in a replay that the recording does not answer: the code that asks has changed since, or the recording is incomplete. */
public final class UnrecordedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnrecordedRequestException(String message) {
        super(message);
    }
}
