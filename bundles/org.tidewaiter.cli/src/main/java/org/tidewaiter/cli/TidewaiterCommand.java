package org.tidewaiter.cli;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands before the command's name. Without a command it says what there is. */
@Command(name = "tidewaiter", mixinStandardHelpOptions = true, version = "tidewaiter 0.1.0", //
        description = "Finds the devices of a network, reads them without changing them, and shows the evidence for every line.")
final class TidewaiterCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
