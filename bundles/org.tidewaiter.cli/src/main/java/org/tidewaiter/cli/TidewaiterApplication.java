package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The headless product: one command line in, one exit code out. Equinox makes it, by the extension in {@code plugin.xml}. */
public final class TidewaiterApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        var services = new Services(FrameworkUtil.getBundle(TidewaiterApplication.class).getBundleContext());
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var arguments = Arguments.given(context);
        var status = commandLine(new Terminal(out, System.err), services, arguments).execute(arguments);
        // a print stream keeps failures to itself until it is asked, which also flushes
        if (!out.checkError()) {
            return status;
        }
        System.err
                .println("tidewaiter: not all of the output could be written: the disk is full, or whatever read it has stopped");
        return status == ExitStatus.COMPLETE ? ExitStatus.FAILURE : status;
    }

    /** Reading the annotations of all commands takes longer than a short command runs, so a command that is named is the only one made. */
    private static CommandLine commandLine(Terminal console, Services services, String[] arguments) {
        var line = new CommandLine(new TidewaiterCommand());
        var commands = commands(console, services);
        if (arguments.length > 0 && commands.get(arguments[0]) instanceof Supplier<?> named) {
            line.addSubcommand(arguments[0], named.get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        // @file is a list of targets, not of options
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .setParameterExceptionHandler((failure, _) -> misused(console, failure))
                .setExecutionExceptionHandler((failure, _, _) -> fail(console, failure));
    }

    /** What is wrong and where to read on, so that the sentence does not scroll away; all of the help where no command was given. */
    private static int misused(Terminal console, ParameterException failure) {
        var command = failure.getCommandLine();
        console.err().println("tidewaiter: " + Printable.line(String.valueOf(failure.getMessage())));
        if (command.getSubcommands().isEmpty()) {
            var name = command.getCommandSpec().qualifiedName();
            console.err()
                    .println("Usage: " + name + " " + (command.getCommandSpec().positionalParameters().isEmpty() ? "[OPTION]..."
                            : "[OPTION]... " + command.getCommandSpec().positionalParameters().getFirst().paramLabel() + "...")
                            + "   More: " + name + " --help");
        } else if (!UnmatchedArgumentException.printSuggestions(failure, console.err())) {
            command.usage(console.err());
        }
        return ExitStatus.USAGE;
    }

    private static Map<String, Supplier<Object>> commands(Terminal console, Services services) {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("scan", () -> new ScanCommand(services, console));
        commands.put("readiness", () -> new ReadinessCommand(services, console));
        commands.put("audit", () -> new AuditCommand(services, console));
        commands.put("undo", () -> new UndoCommand(services, console));
        commands.put("report", () -> new ReportCommand(console));
        commands.put("credentials", () -> new CommandLine(new CredentialsCommand()) //
                .addSubcommand(new CredentialsAddCommand(services, console)) //
                .addSubcommand(new CredentialsListCommand(services, console)) //
                .addSubcommand(new CredentialsRemoveCommand(services, console)) //
                .addSubcommand(new CredentialsTestCommand(services, console)));
        commands.put("ports", () -> new PortsCommand(services, console));
        commands.put("families", () -> new FamiliesCommand(services, console));
        commands.put("commands", () -> new CommandsCommand(services, console));
        commands.put("replay", () -> new ReplayCommand(services, console));
        commands.put("record", () -> new RecordCommand(console));
        commands.put("demo", () -> new DemoCommand(services, console));
        return commands;
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
