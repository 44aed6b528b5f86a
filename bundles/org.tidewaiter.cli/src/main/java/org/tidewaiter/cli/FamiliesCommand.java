package org.tidewaiter.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.spi.DeviceFamily;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidewaiter families}: what is installed. */
@Command(name = "families", mixinStandardHelpOptions = true, description = "Lists the installed device families: bundle, version, ports, data classes.")
final class FamiliesCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Option(names = "--format", paramLabel = "text|json", description = "How to print (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    FamiliesCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        switch (format) {
            case json -> printJson();
            case text -> printText();
        }
        return ExitStatus.COMPLETE;
    }

    private void printText() {
        console.out().printf("%-10s %-22s %-32s %s%n", "FAMILY", "DEVICES", "BUNDLE", "VERSION");
        for (var family : services.families()) {
            console.out().printf("%-10s %-22s %-32s %s%n", family.id(), family.label(), Services.bundleOf(family),
                    Services.versionOf(family));
            console.out().printf("           ports: %s%n", String.join(" ", ports(family)));
            var classes = dataClasses(family);
            console.out().printf("           data:  %s%n",
                    classes.isEmpty() ? "none yet: recognised, not audited" : String.join(" ", classes));
        }
    }

    private void printJson() throws IOException {
        console.json(json -> {
            json.writeStartArray();
            for (var family : services.families()) {
                json.writeStartObject();
                json.writeStringProperty("id", family.id());
                json.writeStringProperty("label", family.label());
                json.writeStringProperty("bundle", Services.bundleOf(family));
                json.writeStringProperty("version", Services.versionOf(family));
                json.writeArrayPropertyStart("ports");
                ports(family).forEach(json::writeString);
                json.writeEndArray();
                json.writeArrayPropertyStart("dataClasses");
                dataClasses(family).forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** {@code tcp/22}, or {@code icmp}; in the order of the rules, each once. */
    private static List<String> ports(DeviceFamily family) {
        return family.portRules().stream()
                .map(r -> r.protocol() == Protocol.ICMP ? "icmp" : r.protocol().name().toLowerCase(Locale.ROOT) + "/" + r.port())
                .distinct().toList();
    }

    private static List<String> dataClasses(DeviceFamily family) {
        return family.auditor().steps().stream().flatMap(s -> s.promises().stream()).map(c -> DataClass.of(c).id()).distinct()
                .sorted().toList();
    }
}
