package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** {@code tidewaiter ports}: what it knows is the vendor's page, word for word where the page has words, and what is ours beyond it. */
class PortsTest {

    /** Family, stage, protocol, port, party, whether the page states what is lost, and what is lost. */
    private static final String VENDOR_PAGE = """
            windows audit tcp 5985 target false: no audit, unless Remoting can be enabled remotely
            windows authenticate tcp 88 domain-controller true: domain authentication fails, the audit cannot proceed
            windows enrich tcp 389 domain-controller true: the audit runs, information about the current user is missing
            windows recognise tcp 135 target true: may not be recognised as Windows
            windows recognise tcp 139 target true: may not be recognised as Windows
            windows recognise tcp 445 target true: may not be recognised as Windows
            windows prepare udp 135 target false: Remoting cannot be enabled remotely
            windows enrich udp 139 target false: an agent is not noticed, nothing else is lost
            unix audit tcp 22 target false: no audit
            esxi audit tcp 80 target false: degraded
            esxi audit tcp 443 target false: no audit
            esxi recognise tcp 902 target false: recognition degraded, the audit can still run
            nas recognise tcp 139 target false: not recognised as a NAS
            nas recognise udp 161 target false: not recognised as a NAS
            snmp audit udp 161 target false: no audit
            printer audit udp 161 target true: printer audit data cannot be collected
            printer recognise tcp 9100 target false: may not be recognised as a printer
            scan scan udp 53 dns-server false: names missing
            scan scan udp 137 target false: names missing
            scan scan udp 138 target false: names may be missing
            scan scan icmp null target false: devices with no open port may be missed
            """;

    private static final Set<String> OURS = Set.of("windows tcp 5986", "windows tcp 636", "nas tcp 111", "nas tcp 445",
            "nas tcp 548",
            "nas tcp 2049", "nas tcp 5000", "nas tcp 5001", "nas tcp 8080", "printer tcp 631", "snmp tcp 161", "scan udp 5353");

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;
    private static List<JsonNode> rules;

    @BeforeAll
    static void ask() {
        tidewaiter = new Tidewaiter(folder);
        rules = json();
    }

    private static String ports(String... arguments) {
        var all = Arrays.copyOf(new String[] { "ports" }, arguments.length + 1);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return tidewaiter.succeed(all).out();
    }

    private static List<JsonNode> json(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--format";
        all[arguments.length + 1] = "json";
        return Json.list(Json.parse(ports(all)));
    }

    private static String words(JsonNode rule, String... fields) {
        return Arrays.stream(fields).map(f -> Json.text(rule, f)).collect(Collectors.joining(" "));
    }

    private static Set<String> words(List<JsonNode> from, String... fields) {
        return from.stream().map(r -> words(r, fields)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode rule(String id) {
        return rules.stream().filter(r -> Json.text(r, "id").equals(id)).findFirst().orElseThrow();
    }

    @Test
    void everyRowOfTheVendorsPageIsThereAndSaysWhichWordsAreThePages() {
        var page = rules.stream().filter(r -> !Json.text(r, "source").equals("Tidewaiter"))
                .map(r -> words(r, "family", "stage", "protocol", "port", "party", "stated") + ": " + Json.text(r, "effect"))
                .sorted().collect(Collectors.joining("\n"));
        assertEquals(VENDOR_PAGE.lines().sorted().collect(Collectors.joining("\n")), page);
    }

    @Test
    void whatGoesBeyondThePageIsMarkedAsOursAndNeverAsStated() {
        var ours = rules.stream().filter(r -> Json.text(r, "source").equals("Tidewaiter")).toList();
        assertTrue(words(ours, "family", "protocol", "port").containsAll(OURS), ours::toString);
        assertEquals(Set.of("false"), words(ours, "stated"));
    }

    @Test
    void twoRowsThatThePageProbablyMisprintsSaySo() {
        for (var id : List.of("windows-udp-135", "windows-udp-139")) {
            assertTrue(Json.text(rule(id), "note").contains("as printed"), () -> rule(id).toString());
            assertTrue(Json.text(rule(id), "note").contains("TCP 13"), () -> rule(id).toString());
        }
    }

    @Test
    void whatCountsOnlySometimesSaysWhen() {
        assertAll(() -> assertEquals("required", Json.text(rule("windows-tcp-5985"), "need")),
                () -> assertEquals("instead of windows-tcp-5985", Json.text(rule("windows-tcp-5986"), "need")),
                () -> assertEquals("instead of windows-tcp-389", Json.text(rule("windows-tcp-636"), "need")),
                () -> assertEquals("instead of snmp-udp-161", Json.text(rule("snmp-tcp-161"), "need")),
                () -> assertEquals("only if windows-tcp-5985 fails", Json.text(rule("windows-tcp-135"), "need")),
                () -> assertEquals("only if windows-tcp-5985 fails", Json.text(rule("windows-udp-135"), "need")),
                // shut again after preparing
                () -> assertEquals("true", Json.text(rule("windows-udp-135"), "temporary")),
                () -> assertEquals("false", Json.text(rule("windows-tcp-5985"), "temporary")));
    }

    @Test
    void everyElementHasTheSameKeysAnIdOfItsOwnAndOnlyIcmpNoPort() {
        assertEquals(rules.size(), words(rules, "id").size());
        for (var rule : rules) {
            for (var key : List.of("id", "family", "stage", "protocol", "party", "need", "purpose", "effect", "source")) {
                assertTrue(rule.path(key).isString() && !Json.text(rule, key).isEmpty(), () -> key + " of " + rule);
            }
            assertTrue(rule.path("stated").isBoolean(), rule::toString);
            assertTrue(rule.has("note"), rule::toString);
            assertEquals(!Json.text(rule, "protocol").equals("icmp"), rule.has("port"), rule::toString);
            assertTrue(!rule.has("port") || rule.path("port").isInt(), rule::toString);
        }
        assertEquals(Set.of("icmp", "tcp", "udp"), words(rules, "protocol"));
    }

    @Test
    void familyAndStageLeaveTheRestAway() {
        var windows = rules.stream().filter(r -> Json.text(r, "family").equals("windows")).toList();
        var prepared = windows.stream().filter(r -> Json.text(r, "stage").equals("prepare")).toList();
        assertFalse(prepared.isEmpty());
        assertAll(() -> assertEquals(windows, json("--family", "windows")),
                () -> assertEquals(prepared, json("--family", "windows", "--stage", "prepare")),
                () -> assertEquals(Set.of("scan"), words(json("--stage", "scan"), "family")),
                () -> assertEquals(List.of(), json("--family", "unix", "--stage", "prepare")));
        Tidewaiter.assertRefused(2, tidewaiter.run("ports", "--family", "toaster"), "toaster", "unix", "windows");
    }

    @Test
    void theSpreadsheetHasTheSameRulesAsTheArray() {
        tidewaiter.write("ports.csv", ports("--format", "csv"));
        var rows = Python.run("""
                import csv, sys
                for row in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')):
                    assert None not in row and None not in row.values(), row
                    print('|'.join(row[k] for k in ('id', 'family', 'stage', 'protocol', 'port', 'party', 'need', 'purpose', 'effect',
                        'stated', 'note', 'source')))
                """, tidewaiter.file("ports.csv").toString());
        assertEquals(rules.stream()
                .map(r -> List
                        .of("id", "family", "stage", "protocol", "port", "party", "need", "purpose", "effect", "stated", "note",
                                "source")
                        .stream().map(k -> r.path(k).isNull() || r.path(k).isMissingNode() ? "" : Json.text(r, k))
                        .collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n")) + "\n", rows);
    }

    @Test
    void peopleReadEveryPortAndWhereTheRulesDoNotApply() {
        for (var form : List.of("text", "markdown")) {
            var text = ports("--format", form);
            for (var rule : rules) {
                assertTrue(text.contains(Json.text(rule, "effect")) && text.contains(Json.text(rule, "purpose")),
                        () -> form + " " + rule);
            }
            assertTrue(text.contains("collector") && text.contains("TCP 443"), text);
        }
    }
}
