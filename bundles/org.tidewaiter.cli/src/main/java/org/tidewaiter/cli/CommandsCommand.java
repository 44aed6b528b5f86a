package org.tidewaiter.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidewaiter commands}: the read-only manifest, which a customer's security people can read before anything is sent. */
@Command(name = "commands", mixinStandardHelpOptions = true, description = "Prints every probe, request and template that an audit may send, by family.")
final class CommandsCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Option(names = "--format", paramLabel = "text|json", description = "How to print (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(names = "--family", paramLabel = "ID", description = "Only this family, such as windows.")
    @Nullable
    private String family;

    CommandsCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var families = families();
        switch (format) {
            case json -> printJson(families);
            case text -> printText(families);
        }
        return ExitStatus.COMPLETE;
    }

    private List<DeviceFamily> families() throws UserException {
        var all = services.families();
        var chosen = all.stream().filter(f -> family == null || f.id().equals(family)).toList();
        if (chosen.isEmpty()) {
            throw new UserException(ExitStatus.USAGE, "--family " + family + ": no such family; there is "
                    + all.stream().map(DeviceFamily::id).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private void printText(List<DeviceFamily> families) {
        var isPreparing = families.stream().anyMatch(f -> !f.preparations().isEmpty());
        console.out().println("Nothing else is ever sent, and nothing of it changes a device"
                + (isPreparing ? ", but for the lines \"change\", which only `audit --prepare` makes." : "."));
        for (var each : families) {
            console.out().println();
            console.out().println(each.id() + " (" + each.label() + "), SHA-256 of the lines below: " + Manifest.hash(each));
            Manifest.text(each).lines().forEach(console.out()::println);
        }
    }

    private void printJson(List<DeviceFamily> families) throws IOException {
        console.json(json -> {
            json.writeStartArray();
            for (var each : families) {
                json.writeStartObject();
                json.writeStringProperty("family", each.id());
                json.writeStringProperty("sha256", Manifest.hash(each));
                json.writeArrayPropertyStart("probes");
                each.probes().forEach(p -> json.writeString(p.text()));
                json.writeEndArray();
                json.writeArrayPropertyStart("requests");
                for (AuditStep<?> step : each.auditor().steps()) {
                    for (var request : step.requests()) {
                        json.writeStartObject();
                        json.writeStringProperty("step", step.id());
                        json.writeStringProperty("id", request.id());
                        json.writeBooleanProperty("template", request.isTemplate());
                        json.writeBooleanProperty("root", Manifest.isRoot(request));
                        json.writeStringProperty("text", request.text());
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("changes");
                each.preparations().forEach(p -> p.changes(Optional.empty())
                        .forEach(c -> json.writeString(p.id() + ": " + c.place() + " = " + c.wanted())));
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
