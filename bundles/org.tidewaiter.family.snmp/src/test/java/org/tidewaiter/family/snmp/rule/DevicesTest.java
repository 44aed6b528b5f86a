package org.tidewaiter.family.snmp.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.knowledge.IanaEnterprises;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Other people's devices, which are not ours to keep here: how many does the recogniser name as they were named by their owners? With the system property
 * {@code explain} it prints those that differ.
 */
class DevicesTest {

    /** The vendor in words of the expected system's name, for systems of which there are several devices. */
    private static final Map<String, String> VENDORS = Map.ofEntries(Map.entry("ios", "Cisco"), Map.entry("iosxe", "Cisco"),
            Map.entry("iosxr", "Cisco"), Map.entry("nxos", "Cisco"), Map.entry("asa", "Cisco"), Map.entry("ftd", "Cisco"),
            Map.entry("ciscosb", "Cisco/Linksys"), Map.entry("ciscowlc", "Cisco"), Map.entry("ise", "Cisco"),
            Map.entry("ucos", "Cisco"), Map.entry("powerconnect", "Dell"), Map.entry("timos", "Nokia"),
            Map.entry("vrp", "Huawei"),
            Map.entry("dlink", "D-Link"), Map.entry("eltex-mes23xx", "Eltex"), Map.entry("edgecos", "Edgecore"),
            Map.entry("procurve", "HPE/HP/Aruba"), Map.entry("axiscam", "Axis"), Map.entry("routeros", "MikroTik"),
            Map.entry("swos", "MikroTik"), Map.entry("moxa-etherdevice", "Moxa"), Map.entry("arubaos-cx", "Aruba"),
            Map.entry("voss", "Extreme"), Map.entry("boss", "Extreme"), Map.entry("gaia", "Check Point"),
            Map.entry("adva_fsp150", "Adva"), Map.entry("jetstream", "TP-Link"), Map.entry("ocnos", "IP Infusion"),
            Map.entry("akcp", "AKCP"), Map.entry("jetdirect", "HP"), Map.entry("sonicwall", "SonicWall"),
            Map.entry("drac", "Dell"),
            Map.entry("unifi", "Ubiquiti"), Map.entry("edgeswitch", "Ubiquiti"), Map.entry("windows", "Microsoft"),
            Map.entry("wut", "Wiesemann & Theis"), Map.entry("avtech", "AVTECH"), Map.entry("engenius-switch", "EnGenius"),
            Map.entry("hpe-ilo", "HPE"), Map.entry("panos", "Palo Alto Networks"), Map.entry("poweralert", "Tripp Lite"),
            Map.entry("radwin", "Radwin"), Map.entry("canonprinter", "Canon"), Map.entry("comware", "HPE/H3C"),
            Map.entry("fiberhome", "FiberHome"), Map.entry("netmanplus", "Riello"), Map.entry("sharp", "Sharp"),
            Map.entry("3com", "3Com"), Map.entry("airos", "Ubiquiti"), Map.entry("allied", "Allied Telesis"),
            Map.entry("awplus", "Allied Telesis"), Map.entry("ricoh", "Ricoh"), Map.entry("lcos", "LANCOM"),
            Map.entry("lcoslx", "LANCOM"), Map.entry("openbsd", "OpenBSD"), Map.entry("netgear", "Netgear"),
            Map.entry("konica", "Konica Minolta"), Map.entry("xclarity", "Lenovo"), Map.entry("zxr10", "ZTE"));

    private static final Map<DeviceKind, String> TYPES = Map.ofEntries(Map.entry(DeviceKind.NETWORK, "network"),
            Map.entry(DeviceKind.WIRELESS, "wireless"), Map.entry(DeviceKind.FIREWALL, "firewall"),
            Map.entry(DeviceKind.LOAD_BALANCER, "loadbalancer"), Map.entry(DeviceKind.POWER, "power"),
            Map.entry(DeviceKind.ENVIRONMENT, "environment"), Map.entry(DeviceKind.PRINTER, "printer"),
            Map.entry(DeviceKind.STORAGE, "storage"), Map.entry(DeviceKind.SERVER, "server"),
            Map.entry(DeviceKind.MANAGEMENT, "management"), Map.entry(DeviceKind.MEDIA, "appliance"),
            Map.entry(DeviceKind.COLLABORATION, "collaboration"), Map.entry(DeviceKind.TIMING, "timing"),
            Map.entry(DeviceKind.APPLIANCE, "appliance"));

    private static final class Tally {
        private int expected;
        private int told;
        private int right;

        void count(boolean isTold, boolean isRight) {
            expected++;
            told += isTold ? 1 : 0;
            right += isRight ? 1 : 0;
        }

        double share() {
            return (double) right / expected;
        }

        @Override
        public String toString() {
            return right + " right, " + (told - right) + " other, " + (expected - told) + " not told, of " + expected;
        }
    }

    @Test
    void mostDevicesOfOtherPeopleAreNamedAsTheirOwnersNamedThem() throws IOException {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isRegularFile(Path.of(data, "snmp/devices.jsonl")),
                "TIDEWAITER_DATA is not set: descriptions of real devices are not read");
        var tallies = new TreeMap<String, Tally>();
        var rules = new Rules(new IanaEnterprises());
        var json = new ObjectMapper();
        var devices = 0;
        for (var line : Files.readAllLines(Path.of(data, "snmp/devices.jsonl"))) {
            judge(json.readTree(line), rules, tallies);
            devices++;
        }
        assertEquals(1_245, devices);
        tallies.forEach((name, tally) -> System.out.println("SNMP: " + name + ": " + tally));
        assertTrue(tallies.get("vendor").share() > 0.95 && tallies.get("type").share() > 0.85
                && tallies.get("hardware, where sysDescr has it").share() > 0.85
                && tallies.get("version, where sysDescr has it").share() > 0.85, tallies.toString());
    }

    private static void judge(JsonNode device, Rules rules, Map<String, Tally> tallies) {
        var description = text(device, "sysDescr");
        var objectId = text(device, "sysObjectID");
        if (description.isEmpty() && objectId.isEmpty()) {
            return;
        }
        var found = rules.identify(description, Oid.tryParse(objectId).orElse(null));
        tallies.computeIfAbsent("any vendor", _ -> new Tally()).count(found.vendor() != null, found.vendor() != null);
        var vendor = VENDORS.get(text(device, "os"));
        if (vendor != null) {
            tallies.computeIfAbsent("vendor", _ -> new Tally()).count(found.vendor() != null,
                    ("/" + vendor + "/").contains("/" + found.vendor() + "/"));
            explain("vendor", vendor, found.vendor(), device, ("/" + vendor + "/").contains("/" + found.vendor() + "/"));
        }
        var type = text(device, "type");
        if (!type.isEmpty()) {
            var kind = found.kind();
            var right = kind != null && (type.equals(TYPES.get(kind)));
            tallies.computeIfAbsent("type", _ -> new Tally()).count(kind != null, right);
            explain("type", type, kind == null ? null : kind.name(), device, right);
        }
        compare("hardware", found.product(), device, tallies);
        compare("version", found.version(), device, tallies);
    }

    private static void compare(String what, @Nullable String found, JsonNode device, Map<String, Tally> tallies) {
        var expected = text(device, what);
        if (expected.isEmpty() || expected.contains("<private>")) {
            return;
        }
        var ours = letters(found == null ? "" : found);
        var theirs = letters(expected);
        var right = ours.length() > 1
                && (ours.contains(theirs) || theirs.contains(ours) || ours.contains(theirs.replace("v0", "")));
        tallies.computeIfAbsent(what, _ -> new Tally()).count(found != null, right);
        if (letters(text(device, "sysDescr")).contains(theirs)) {
            tallies.computeIfAbsent(what + ", where sysDescr has it", _ -> new Tally()).count(found != null, right);
        }
        explain(what, expected, found, device, right);
    }

    private static void explain(String what, String expected, @Nullable String found, JsonNode device, boolean right) {
        if (!right && System.getProperty("explain") != null) {
            System.out.println("EXPLAIN " + what + " | " + text(device, "os") + " | " + expected + " | " + found + " | "
                    + Rules.normal(text(device, "sysDescr")) + " | " + text(device, "sysObjectID").replace("1.3.6.1.4.1.", "e."));
        }
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String text(JsonNode device, String field) {
        var value = device.get(field);
        return value == null || value.isNull() ? "" : value.asString();
    }
}
