package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.tidewaiter.api.spi.DeviceFamily;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code tidewaiter families}: one line per registered family, id and label, by id. */
@Command(name = "families", mixinStandardHelpOptions = true, description = "Lists the device families that are installed.")
final class FamiliesCommand implements Callable<Integer> {

    private final BundleContext context;
    private final PrintStream out;

    FamiliesCommand(BundleContext context, PrintStream out) {
        this.context = context;
        this.out = out;
    }

    @Override
    public Integer call() throws InvalidSyntaxException {
        for (var family : families()) out.printf("%-10s %s%n", family.id(), family.label());
        return ExitCode.OK;
    }

    private List<DeviceFamily> families() throws InvalidSyntaxException {
        return context.getServiceReferences(DeviceFamily.class, null).stream() //
                .map(context::getService) //
                .sorted(Comparator.comparing(DeviceFamily::id)) //
                .toList();
    }
}
