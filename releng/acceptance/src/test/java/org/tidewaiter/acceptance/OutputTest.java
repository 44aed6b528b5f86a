package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed where, and in which form. */
class OutputTest {

    private static final String ONE_DOCUMENT = "import json, sys; print(type(json.loads(open(sys.argv[1], encoding='utf-8').read())).__name__)";

    /** Runs a command with stderr on a terminal of its own and stdout in a file; prints the bytes that the terminal was sent, as hex. */
    private static final String ON_TERMINAL = """
            import os, pty, subprocess, sys
            master, slave = pty.openpty()
            with open(sys.argv[1], 'wb') as out:
                child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=out, stderr=slave)
            os.close(slave)
            sent = b''
            while True:
                try: data = os.read(master, 4096)
                except OSError: break
                if not data: break
                sent += data
            print(child.wait()); print(sent.hex())
            """;

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void auditOnce() {
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.succeed("audit", "local", "--quiet", "--no-report");
    }

    private static void assertOneDocument(String type, String text) {
        assertEquals(type, Python.run(ONE_DOCUMENT, tidewaiter.write("document.json", text).toString()).strip());
    }

    @Test
    void familiesAreAnArrayOfSevenWithEverythingThatIsToldOfThem() {
        var out = tidewaiter.succeed("families", "--format", "json").out();
        assertOneDocument("list", out);
        var families = Json.list(Json.parse(out));
        assertEquals(List.of("esxi", "nas", "printer", "scan", "snmp", "unix", "windows"),
                families.stream().map(f -> Json.text(f, "id")).toList());
        for (var family : families) {
            assertEquals(List.of("id", "label", "bundle", "version", "ports", "dataClasses"),
                    List.copyOf(family.propertyNames()));
            assertEquals("org.tidewaiter.family." + Json.text(family, "id"), Json.text(family, "bundle"));
            assertTrue(Json.text(family, "version").matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), () -> Json.text(family, "version"));
            assertFalse(Json.text(family, "label").isBlank());
            assertTrue(Json.list(family.path("ports")).stream().allMatch(p -> p.asString().matches("(tcp|udp)/[0-9]+|icmp")));
            assertFalse(family.path("ports").isEmpty());
            assertTrue(family.path("dataClasses").isArray());
        }
    }

    @Test
    void commandsListsEveryRequestThatAnAuditSends() {
        var out = tidewaiter.succeed("commands", "--format", "json").out();
        assertOneDocument("list", out);
        var manifest = new TreeSet<String>();
        for (var family : Json.list(Json.parse(out))) {
            Json.list(family.path("requests")).stream().filter(r -> !r.path("template").asBoolean())
                    .forEach(r -> manifest.add(Json.text(r, "text")));
        }
        var report = Json.parse(tidewaiter.succeed("report", "--format", "json", "--output", "-").out());
        var sent = Json.list(report.path("devices").path(0).path("evidence")).stream()
                .filter(e -> Json.text(e, "kind").equals("REQUEST"))
                .map(e -> Json.text(e, "request")).toList();
        assertTrue(sent.size() > 20, sent::toString);
        var undeclared = new TreeSet<>(sent);
        undeclared.removeAll(manifest);
        assertEquals(new TreeSet<String>(), undeclared);
        var text = tidewaiter.succeed("commands").out();
        manifest.forEach(request -> request.lines()
                .forEach(line -> assertTrue(text.contains(line), () -> "not in the text form: " + line)));
    }

    @Test
    void theReportIsSignedByTheHashOfWhatCommandsPrints() throws IOException {
        var report = Json.parse(tidewaiter.succeed("report", "--format", "json", "--output", "-").out());
        var text = tidewaiter.succeed("commands", "--family", "unix").out();
        var lines = Files.writeString(tidewaiter.file("lines.txt"),
                text.lines().filter(l -> l.startsWith("  ")).collect(Collectors.joining("\n", "", "\n")));
        var hash = Child.output(folder, "sha256sum", lines.toString()).substring(0, 64);
        assertTrue(text.contains("SHA-256 of the lines below: " + hash), text.lines().skip(2).findFirst()::orElseThrow);
        assertEquals(hash, Json.text(report.path("run").path("manifests"), "unix"));
        tidewaiter.succeed("report", "--format", "html", "--output", "signed.html");
        assertTrue(Files.readString(tidewaiter.file("signed.html")).contains("<li>unix <code>" + hash + "</code></li>"));
    }

    @Test
    void jsonStandsAloneOnStandardOutputHoweverTalkativeTheRestIs() {
        var ended = tidewaiter.succeed("audit", "local", "--engagement", "talk.tide", "--format", "json", "--verbose");
        assertOneDocument("dict", ended.out());
        assertTrue(ended.out().startsWith("{") && ended.out().endsWith("}\n"));
        assertTrue(ended.err().lines().count() > 10 && ended.err().lines().allMatch(l -> l.startsWith("local ")), ended::err);
        assertTrue(ended.err().contains("local done: "), ended::err);
    }

    @Test
    void jsonStandsAloneWhereNothingWasFoundToo() {
        var ended = tidewaiter.run("audit", "nosuchhost.invalid", "--engagement", "none.tide", "--format", "json");
        assertEquals(4, ended.code());
        assertOneDocument("dict", ended.out());
    }

    @Test
    void quietSaysNothingButTheResult() {
        var ended = tidewaiter.succeed("audit", "local", "--engagement", "quiet.tide", "--quiet");
        assertEquals("", ended.err());
        assertTrue(ended.out().contains("engagement  quiet.tide"), ended::out);
    }

    @Test
    void quietStillSaysWhyNothingWasAudited() {
        var ended = tidewaiter.run("audit", "nosuchhost.invalid", "--engagement", "quiet2.tide", "--quiet");
        Tidewaiter.assertRefused(4, ended, "nothing was audited");
        assertTrue(ended.err().contains("nosuchhost.invalid: the name does not resolve"), ended::err);
    }

    @Test
    void withoutATerminalThereIsNoProgressLine() {
        var ended = tidewaiter.succeed("audit", "local", "--engagement", "plain.tide");
        assertEquals("", ended.err());
        assertFalse(ended.out().contains("\u001b") || ended.out().contains("\r"));
    }

    @Test
    void onATerminalProgressIsOneLineThatVanishes() {
        var out = tidewaiter.file("on-terminal.txt");
        var printed = Child.run(tidewaiter.work(), "env", "-i", "PATH=" + tidewaiter.environment().get("PATH"),
                "HOME=" + tidewaiter.environment().get("HOME"),
                "LANG=C.UTF-8", "JAVA_HOME=" + System.getProperty("java.home"),
                "XDG_CACHE_HOME=" + tidewaiter.environment().get("XDG_CACHE_HOME"), "python3",
                "-c", ON_TERMINAL, out.toString(), Tidewaiter.SCRIPT, "audit", "local", "--engagement", "terminal.tide",
                "--no-report");
        assertEquals(0, printed.code(), printed::all);
        var lines = printed.out().lines().toList();
        assertEquals("0", lines.get(0));
        var sent = new String(HexFormat.of().parseHex(lines.get(1)), StandardCharsets.UTF_8);
        assertTrue(sent.contains("0 of 1 asked") && sent.contains("1 under way"), sent);
        assertFalse(sent.contains("\n"), "progress stays in its line");
        assertTrue(sent.endsWith("\r\u001b[K"), "the line is cleared at the end");
        assertTrue(Tidewaiter.read(out).startsWith("ADDRESS ") && !Tidewaiter.read(out).contains("\u001b"));
    }

    @Test
    void theThreeReportsAgreeOnTheNumberOfRows() {
        tidewaiter.succeed("report", "--format", "html", "--output", "r.html");
        tidewaiter.succeed("report", "--format", "json", "--output", "r.json");
        assertEquals("r.csv\n", tidewaiter.succeed("report", "--format", "csv", "--output", "r.csv").out());
        var json = Python.run("""
                import json, sys
                for name, rows in sorted(json.load(open(sys.argv[1]))['devices'][0]['data'].items()): print(name, len(rows))
                """, tidewaiter.file("r.json").toString());
        var csv = Python.run("""
                import csv, os, sys
                for name in sorted(os.listdir(sys.argv[1])):
                    if name not in ('devices.csv', 'ports.csv', 'gaps.csv', 'findings.csv'):
                        print(name[:-4], len(list(csv.DictReader(open(os.path.join(sys.argv[1], name), newline='', encoding='utf-8')))))
                """, tidewaiter.file("r.csv").toString());
        assertEquals(json, csv);
        assertTrue(json.contains("user-account "), json);
        var page = Tidewaiter.read(tidewaiter.file("r.html"));
        for (var row : Json.rows(Json.parse(Tidewaiter.read(tidewaiter.file("r.json"))), "user-account")) {
            assertTrue(page.contains(Json.text(row, "name")), () -> "the page does not name " + row);
        }
    }

    @Test
    void aReportThatIsGivenNoNameLiesBesideTheEngagement() {
        assertEquals("engagement.html\n", tidewaiter.succeed("report").out());
        assertEquals("engagement.json\n", tidewaiter.succeed("report", "--format", "json").out());
        assertEquals("engagement-csv\n", tidewaiter.succeed("report", "--format", "csv").out());
        assertTrue(tidewaiter.files().containsAll(List.of("engagement.html", "engagement.json", "engagement-csv")),
                () -> String.join(" ", tidewaiter.files()));
        Tidewaiter.assertRefused(2, tidewaiter.run("report", "--output", "-"), "only JSON can go to standard output");
    }

    @Test
    void aReportFolderHoldsAllThreeReports() {
        var ended = tidewaiter.succeed("audit", "local", "--engagement", "all.tide", "--report", "reports/today");
        assertTrue(ended.out().contains("report      reports/today/report.html"), ended::out);
        for (var name : List.of("report.html", "report.json", "csv/devices.csv")) {
            assertTrue(Files.isRegularFile(tidewaiter.file("reports/today").resolve(name)), name);
        }
        assertFalse(tidewaiter.files().contains("all.html"));
    }

    @Test
    void moreGapsThanAllowedAreExitCodeOneAndFewerAreZero() {
        assertEquals(0,
                tidewaiter.run("audit", "local", "--engagement", "gaps.tide", "--no-report", "--max-gaps", "1000").code());
        // with this PATH there are hardly any programs that the audit could ask
        var ended = tidewaiter.shell("""
                mkdir bin
                for p in sh uname sed cut cksum mkdir readlink grep; do printf '#!/bin/sh\\nexec %s "$@"\\n' $(command -v $p) >bin/$p; chmod +x bin/$p; done
                PATH=$PWD/bin "$T" audit local --engagement gaps.tide --no-report --max-gaps 0""");
        Tidewaiter.assertRefused(1, ended, "gaps, more than --max-gaps 0");
    }

    @Test
    void aPipeIsWrittenIntoAndNotReplaced() {
        var ended = tidewaiter.shell(
                "mkfifo pipe; cat pipe >piped.json & \"$T\" report --format json --output pipe; code=$?; wait; [ -p pipe ] && exit $code");
        assertEquals(0, ended.code(), ended::all);
        assertOneDocument("dict", Tidewaiter.read(tidewaiter.file("piped.json")));
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        Tidewaiter.assertRefused(3, tidewaiter.shell("\"$T\" families >/dev/full"), "not all of the output could be written",
                "disk is full");
        Tidewaiter.assertRefused(3, tidewaiter.shell("\"$T\" report --format json --output - >/dev/full"), "could");
    }

    @Test
    void everyCommandHasItsHelpAndTheVersionIsTold() {
        for (var command : List.of("audit", "report", "credentials", "families", "commands", "replay", "record")) {
            var ended = tidewaiter.succeed(command, "--help");
            assertTrue(ended.out().startsWith("Usage: tidewaiter " + command), ended::out);
            assertEquals("", ended.err());
        }
        assertTrue(tidewaiter.succeed("--version").out().matches("Tidewaiter [0-9.]+\n"));
        assertTrue(tidewaiter.succeed("--help").out().contains("Exit status:"));
    }
}
