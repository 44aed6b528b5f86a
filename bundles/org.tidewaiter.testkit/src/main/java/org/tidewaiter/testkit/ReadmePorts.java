package org.tidewaiter.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.Protocol;

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
        return "| " + String.join(" | ", "`" + rule.id() + "`", rule.stage().name().toLowerCase(Locale.ROOT),
                rule.protocol() == Protocol.ICMP ? "ICMP" : rule.protocol() + " " + rule.port(), party(rule.party()),
                need(rule.need()), rule.purpose(),
                rule.effect(), rule.basis().name().toLowerCase(Locale.ROOT), rule.source(),
                rule.note() instanceof String note ? note : "") + " |";
    }

    private static String party(PortRule.Party party) {
        return switch (party) {
            case TARGET -> "target";
            case DOMAIN_CONTROLLER -> "domain controller";
            case DNS_SERVER -> "DNS server";
        };
    }

    private static String need(Need need) {
        return switch (need) {
            case Need.Required() -> "required";
            case Need.Optional() -> "optional";
            case Need.OnlyIfFails(var rule) -> "only if `" + rule + "` fails";
            case Need.AlternativeTo(var rule) -> "instead of `" + rule + "`";
        };
    }
}
