package org.tidewaiter.api.session;

/** A POSIX shell on a device, by whatever means: this machine's own, or SSH. */
public interface ShellSession extends Session {

    /**
     * Runs a declared command and waits for its end. Fixed commands of all steps travel in one script, so the reply is often already here.
     *
     * @throws TransportException   when the conversation itself broke; a command that fails, is denied or is cut off is a
     *                              {@link ShellReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    ShellReply run(ShellCommand command) throws TransportException, InterruptedException;

    /**
     * Runs a declared template with a value.
     *
     * @throws IllegalArgumentException when the value does not fit the template's placeholder
     */
    ShellReply run(ShellTemplate template, String value) throws TransportException, InterruptedException;
}
