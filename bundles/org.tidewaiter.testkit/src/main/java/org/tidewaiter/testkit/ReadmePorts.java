package org.tidewaiter.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.engine.readiness.RuleWords;

/** A family's port table as its README prints it: what people read and what the engine judges by is the same. */
final class ReadmePorts {

    private ReadmePorts() {
    }

    static void check(Path readme, List<PortRule> rules) throws IOException {
        var written = String.join("\n", Files.readAllLines(readme).stream().filter(l -> l.startsWith("| `")).toList());
        var coded = String.join("\n", rules.stream().map(ReadmePorts::row).toList());
        Assert.that(written.equals(coded), readme + ": the table of ports should read\n" + coded);
    }

    private static String row(PortRule rule) {
        return "| " + String.join(" | ", "`" + rule.id() + "`", RuleWords.stage(rule), RuleWords.port(rule),
                RuleWords.party(rule.party()), RuleWords.needs(rule), rule.purpose(), rule.effect(), RuleWords.basis(rule),
                rule.source(), rule.note() instanceof String note ? note : "") + " |";
    }
}
