package org.tidewaiter.psrp.message;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * A command of a pipeline, [MS-PSRP] 2.2.3.12.
 *
 * @param text          the command's name, or a script
 * @param script        it is a script
 * @param useLocalScope whether it has a scope of its own; null leaves that to the server
 * @param merging       which of its streams are merged
 * @param arguments     its arguments in order
 */
public record Command(String text, boolean script, @Nullable Boolean useLocalScope, Merging merging, List<Argument> arguments) {

    /**
     * An argument, [MS-PSRP] 2.2.3.13.
     *
     * @param name  of the parameter; null for one by position
     * @param value any value; Nil for a switch
     */
    public record Argument(@Nullable String name, Value value) {
    }

    public Command {
        arguments = List.copyOf(arguments);
    }

    /** A script without arguments. */
    public static Command script(String text) {
        return new Command(text, true, null, Merging.NONE, List.of());
    }

    /** A command by its name, without arguments. */
    public static Command named(String name) {
        return new Command(name, false, null, Merging.NONE, List.of());
    }

    /** The command with one more argument. */
    public Command with(@Nullable String parameter, Value value) {
        var more = new ArrayList<>(arguments);
        more.add(new Argument(parameter, value));
        return new Command(text, script, useLocalScope, merging, more);
    }

    Value data() {
        var properties = new Properties().put("Cmd", text).put("IsScript", script).put("UseLocalScope",
                useLocalScope == null ? new Primitive.Nil() : new Primitive.Bool(useLocalScope));
        merging.put(properties);
        var args = arguments.stream().map(a -> new Properties().put("N", a.name()).put("V", a.value()).object()).toList();
        return properties.put("Args", Properties.list(args)).object();
    }

    static Command of(Value data) throws PsrpException {
        var fields = Fields.of("CREATE_PIPELINE: a command", data);
        var arguments = new ArrayList<Argument>();
        for (var item : fields.items("Args")) {
            var argument = Fields.of("CREATE_PIPELINE: an argument", item);
            arguments.add(new Argument(argument.optionalText("N"), argument.value("V")));
        }
        var scope = fields.optional("UseLocalScope") == null ? null : (Boolean) fields.bool("UseLocalScope");
        return new Command(fields.text("Cmd"), fields.bool("IsScript"), scope, Merging.of(fields), arguments);
    }
}
