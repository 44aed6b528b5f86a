package org.tidewaiter.family.snmp.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.HardwareComponent;
import org.tidewaiter.api.data.HardwareSensor;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LinkNeighbor;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.Vlan;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.family.snmp.SnmpItems.UpsInput;
import org.tidewaiter.family.snmp.SnmpItems.UpsOutput;
import org.tidewaiter.family.snmp.rule.Rules;
import org.tidewaiter.knowledge.IanaEnterprises;

/** Walks of other people's devices, which are not ours to keep here: every step over every walk, counted against the text of the recording. */
class WalksTest {

    private static final Rules RULES = new Rules(new IanaEnterprises());

    private static final List<AuditStep<SnmpSession>> STEPS = List.of(new OperatingSystemStep(RULES), new HardwareStep(RULES),
            new PowerStep(),
            new StorageStep(), new NetworkStep(), new NeighborStep(), new BridgeStep(), new SoftwareStep(), new ProcessStep());

    private static Path folder() {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, "snmp/walks")),
                "TIDEWAITER_DATA is not set: walks of real devices are not read");
        return Path.of(data, "snmp/walks");
    }

    @Test
    void everyStepReadsEveryWalkAndEveryRowIsThere() throws IOException {
        var totals = new TreeMap<String, Integer>();
        var walks = 0;
        try (var files = Files.list(folder())) {
            for (var file : files.sorted().toList()) {
                var session = RecordedWalk.read(file);
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (var step : STEPS) {
                    var stated = Stated.by(step, session);
                    stated.facts.forEach(f -> totals.merge(DataClass.of(f.item().getClass()).id(), 1, Integer::sum));
                    compare(file.getFileName().toString(), stated, text);
                }
                walks++;
            }
        }
        System.out.println("SNMP: " + walks + " walks, rows: " + totals);
        assertEquals(698, walks);
    }

    private static void compare(String name, Stated stated, String text) {
        if (stated.of(NetworkInterface.class).size() > 0) {
            assertEquals(ifRows(text), stated.of(NetworkInterface.class).size(), name + ": interfaces");
        }
        if (stated.of(HardwareComponent.class).size() > 0) {
            assertEquals(tableRows(text, "1.3.6.1.2.1.47.1.1.1.1"), stated.of(HardwareComponent.class).size(), name + ": parts");
        }
        if (stated.of(HardwareSensor.class).size() > 0) {
            assertEquals(tableRows(text, "1.3.6.1.2.1.99.1.1.1"), stated.of(HardwareSensor.class).size(), name + ": sensors");
        }
        if (stated.of(UpsInput.class).size() > 0) {
            assertEquals(tableRows(text, "1.3.6.1.2.1.33.1.3.3.1"), stated.of(UpsInput.class).size(), name + ": lines in");
        }
        if (stated.of(UpsOutput.class).size() > 0) {
            assertEquals(tableRows(text, "1.3.6.1.2.1.33.1.4.4.1"), stated.of(UpsOutput.class).size(), name + ": lines out");
        }
    }

    private static int ifRows(String text) {
        var indices = new HashSet<String>();
        for (var entry : List.of("1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1")) {
            indices.addAll(indices(text, entry));
        }
        return indices.size();
    }

    private static int tableRows(String text, String entry) {
        return indices(text, entry).size();
    }

    /** The last numbers of the lines of a table whose index is one number. */
    private static Set<String> indices(String text, String entry) {
        var indices = new HashSet<String>();
        var matcher = Pattern.compile("(?m)^" + Pattern.quote(entry) + "\\.[0-9]+\\.([0-9]+)\\|(?:2|4|4x|6|6[4-7]|70)\\|")
                .matcher(text);
        while (matcher.find()) {
            indices.add(matcher.group(1));
        }
        return indices;
    }

    private static <T extends Item> long rows(String walk, AuditStep<SnmpSession> step, Class<T> type) throws IOException {
        return Stated.by(step, RecordedWalk.read(folder().resolve(walk + ".snmprec"))).of(type).size();
    }

    /** Counted with grep on one column of each recording. */
    @Test
    void namedDevicesHaveWhatWasCountedByHand() throws IOException {
        assertEquals(192, rows("ericsson-ipos_ssr8020", new NetworkStep(), NetworkInterface.class));
        assertEquals(141, rows("procurve_2520", new HardwareStep(RULES), HardwareComponent.class));
        assertEquals(49, rows("panos_sensors_1", new HardwareStep(RULES), HardwareSensor.class));
        assertEquals(738, rows("linux_icecast", new SoftwareStep(), InstalledSoftware.class));
        assertEquals(17, rows("dlink_dgs-3627g", new NeighborStep(), LinkNeighbor.class));
        assertEquals(69, rows("pegasus", new BridgeStep(), Vlan.class), "70 rows, of which 4095 is no VLAN");
        assertEquals(3, rows("powerwalker-vfi_20kcpgpf133", new PowerStep(), UpsOutput.class));
        assertEquals(0, rows("exos", new SoftwareStep(), InstalledSoftware.class));
    }
}
