package org.tidewaiter.cli;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.tidewaiter.api.spi.DeviceFamily;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidewaiter families}: one line per registered family, id and label, by id. */
@Command(name = "families", mixinStandardHelpOptions = true, description = "Lists the device families that are installed.")
final class FamiliesCommand implements Callable<Integer> {

    private final BundleContext context;

    @Spec
    private @Nullable CommandSpec spec;

    FamiliesCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSyntaxException {
        var out = spec.commandLine().getOut();
        for (var family : families()) out.printf("%-10s %s%n", family.id(), family.label());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<DeviceFamily> families() throws InvalidSyntaxException {
        return context.getServiceReferences(DeviceFamily.class, null).stream() //
                .map((ServiceReference<DeviceFamily> reference) -> context.getService(reference)) //
                .sorted(Comparator.comparing(DeviceFamily::id)) //
                .toList();
    }
}
