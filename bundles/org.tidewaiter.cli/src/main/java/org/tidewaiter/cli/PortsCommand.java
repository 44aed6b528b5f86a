package org.tidewaiter.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.readiness.PortContext;
import org.tidewaiter.engine.readiness.RuleWords;
import org.tidewaiter.report.writing.CsvLine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code tidewaiter ports}: which ports an audit of each family needs, and what is lost without them. */
@Command(name = "ports", mixinStandardHelpOptions = true, sortOptions = false, description = "Tells which ports an audit of each device family needs, what for, and what is lost where one is blocked. Asks nobody.")
final class PortsCommand implements Callable<Integer> {

    /** How it is printed. */
    enum Form {
        text, markdown, json, csv
    }

    private record Row(DeviceFamily family, PortRule rule) {
    }

    private final Services services;
    private final Terminal console;

    @Option(names = "--format", paramLabel = "text|markdown|json|csv", description = "How to print it (default: ${DEFAULT-VALUE}).")
    private Form format = Form.text;

    @Option(names = "--family", paramLabel = "FAMILY", description = "Of this family alone: see `tidewaiter families`.")
    private @Nullable String family;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Of this stage of an audit alone: ${COMPLETION-CANDIDATES}.")
    private @Nullable Stage stage;

    PortsCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var families = services.families();
        var wanted = family;
        if (wanted != null && families.stream().noneMatch(f -> f.id().equals(wanted))) {
            throw new UserException(ExitStatus.USAGE, "no family is called " + wanted + "; there are "
                    + String.join(", ", families.stream().map(DeviceFamily::id).toList()));
        }
        var rows = families.stream().filter(f -> wanted == null || f.id().equals(wanted))
                .flatMap(f -> f.portRules().stream().map(r -> new Row(f, r)))
                .filter(r -> stage == null || r.rule().stage() == stage).toList();
        switch (format) {
            case text -> text(rows);
            case markdown -> markdown(rows);
            case json -> json(rows);
            case csv -> csv(rows);
        }
        console.out().flush();
        return ExitStatus.COMPLETE;
    }

    private void text(List<Row> rows) {
        var out = console.out();
        DeviceFamily last = null;
        for (var row : rows) {
            var rule = row.rule();
            if (row.family() != last) {
                out.printf("%s%s (%s)%n", last == null ? "" : "\n", row.family().label(), row.family().id());
                last = row.family();
            }
            out.printf("  %-10s %-12s %-18s %s%n", RuleWords.port(rule), RuleWords.stage(rule), RuleWords.party(rule.party()),
                    RuleWords.needs(rule));
            out.println("             for      " + rule.purpose());
            out.println("             blocked  " + rule.effect() + " (" + RuleWords.basis(rule) + "; " + rule.source() + ")");
            if (rule.note() instanceof String note) {
                out.println("             note     " + note);
            }
        }
        out.println();
        PortContext.ALL.forEach(context -> out.println(context.title() + ": " + context.text()));
    }

    private void markdown(List<Row> rows) {
        var out = console.out();
        out.println("# Ports");
        out.println();
        out.println("Which ports an audit needs, what for, and what is missing where one is blocked. \"Stated\" effects are the"
                + " source's words, \"inferred\" ones are ours.");
        out.println("This page is what `tidewaiter ports --format markdown` prints.");
        DeviceFamily last = null;
        for (var row : rows) {
            if (row.family() != last) {
                last = row.family();
                out.printf("%n## %s (`%s`)%n%n", last.label(), last.id());
                out.println("| Port | Stage | Of | Need | Purpose | When blocked | Basis | Source | Note |");
                out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            }
            var rule = row.rule();
            out.println("| " + String.join(" | ", RuleWords.port(rule), RuleWords.stage(rule), RuleWords.party(rule.party()),
                    RuleWords.needs(rule), rule.purpose(), rule.effect(), RuleWords.basis(rule), rule.source(),
                    rule.note() instanceof String note ? note : "") + " |");
        }
        out.println();
        out.println("## Where these rules do not apply");
        out.println();
        PortContext.ALL.forEach(context -> out.println("* " + context.title() + ": " + context.text()));
    }

    private static String party(PortRule rule) {
        return rule.party().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void json(List<Row> rows) throws IOException {
        console.json(json -> {
            json.writeStartArray();
            for (var row : rows) {
                json.writeStartObject();
                rule(json, row.family().id(), row.rule());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void rule(JsonGenerator json, String familyId, PortRule rule) {
        json.writeStringProperty("id", rule.id());
        json.writeStringProperty("family", familyId);
        json.writeStringProperty("stage", RuleWords.stage(rule));
        json.writeStringProperty("protocol", rule.protocol().name().toLowerCase(Locale.ROOT));
        if (rule.protocol() != Protocol.ICMP) {
            json.writeNumberProperty("port", rule.port());
        }
        json.writeStringProperty("party", party(rule));
        json.writeStringProperty("need", RuleWords.need(rule.need()));
        json.writeStringProperty("purpose", rule.purpose());
        json.writeStringProperty("effect", rule.effect());
        json.writeBooleanProperty("stated", rule.basis() == Basis.STATED);
        json.writeStringProperty("note", rule.note());
        json.writeStringProperty("source", rule.source());
        json.writeBooleanProperty("temporary", rule.traits().contains(Trait.TEMPORARY));
        json.writeBooleanProperty("domainCredentials", rule.traits().contains(Trait.DOMAIN_CREDENTIALS));
        json.writeBooleanProperty("answers", !rule.traits().contains(Trait.UNANSWERED));
        json.writeStringProperty("enable", rule.enable());
        json.writeArrayPropertyStart("lost");
        rule.lost().stream().map(c -> DataClass.of(c).id()).sorted().forEach(json::writeString);
        json.writeEndArray();
    }

    private void csv(List<Row> rows) throws IOException {
        var out = new StringWriter();
        CsvLine.write(out, List.of("id", "family", "stage", "protocol", "port", "party", "need", "purpose", "effect", "stated",
                "note", "source", "temporary"));
        for (var row : rows) {
            var rule = row.rule();
            CsvLine.write(out, List.of(rule.id(), row.family().id(), RuleWords.stage(rule),
                    rule.protocol().name().toLowerCase(Locale.ROOT), rule.protocol() == Protocol.ICMP ? "" : (long) rule.port(),
                    party(rule), RuleWords.need(rule.need()), rule.purpose(), rule.effect(), rule.basis() == Basis.STATED,
                    rule.note() instanceof String note ? note : "", rule.source(), rule.traits().contains(Trait.TEMPORARY)));
        }
        console.out().print(out);
    }
}
