package org.tidewaiter.api.session;

import java.util.Collection;

/** A step asked what it had not declared: a defect of the step, never sent to the device. */
public final class UndeclaredRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the session's target and the request. */
    public UndeclaredRequestException(String message) {
        super(message);
    }

    /** Throws one unless a request is among those that the step declared. */
    public static void check(String target, Collection<Request> declared, Request request) {
        if (!declared.contains(request)) {
            throw new UndeclaredRequestException(target + ": the step did not declare the request " + request.id());
        }
    }
}
