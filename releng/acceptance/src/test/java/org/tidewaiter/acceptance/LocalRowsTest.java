package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** The rows of this machine, held against what it says of itself elsewhere than in the commands that Tidewaiter reads. */
class LocalRowsTest {

    @TempDir
    private static Path folder;

    private static Child listeners;
    private static Set<String> socketsBefore;
    private static Set<String> socketsAfter;
    private static JsonNode report;

    @BeforeAll
    static void auditOnce() throws IOException {
        listeners = Python.listening("tcp,127.0.0.1", "tcp,0.0.0.0", "udp,127.0.0.1", "tcp,::1", "tcp,::", "udp,::1");
        socketsBefore = sockets();
        report = Json.parse(new Tidewaiter(folder).succeed("audit", "local", "--format", "json", "--no-report").out());
        socketsAfter = sockets();
    }

    @AfterAll
    static void stop() {
        listeners.close();
    }

    private static Set<String> rows(String dataClass, String... fields) {
        return Json.texts(report, dataClass, fields);
    }

    @Test
    void packagesAreThoseOfTheDpkgStatusFile() throws IOException {
        var status = Path.of("/var/lib/dpkg/status");
        assumeTrue(Files.exists(status), "needs a Debian machine");
        var expected = Oracles.packages(Files.readString(status));
        var found = rows("installed-software", "packaging", "name", "version", "architecture");
        found.removeIf(row -> !row.startsWith("dpkg|"));
        assertFalse(expected.isEmpty());
        assertEquals(expected, found);
    }

    /** Where systemd runs, unit files are asked of systemctl itself, which then is no oracle. */
    @Test
    void unitFilesAreThoseThatSystemctlReadsWhereSystemdDoesNotRun() {
        assumeTrue(!Files.exists(Path.of("/run/systemd/system")) && Files.exists(Path.of("/bin/systemctl")),
                "needs a machine with systemctl on which systemd does not run");
        var modes = Map.of("enabled", "AUTOMATIC", "enabled-runtime", "AUTOMATIC", "alias", "AUTOMATIC", "static", "ON_DEMAND",
                "disabled",
                "ON_DEMAND", "indirect", "ON_DEMAND", "masked", "DISABLED");
        var expected = new TreeSet<String>();
        for (var line : Child
                .output(folder, "systemctl", "--root=/", "list-unit-files", "--type=service", "--no-legend", "--no-pager")
                .lines().toList()) {
            var words = line.strip().split("\\s+");
            if (!words[0].contains("@.")) {
                expected.add(words[0] + "|" + modes.get(words[1]));
            }
        }
        var found = rows("service", "name", "startMode");
        found.removeIf(row -> !row.contains(".service|"));
        assertFalse(expected.isEmpty());
        assertEquals(expected, found);
    }

    private static Set<String> sockets() throws IOException {
        var found = new HashSet<String>();
        for (var table : List.of("tcp", "tcp6", "udp", "udp6")) {
            var file = Path.of("/proc/net", table);
            found.addAll(Files.exists(file) ? Oracles.sockets(table, Files.readString(file)) : Set.of());
        }
        return found;
    }

    @Test
    void listenersAreThoseOfTheKernelsTables() {
        var found = rows("listening-port", "protocol", "address", "port");
        var missing = new TreeSet<>(socketsBefore);
        missing.retainAll(socketsAfter);
        missing.removeAll(found);
        assertEquals(Set.of(), missing, "there all the time, and not found");
        found.removeAll(socketsBefore);
        found.removeAll(socketsAfter);
        assertEquals(Set.of(), found, "found, and never there");
    }

    @Test
    void listenersOfBothIpVersionsAndBothProtocolsNameTheirProcess() {
        var lines = listeners.out().lines().filter(l -> !l.equals("ready")).toList();
        assertEquals(6, lines.size());
        var found = rows("listening-port", "protocol", "address", "port", "processId");
        for (var line : lines) {
            var words = line.split(" ");
            var expected = words[0].toUpperCase() + "|" + words[1] + "|" + words[2] + "|" + listeners.pid();
            assertTrue(found.contains(expected), () -> expected + " is not among " + found);
        }
    }

    @Test
    void usersAreThoseOfGetent() {
        var expected = Oracles.users(Child.output(folder, "getent", "-s", "files", "passwd"));
        assertEquals(expected, rows("user-account", "name", "id", "primaryGroup", "fullName", "home", "shell"));
    }

    @Test
    void whoCanLogInByPasswordIsWhatPasswdSays() {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root");
        // passwd(1): P has a usable password, NP has none and needs none, L is locked. We tell locked from never having had one
        var expected = Child.output(folder, "passwd", "-S", "-a").lines().map(l -> l.split(" "))
                .map(w -> w[0] + "|" + (w[1].equals("P") ? "SET" : w[1].equals("NP") ? "EMPTY" : "shut"))
                .collect(Collectors.toCollection(TreeSet::new));
        var found = rows("user-account", "name", "password").stream().map(r -> r.replaceFirst("\\|(NONE|LOCKED)$", "|shut"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, found);
    }

    @Test
    void groupsAreThoseOfGetent() {
        assertEquals(Oracles.groups(Child.output(folder, "getent", "-s", "files", "group")),
                Oracles.groups(Json.rows(report, "group")));
    }

    @Test
    void addressesInterfacesAndMacsAreThoseThatJavaSees() throws IOException {
        var addresses = new TreeSet<String>();
        var interfaces = new TreeSet<String>();
        for (var nic : NetworkInterface.networkInterfaces().toList()) {
            for (var address : nic.getInterfaceAddresses()) {
                addresses.add(
                        nic.getName() + "|" + Oracles.canonical(address.getAddress()) + "|" + address.getNetworkPrefixLength());
            }
            var mac = nic.getHardwareAddress();
            // RFC 2863 ifOperStatus knows more than up and down: a loopback does not say
            var silent = Files.readString(Path.of("/sys/class/net", nic.getName(), "operstate")).equals("unknown\n");
            interfaces.add(nic.getName() + "|" + nic.getIndex() + "|"
                    + (mac == null ? "null" : HexFormat.ofDelimiter(":").formatHex(mac)) + "|" + nic.getMTU()
                    + "|" + (silent ? "null" : nic.isUp()));
        }
        assertEquals(addresses, rows("ip-address", "interfaceName", "address", "prefixLength"));
        assertTrue(rows("network-interface", "name", "index", "macAddress", "mtu", "up").containsAll(interfaces),
                () -> interfaces + " is not within " + rows("network-interface", "name", "index", "macAddress", "mtu", "up"));
    }

    @Test
    void volumesAreAsLargeAsTheFileSystemSays() throws IOException {
        var rows = Json.rows(report, "volume");
        assertFalse(rows.isEmpty());
        for (var row : rows) {
            FileStore store = Files.getFileStore(Path.of(Json.text(row, "name")));
            assertEquals(store.getTotalSpace(), row.path("size").asLong(), () -> "size of " + row);
            assertEquals(store.type(), Json.text(row, "fileSystem"));
            assertEquals(store.isReadOnly(), row.path("readOnly").asBoolean());
            // builds beside the test write all the time
            var tolerance = 4L << 30;
            assertTrue(Math.abs(store.getUsableSpace() - row.path("free").asLong()) < tolerance, () -> "free space of " + row);
            assertTrue(Math.abs(store.getTotalSpace() - store.getUnallocatedSpace() - row.path("used").asLong()) < tolerance,
                    () -> "used space of " + row);
        }
    }

    @Test
    void everyMountedBlockDeviceIsAVolume() throws IOException {
        var expected = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().map(l -> l.split(" - ", 2))
                .filter(l -> l[1].matches("\\S+ /dev/\\S+ .*"))
                .map(l -> l[0].split(" ")[4]).filter(mount -> Files.isDirectory(Path.of(mount))).collect(Collectors.toSet());
        assertTrue(rows("volume", "name").containsAll(expected), () -> expected + " is not within " + rows("volume", "name"));
    }

    @Test
    void systemMemoryAndProcessorsAreThoseThatPythonSees() {
        var seen = Python.run("""
                import os, platform
                release = platform.freedesktop_os_release()
                print('|'.join([release['NAME'], release.get('VERSION_ID', 'null'), os.uname().sysname, os.uname().release, os.uname().machine]))
                print(os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE'))
                print(os.cpu_count())
                print(next(line.split()[1] for line in open('/proc/stat') if line.startswith('btime')))
                """).lines().toList();
        assertEquals(Set.of(seen.get(0)), rows("operating-system", "name", "version", "kernel", "kernelVersion", "architecture"));
        assertEquals(Set.of(seen.get(1)), rows("hardware", "memorySize"));
        assertEquals(Integer.parseInt(seen.get(2)),
                Json.rows(report, "processor").stream().mapToInt(p -> p.path("threads").asInt()).sum());
        var booted = Instant.parse(Json.text(Json.rows(report, "operating-system").getFirst(), "bootedAt"));
        assertTrue(Duration.between(Instant.ofEpochSecond(Long.parseLong(seen.get(3))), booted).abs().toSeconds() <= 1,
                booted::toString);
    }

    @Test
    void theDefaultRouteIsTheKernels() throws IOException {
        var expected = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of("/proc/net/route"))) {
            var words = line.split("\\s+");
            if (words.length > 7 && words[1].equals("00000000") && words[7].equals("00000000")) {
                expected.add("0.0.0.0/0|" + words[0] + "|" + Oracles.address(words[2]));
            }
        }
        assumeTrue(!expected.isEmpty(), "needs a default route");
        assertTrue(rows("route", "destination", "interfaceName", "gateway", "table").stream()
                .map(r -> r.replaceFirst("\\|main$", "")).toList()
                .containsAll(expected), expected::toString);
    }
}
