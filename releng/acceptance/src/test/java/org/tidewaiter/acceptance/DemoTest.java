package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidewaiter demo}: an audit for whoever has no network at hand. */
class DemoTest {

    private static final List<String> CLASSES = List.of("disk", "group", "hardware", "hardware-component", "hardware-sensor",
            "installed-software", "interface-counters", "ip-address", "link-neighbor", "listening-port", "memory-module",
            "network-interface",
            "operating-system", "processor", "route", "running-process", "scan.announced-service", "scan.certificate",
            "scan.hardware-address",
            "scan.name", "scan.snmp-engine", "scan.ssh-server", "scan.web-page", "service", "snmp.access", "snmp.agent",
            "snmp.interface-state",
            "snmp.ups-alarm", "snmp.ups-battery", "snmp.ups-input", "snmp.ups-output", "switched-address", "user-account", "vlan",
            "volume");

    @TempDir
    private Path folder;

    private Tidewaiter tidewaiter;

    @BeforeEach
    void user() {
        tidewaiter = new Tidewaiter(folder);
    }

    @Test
    void itFillsEveryClassAndEverySectionAndSaysWhatItIs() {
        var text = tidewaiter.succeed("demo", "--report", "report").out();
        assertTrue(text.startsWith("A demonstration: this network is make-believe"), text);
        assertTrue(text.contains("suspected phantoms, not counted as devices"), text);
        var report = Json.parse(Tidewaiter.read(tidewaiter.file("report/report.json")));
        var families = new TreeSet<String>();
        var classes = new TreeSet<String>();
        var suspected = 0;
        for (var device : Json.list(report.path("devices"))) {
            families.add(Json.text(device, "family"));
            classes.addAll(device.path("data").propertyNames());
            suspected += Json.text(device, "suspicion").equals("null") ? 0 : 1;
            assertTrue(
                    Json.list(device.path("names")).stream()
                            .allMatch(n -> n.asString().matches(".*[.]example|[A-Z0-9]+|[^.]+[.]local|[a-z]+")),
                    () -> "a name of somebody's: " + device.path("names"));
        }
        assertEquals(23, Json.list(report.path("devices")).size());
        assertEquals(6, suspected);
        assertEquals(Set.of("null", "printer", "scan", "snmp", "unix", "windows"), families);
        assertEquals(CLASSES, List.copyOf(classes));
        assertTrue(report.path("run").path("notes").path(0).asString().startsWith("This is a demonstration"),
                () -> report.path("run").toString());
        assertEquals(23, Python.verifyChain(tidewaiter.file("demo.tide")));
        assertEquals(List.of("COMPLETE|237|214"), tidewaiter.sql("demo.tide", "SELECT ending, asked, silent FROM run"));
        assertEquals("full", Python.run("""
                import html.parser, sys
                class Page(html.parser.HTMLParser):
                    # of each table the rows, of each section the text
                    def __init__(self):
                        super().__init__(); self.rows = []; self.sections = []; self.text = ''
                    def handle_starttag(self, tag, attrs):
                        if tag == 'table': self.rows.append(0)
                        if tag == 'tr': self.rows[-1] += 1
                        if tag == 'section': self.sections.append('')
                    def handle_data(self, data):
                        self.text += data
                        if self.sections: self.sections[-1] += data
                page = Page(); page.feed(open(sys.argv[1], encoding='utf-8').read())
                assert all(rows > 1 for rows in page.rows), page.rows
                assert len(page.sections) == 4 + 23 and all(len(s.strip()) > 200 for s in page.sections), [len(s) for s in page.sections]
                assert 'This is a demonstration: a make-believe network' in page.text
                print('full')
                """, tidewaiter.file("report/report.html").toString()).strip());
    }

    @Test
    void withoutNetworkAndWithoutRootItRunsTwiceAlike() {
        assumeTrue(Child.output(Path.of("/"), "id", "-u").equals("0\n"), "needs root, to have a network taken away");
        // somebody who may do nothing, in a namespace with no interface but lo, which is down
        var nobody = "umask 000; unshare --net setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all"
                + " /bin/sh -c 'test $(id -u) = 65534 && ! ip route get 10.77.0.1 2>/dev/null && exec \"$T\" demo --format json --engagement \"$0\"' \"$1\"";
        Child.output(folder, "chmod", "-R", "a+rwX", folder.toString());
        tidewaiter.with("XDG_CACHE_HOME", folder.resolve("home/cache").toString());
        assumeTrue(tidewaiter.shell("setpriv --reuid=65534 --regid=65534 --clear-groups test -x \"$T\"").code() == 0,
                "needs a product that everybody can read");
        var first = tidewaiter.shell(nobody, "first.tide");
        assertEquals(0, first.code(), first::all);
        var second = tidewaiter.shell(nobody, "second.tide");
        assertEquals(0, second.code(), second::all);
        assertEquals(first.out(), second.out());
        assertTrue(first.out().contains("\"targets\" : [\n      \"the demonstration network 10.77.0.0/24\""),
                first.out().substring(0, 600));
    }

    @Test
    void nothingOfThisMachineIsInWhatShips() throws Exception {
        tidewaiter.succeed("demo");
        var id = Path.of("/etc/machine-id");
        if (Files.exists(id) && !Tidewaiter.read(id).isBlank()) {
            assertEquals(List.of(), Python.seek(Tidewaiter.read(id).strip(), tidewaiter.work()));
        }
        assertEquals(List.of(), Python.seek("lab.test", tidewaiter.work()));
        // people of the recorded servers: those that the recording's makers put there
        assertEquals(List.of("audit", "auditor", "backup-hold", "nopass", "ops"), tidewaiter.sql("demo.tide",
                "SELECT DISTINCT name FROM v_user_account WHERE CAST(id AS INTEGER) BETWEEN 1000 AND 59999 ORDER BY name"));
    }

    @Test
    void makeBelieveDevicesDoNotGetAmongACustomers() {
        tidewaiter.succeed("audit", "local", "--no-report", "--quiet", "--engagement", "customer.tide");
        Tidewaiter.assertRefused(2, tidewaiter.run("demo", "--engagement", "customer.tide"), "holds runs of a real network");
        tidewaiter.succeed("demo", "--engagement", "demos.tide");
        tidewaiter.succeed("demo", "--engagement", "demos.tide");
        assertEquals(List.of("2"), tidewaiter.sql("demos.tide", "SELECT count(*) FROM run"));
        // each real device is known again
        assertEquals(List.of("17"),
                tidewaiter.sql("demos.tide", "SELECT count(DISTINCT device_id) FROM visit WHERE suspicion IS NULL"));
    }
}
