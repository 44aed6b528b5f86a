package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/**
 * What stands in the reports, read by parsers that we did not write; with a device that would like to run in the reader's
 * browser.
 */
class ReportTest {

    private interface Format {
        void write(EngagementReader reader, StoredRun run, Path target) throws IOException;
    }

    private final Path folder;
    private final Path engagement;

    ReportTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        engagement = folder.resolve("e.tide");
        SampleRun.write(engagement, 1, 60);
    }

    private Path report(String name, Format format) throws IOException {
        var target = folder.resolve(name);
        try (var opened = Engagement.open(engagement, Access.READ_ONLY); var reader = opened.reader()) {
            format.write(reader, reader.latestRun().orElseThrow(), target);
        }
        return target;
    }

    private Path schema() throws IOException {
        var file = folder.resolve("schema.json");
        try (var in = Objects.requireNonNull(JsonReport.class.getResourceAsStream("tidewaiter-report-1.schema.json"))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    void jsonObeysItsSchemaAndSaysWhatTheDevicesSaid() throws Exception {
        assertEquals("sound", Python.run("""
                import json, sys
                try:
                    import jsonschema
                except ImportError:
                    sys.exit("the package python3-jsonschema is missing")
                report = json.load(open(sys.argv[1], encoding="utf-8"))
                schema = json.load(open(sys.argv[2], encoding="utf-8"))
                jsonschema.Draft202012Validator.check_schema(schema)
                jsonschema.Draft202012Validator(schema).validate(report)
                broken = json.loads(json.dumps(report)); broken["devices"][0]["ports"][0]["state"] = "open"
                assert not jsonschema.Draft202012Validator(schema).is_valid(broken)

                run = report["run"]
                assert (run["started"], run["finished"], run["ending"]) == ("2026-03-04T05:06:07.000008Z", "2026-03-04T05:09:14.000008Z", "COMPLETE")
                assert (run["asked"], run["silent"], run["targets"]) == (254, 250, ["192.0.2.0/24", "printer.example"])
                assert [d["address"] for d in report["devices"]] == ["192.0.2.7", "192.0.2.66", "192.0.2.200", "198.51.100.0"]
                web, bad, unknown, other = report["devices"]
                assert (web["family"], web["vendor"], web["product"], web["version"], web["confidence"]) == ("unix", "Debian", "Debian GNU/Linux", "12", "PROVEN")
                assert web["because"][0] == "os-release names Debian GNU/Linux 12"
                assert web["ports"][0] == {"port": 22, "protocol": "tcp", "state": "OPEN", "reason": "syn-ack", "roundTripMicros": 312, "teller": None, "exchange": 1}
                assert web["ports"][2]["roundTripMicros"] is None and web["ports"][2]["state"] == "NO_ANSWER"
                assert web["sessions"][0]["transport"] == "ssh" and web["sessions"][0]["credential"] == "audit"
                software = web["data"]["installed-software"]
                assert len(software) == 60 and len({tuple(row) for row in software}) == 1, "every row has every column"
                assert software[7]["name"] == "package-7" and software[7]["size"] == 7168 and software[7]["summary"] is None
                assert software[7]["evidence"]["exchange"] == 4 and software[7]["evidence"]["where"] == "line 8"
                root = web["data"]["volume"][0]
                assert root["mounted"] is True and root["options"] == ["rw", "relatime", "errors=remount-ro"] and root["size"] == 49039900672
                assert web["gaps"] == [{"dataClass": "memory-module", "reason": "DENIED", "detail": "192.0.2.7: dmidecode needs root; allow it in sudoers",
                    "exchange": 5, "step": "unix/hardware"}]
                assert [e["outcome"] for e in web["evidence"]] == ["COMPLETE"] * 4 + ["DENIED"]
                assert [e["exit"] for e in web["evidence"]] == [None, None, 0, 0, 1]
                import hashlib
                assert web["evidence"][0]["outSha256"] == hashlib.sha256(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\\r\\n").hexdigest()

                hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\\"'&amp;\\u202egpj.exe\\0\\x1b[31m\\u200b"
                assert bad["names"] == [hostile] and bad["ambiguous"] and bad["rivals"][0]["product"] == "LaserJet"
                traps = bad["data"]["com.acme.trap"]
                assert [t["temperature"] for t in traps] == [-40.5, 0.1, None, 1e21, None] and traps[1]["offset"] == 2**63 - 1
                assert traps[2]["evidence"]["disputed"] and traps[2]["notes"] == ["-1", 'two, "three"\\r\\nfour']
                assert unknown["family"] is None and unknown["data"] == {}
                facts = sum(len(rows) for d in report["devices"] for rows in d["data"].values())
                summary = report["summary"]
                assert summary.pop("findings") == {"critical": 1, "high": 2, "medium": 0, "low": 0, "info": 0}
                assert summary.pop("checks") == [
                    {"id": "unix-first", "family": "unix", "title": "First rows", "asked": 3, "passed": 0, "found": 3, "notJudged": []},
                    {"id": "unix-good", "family": "unix", "title": "Good rows", "asked": 3, "passed": 3, "found": 0, "notJudged": []},
                    {"id": "unix-unseen", "family": "unix", "title": "Unseen rows", "asked": 3, "passed": 0, "found": 0, "notJudged": [
                        {"dataClass": "memory-module", "reason": "DENIED", "devices": 2},
                        {"dataClass": "operating-system", "reason": "DENIED", "devices": 1}]}]
                assert web["findings"] == [{"check": "unix-first", "severity": "HIGH", "title": "The first row is old", "reason": "row 1 is of web1.example",
                    "remedy": "renew it", "references": ["RFC 1", "https://vendor.example/?a=1&b=2"],
                    "because": [{"dataClass": "operating-system", "exchange": 3, "where": "line 1"}, {"dataClass": "hardware", "exchange": 3, "where": ""}]}]
                assert bad["findings"][0]["reason"] == "row 1 is of " + hostile and unknown["findings"] == unknown["checks"] == []
                assert [c["outcome"] for c in web["checks"]] == ["FOUND", "PASSED", "NOT_JUDGED"] and web["checks"][0]["missing"] is None
                assert web["checks"][2]["missing"] == {"dataClass": "memory-module", "reason": "DENIED",
                    "detail": "192.0.2.7: dmidecode needs root; allow it in sudoers", "exchange": 5}
                assert summary == {"devices": 4, "facts": facts, "gaps": sum(len(d["gaps"]) for d in report["devices"])} and facts == 139
                print("sound")
                """, report("r.json", JsonReport::write), schema()));
    }

    @Test
    void aPageRunsNothingLoadsNothingHidesNothingAndItsLinksLead() throws Exception {
        assertEquals("sound", Python.run("""
                import sys, re
                from html.parser import HTMLParser
                source = open(sys.argv[1], encoding="utf-8", newline="").read()
                VOID = {"meta"}
                KNOWN = {"html", "head", "meta", "title", "style", "body", "header", "footer", "section", "h1", "h2", "h3", "p", "dl", "dt", "dd", "div",
                         "span", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "i", "b", "code", "pre", "details", "summary", "time"}
                class Page(HTMLParser):
                    def __init__(self):
                        super().__init__(convert_charrefs=True)
                        self.stack, self.ids, self.links, self.csp, self.texts, self.style = [], [], [], None, {}, ""
                        self.open_id = None
                    def handle_starttag(self, tag, attrs):
                        assert tag in KNOWN, tag
                        for name, value in attrs:
                            assert not name.startswith("on") and name not in ("src", "action", "srcdoc", "background"), (tag, name)
                            if name == "href":
                                assert tag == "a" and value.startswith("#"), value
                                self.links.append(value[1:])
                            if name == "id":
                                self.ids.append(value)
                                if "-x" in value: self.open_id = value
                            if name == "style":
                                assert re.fullmatch(r"width:[0-9.]+%", value), value
                        d = dict(attrs)
                        if d.get("http-equiv") == "Content-Security-Policy": self.csp = d["content"]
                        if tag not in VOID: self.stack.append(tag)
                    def handle_endtag(self, tag):
                        assert self.stack and self.stack.pop() == tag, (tag, self.getpos())
                    def handle_data(self, data):
                        if self.stack and self.stack[-1] == "style": self.style += data
                        key = self.open_id or ""
                        self.texts[key] = self.texts.get(key, "") + data
                page = Page(); page.feed(source); page.close()
                assert page.stack == []
                assert page.csp == "default-src 'none'; style-src 'unsafe-inline'"
                assert "url(" not in page.style and "@import" not in page.style
                assert len(page.ids) == len(set(page.ids))
                assert set(page.links) <= set(page.ids), set(page.links) - set(page.ids)
                assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u202a-\\u202e\\u2066-\\u2069]", source)
                body = source[source.index("<body>"):]
                assert "<script" not in body.lower() and "<img" not in body.lower()
                assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body and ">U+202E<" in body and ">U+0000<" in body and ">U+001B<" in body
                # Every package leads to the exchange that lists it, and the listing stands there.
                row = re.search(r"<td>package-7</td>.*?</tr>", body).group(0)
                exchange = re.search(r'href="#(d[0-9]+-x4)" title="evidence 4, line 8"', row).group(1)
                assert "package-7\\t1.7-2+deb12u1\\tamd64" in page.texts[exchange]
                assert '<span title="49039900672 B">45.7 GiB</span>' in body and '<span title="1500 B">1500 B</span>' in body
                assert '<span title="1000000000 bit/s">1.0 Gbit/s</span>' in body
                assert "200097 bytes, of which the first 64 KiB are shown" in body and body.count("x" * 60000) == 1
                assert "3 findings at 3 devices: 1 critical, 2 high" in body and "3 checks: 2 judged wherever asked, 1 could be judged nowhere" in body
                findings = body[body.index("<h2>Findings</h2>"):]
                assert findings.index('tag worst">critical') < findings.index('tag bad">high') and "https://vendor.example/?a=1&amp;b=2" in findings
                assert re.search(r'<td>row 1 is of web1.example</td><td class="e"><a class="e" href="#d[0-9]+-x3" title="evidence 3, line 1">3</a>', findings)
                assert "0 of 3 devices" in findings and "Memory module: denied at 2 devices" in findings
                assert "2 of 4 devices" in body and "dmidecode needs root" in body
                assert ">null<" not in body and ">NaN<" not in body
                print("sound")
                """, report("r.html", HtmlReport::write)));
    }

    @Test
    void csvIsReadByOthersAndHoldsNoFormula() throws Exception {
        var csv = report("csv", CsvReport::write);
        assertEquals("sound", Python.run("""
                import csv, os, sys
                folder = sys.argv[1]
                assert sorted(os.listdir(folder)) == ["com.acme.trap.csv", "devices.csv", "disk.csv", "findings.csv", "gaps.csv", "hardware.csv", "installed-software.csv",
                    "network-interface.csv", "operating-system.csv", "ports.csv", "processor.csv", "volume.csv"], os.listdir(folder)
                def read(name):
                    path = os.path.join(folder, name)
                    assert open(path, "rb").read().endswith(b"\\r\\n")
                    with open(path, encoding="utf-8", newline="") as f:
                        rows = list(csv.reader(f, strict=True))
                    assert len({len(r) for r in rows}) == 1, name
                    assert rows[0][:2] == ["deviceAddress", "deviceName"]
                    for row in rows[1:]:
                        for cell in row:
                            assert not cell or cell[0] not in "=+@\\t\\r" , cell
                            if cell.startswith("-"): float(cell)
                    return [dict(zip(rows[0], r)) for r in rows[1:]]
                traps = {t["name"][:5]: t for t in read("com.acme.trap.csv")}
                assert traps["<scri"]["formula"] == "'=HYPERLINK(\\"http://evil.example\\",\\"x\\")"
                assert traps["<scri"]["temperature"] == "-40.5" and traps["<scri"]["offset"] == "-1" and traps["<scri"]["armed"] == "true"
                assert traps["plus"]["formula"] == "'+49 30 1234" and float(traps["plus"]["temperature"]) == 0.1
                assert int(traps["plus"]["offset"]) == 2**63 - 1 and float(traps["tab"]["temperature"]) == 1e21
                assert traps["at"]["notes"] == "'-1; two, \\"three\\"\\r\\nfour" and traps["at"]["disputed"] == "true"
                assert traps["dash"]["formula"] == "'-2+3" and traps["dash"]["temperature"] == "" and traps["tab"]["formula"] == "'\\tcmd"
                software = read("installed-software.csv")
                assert len(software) == 120 and {s["deviceName"] for s in software} == {"web1.example", "host0.example"}
                assert software[8]["size"] == "8192" and software[8]["evidenceWhere"] == "line 9"
                found = read("findings.csv")
                assert [(f["severity"], f["check"], f["exchange"]) for f in found] == [("HIGH", "unix-first", "3"), ("CRITICAL", "unix-first", "1"), ("HIGH", "unix-first", "3")]
                assert found[0]["references"] == "RFC 1; https://vendor.example/?a=1&b=2"
                devices = read("devices.csv")
                assert [d["facts"] for d in devices] == ["67", "5", "0", "67"] and devices[2]["family"] == ""
                assert [g["reason"] for g in read("gaps.csv")] == ["DENIED", "DENIED", "NOT_PRESENT", "DENIED"]
                print("sound")
                """, csv));
    }

    @Test
    void theSameRunGivesTheSameBytes() throws Exception {
        for (var format : List.<Format> of(JsonReport::write, HtmlReport::write)) {
            var first = Files.readAllBytes(report("first", format));
            assertArrayEquals(first, Files.readAllBytes(report("second", format)));
        }
        // Another engagement of the same run, written by other threads at another time.
        var first = Files.readAllBytes(report("first", JsonReport::write));
        Files.delete(engagement);
        SampleRun.write(engagement, 1, 60);
        assertArrayEquals(first, Files.readAllBytes(report("second", JsonReport::write)));
    }

    @Test
    void aRunWithoutAnEndingSaysSo() throws Exception {
        assertEquals("", Python.run("""
                import sqlite3, sys
                c = sqlite3.connect(sys.argv[1]); c.execute("UPDATE run SET ending = NULL"); c.commit(); c.close()
                """, engagement));
        assertTrue(Files.readString(report("r.html", HtmlReport::write)).contains("the run did not end properly"));
        assertEquals("None None None []", Python.run("""
                import json, sys
                r = json.load(open(sys.argv[1], encoding="utf-8"))["run"]; print(r["finished"], r["ending"], r["asked"], r["notes"])
                """, report("r.json", JsonReport::write)));
    }

    @Test
    void whatCannotBeWrittenIsASentenceAndLeavesNothingBehind() throws Exception {
        for (var format : List.<Format> of(JsonReport::write, HtmlReport::write, CsvReport::write)) {
            var missing = assertThrows(ReportException.class, () -> report("no/such/folder/r", format));
            assertTrue(String.valueOf(missing.getMessage()).contains("there is no folder"), missing.getMessage());
        }
        var isFolder = assertThrows(ReportException.class, () -> report(".", JsonReport::write));
        assertTrue(String.valueOf(isFolder.getMessage()).contains("name a file"), isFolder.getMessage());
        // Nobody can make files there, not even root.
        var refused = assertThrows(ReportException.class, () -> report("/proc/self/r.html", HtmlReport::write));
        assertTrue(String.valueOf(refused.getMessage()).contains("cannot be written"), refused.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(List.of("e.tide"), files.map(f -> String.valueOf(f.getFileName())).sorted().toList());
        }
    }
}
