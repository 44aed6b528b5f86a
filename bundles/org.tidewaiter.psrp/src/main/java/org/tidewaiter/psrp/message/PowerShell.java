package org.tidewaiter.psrp.message;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * What a pipeline runs, [MS-PSRP] 2.2.3.11.
 *
 * @param nested                       it runs within another pipeline
 * @param statements                   statements in order, each of commands joined by pipes; at least one
 * @param history                      the text for the server's history; null where none
 * @param redirectShellErrorOutputPipe whether errors go to the host as well
 */
public record PowerShell(boolean nested, List<List<Command>> statements, @Nullable String history,
        boolean redirectShellErrorOutputPipe) {

    public PowerShell {
        if (statements.isEmpty() || statements.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a pipeline without a command");
        }
        statements = statements.stream().map(List::copyOf).toList();
    }

    /** Commands joined by pipes. */
    public static PowerShell of(Command... commands) {
        return new PowerShell(false, List.of(List.of(commands)), null, false);
    }

    Value data() {
        var properties = new Properties().put("IsNested", nested);
        if (statements.size() == 1) {
            properties.put("ExtraCmds", new Primitive.Nil());
        } else {
            // ExtraCmds holds all the statements, the first one, too.
            properties.put("ExtraCmds",
                    Properties.list(statements.stream().map(s -> new Properties().put("Cmds", commands(s)).object()).toList()));
        }
        return properties.put("Cmds", commands(statements.getFirst())).put("History", history)
                .put("RedirectShellErrorOutputPipe", redirectShellErrorOutputPipe).object();
    }

    private static Value commands(List<Command> statement) {
        return Properties.list(statement.stream().map(Command::data).toList());
    }

    static PowerShell of(Fields fields) throws PsrpException {
        var statements = new ArrayList<List<Command>>();
        if (fields.optional("ExtraCmds") == null) {
            statements.add(commands(fields));
        } else {
            for (var statement : fields.items("ExtraCmds")) {
                statements.add(commands(Fields.of(fields.where() + ".ExtraCmds", statement)));
            }
        }
        if (statements.isEmpty() || statements.getFirst().isEmpty()) {
            throw new PsrpException(fields.where() + " without a command");
        }
        return new PowerShell(fields.bool("IsNested"), statements, fields.optionalText("History"),
                fields.bool("RedirectShellErrorOutputPipe"));
    }

    private static List<Command> commands(Fields fields) throws PsrpException {
        var commands = new ArrayList<Command>();
        for (var command : fields.items("Cmds")) {
            commands.add(Command.of(command));
        }
        return commands;
    }
}
