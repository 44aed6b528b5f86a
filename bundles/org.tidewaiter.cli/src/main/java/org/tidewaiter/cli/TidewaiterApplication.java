package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine;

/** The headless product: one command line in, one exit code out. Equinox makes it, by the extension in {@code plugin.xml}. */
public final class TidewaiterApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        var services = new Services(FrameworkUtil.getBundle(TidewaiterApplication.class).getBundleContext());
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try {
            return commandLine(services, out).execute(Arguments.given(context));
        } finally {
            out.flush();
        }
    }

    private static CommandLine commandLine(Services services, PrintStream out) {
        var console = new Terminal(out, System.err);
        return new CommandLine(new TidewaiterCommand()) //
                .addSubcommand(new AuditCommand(services, console)) //
                .addSubcommand(new ReportCommand(console)) //
                .addSubcommand(new CommandLine(new CredentialsCommand()) //
                        .addSubcommand(new CredentialsAddCommand(services, console)) //
                        .addSubcommand(new CredentialsListCommand(services, console)) //
                        .addSubcommand(new CredentialsRemoveCommand(services, console)) //
                        .addSubcommand(new CredentialsTestCommand(services, console))) //
                .addSubcommand(new FamiliesCommand(services, console)) //
                .addSubcommand(new CommandsCommand(services, console)) //
                .addSubcommand(new ReplayCommand(services, console)) //
                .addSubcommand(new RecordCommand(console)) //
                .setCaseInsensitiveEnumValuesAllowed(true) //
                .setExecutionExceptionHandler((failure, line, parsed) -> fail(console, failure));
    }

    private static int fail(Terminal console, Exception failure) {
        var status = failure instanceof UserException user ? user.status() : ExitStatus.FAILURE;
        var known = failure instanceof UserException || failure instanceof IOException;
        console.err().println("tidewaiter: " + Printable.line(known && failure.getMessage() != null ? failure.getMessage()
                : "a defect ended this command: " + failure
                        + (failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0])));
        return status;
    }

    @Override
    public void stop() {
        // nothing runs past start()
    }
}
