package org.tidewaiter.cli;

/** Ends a command with a sentence for the user and an exit status. */
final class UserException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    UserException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
