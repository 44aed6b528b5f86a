package org.tidewaiter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter credentials remove}. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a stored login.")
final class CredentialsRemoveCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    CredentialsRemoveCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (!services.vault().remove(name)) {
            throw new UserException(ExitStatus.USAGE, "no credential is called " + name + "; see `tidewaiter credentials list`");
        }
        console.out().println("removed credential " + name);
        return ExitStatus.COMPLETE;
    }
}
