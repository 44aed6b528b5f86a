package org.tidewaiter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.spi.AuditStep;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidewaiter commands}: the read-only manifest, which a customer's security people can read before anything is sent. */
@Command(name = "commands", mixinStandardHelpOptions = true, description = "Prints every probe, request and template that an audit may send, by family.")
final class CommandsCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Option(names = "--format", paramLabel = "text|json", description = "How to print (default: ${DEFAULT-VALUE}).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    CommandsCommand(Services services, Terminal console) {
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
        console.out().println("Nothing else is ever sent, and nothing of it changes a device.");
        for (var family : services.families()) {
            console.out().println();
            console.out().println(family.id() + " (" + family.label() + ")");
            family.probes().forEach(p -> console.out().println("  probe    " + p.text()));
            for (AuditStep<?> step : family.auditor().steps()) {
                for (var request : step.requests()) {
                    console.out().println("  " + kind(request) + " " + step.id() + "/" + request.id() + rights(request));
                    request.text().lines().forEach(line -> console.out().println("           " + line));
                }
            }
        }
    }

    private static String kind(Request request) {
        return request.isTemplate() ? "template" : "request ";
    }

    private static String rights(Request request) {
        var privilege = switch (request) {
            case ShellCommand command -> command.privilege();
            case ShellTemplate template -> template.privilege();
            default -> ShellCommand.Privilege.LOGIN;
        };
        return privilege == ShellCommand.Privilege.ROOT ? " (as root)" : "";
    }

    private void printJson() throws IOException {
        console.json(json -> {
            json.writeStartArray();
            for (var family : services.families()) {
                json.writeStartObject();
                json.writeStringProperty("family", family.id());
                json.writeArrayPropertyStart("probes");
                family.probes().forEach(p -> json.writeString(p.text()));
                json.writeEndArray();
                json.writeArrayPropertyStart("requests");
                for (AuditStep<?> step : family.auditor().steps()) {
                    for (var request : step.requests()) {
                        json.writeStartObject();
                        json.writeStringProperty("step", step.id());
                        json.writeStringProperty("id", request.id());
                        json.writeBooleanProperty("template", request.isTemplate());
                        json.writeBooleanProperty("root", !rights(request).isEmpty());
                        json.writeStringProperty("text", request.text());
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
