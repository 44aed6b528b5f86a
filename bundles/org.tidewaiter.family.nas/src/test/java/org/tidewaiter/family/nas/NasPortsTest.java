package org.tidewaiter.family.nas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.Protocol;

/** What people read and what the engine judges by is the same table. */
class NasPortsTest {

    @Test
    void theReadmesTableIsTheCodesTable() throws IOException {
        var written = Files.readAllLines(Path.of("README.md")).stream().filter(l -> l.startsWith("| `")).toList();
        assertEquals(String.join("\n", written), String.join("\n", NasPorts.RULES.stream().map(NasPortsTest::row).toList()));
    }

    private static String row(PortRule rule) {
        return "| " + String.join(" | ", "`" + rule.id() + "`", rule.stage().name().toLowerCase(Locale.ROOT),
                rule.protocol() == Protocol.ICMP ? "ICMP" : rule.protocol() + " " + rule.port(), switch (rule.party()) {
                    case TARGET -> "target";
                    case DOMAIN_CONTROLLER -> "domain controller";
                    case DNS_SERVER -> "DNS server";
                }, need(rule.need()), rule.purpose(), rule.effect(), rule.basis().name().toLowerCase(Locale.ROOT), rule.source(),
                rule.note() == null ? "" : rule.note()) + " |";
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
