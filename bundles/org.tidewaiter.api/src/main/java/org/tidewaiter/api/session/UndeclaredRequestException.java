package org.tidewaiter.api.session;

/** A step asked what it had not declared: a defect of the step, never sent to the device. */
public final class UndeclaredRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the session's target and the request. */
    public UndeclaredRequestException(String message) {
        super(message);
    }
}
