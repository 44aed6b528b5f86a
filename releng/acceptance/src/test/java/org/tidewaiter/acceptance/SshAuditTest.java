package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

/** {@code tidewaiter audit ADDRESS} against OpenSSH, dropbear and servers that stall, in the network namespaces of {@code releng/lab}. */
class SshAuditTest {

    private static final String LIN1 = "10.77.0.10";
    private static final String LIN2 = "10.77.0.11";
    private static final String LIN3 = "10.77.0.12";
    private static final String ODD = "10.77.0.13";

    /** What needs root on a machine of any sort: the firmware's tables, processes of others, password states. */
    private static final Set<String> MAY_NEED_ROOT = Set.of("hardware", "memory-module", "listening-port", "user-account");

    private static final String CANARY = "kQ7zVt4mXw-9pLrB2sHd";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        LabNetwork.obstacle().ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, "lin1", "lin2", "lin3", "odd");
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("right.txt", LabNetwork.PASSWORD + "\n");
        tidewaiter.write("wrong.txt", "not the password\n");
        tidewaiter.succeed("credentials", "add", "auditor", "--user", "auditor", "--secret-file", "right.txt");
        tidewaiter.succeed("credentials", "add", "nosudo", "--user", "nosudo", "--secret-file", "right.txt");
        tidewaiter.succeed("credentials", "add", "wrong", "--user", "auditor", "--secret-file", "wrong.txt");
        Files.delete(tidewaiter.file("right.txt"));
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String[] audit(String target, String credential, String engagement, String... more) {
        var arguments = new ArrayList<>(
                List.of("audit", target, "--credential", credential, "--engagement", engagement, "--no-report"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static JsonNode report(String engagement) {
        return Json
                .parse(tidewaiter.succeed("report", "--engagement", engagement, "--format", "json", "--output", "-").out());
    }

    private static List<JsonNode> gaps(JsonNode device) {
        return Json.list(device.path("gaps"));
    }

    /** Lines of the server's log that tell of a login, successful or not. */
    private static List<String> logins(String host, String log) {
        return lab.lines(host, log, "(Accepted|Failed) .*");
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = { "auditor", "nosudo" })
    void theRowsAreWhatTheHostSaysOfItselfElsewhere(String credential) {
        var report = Json
                .parse(lab.succeed(tidewaiter, audit(LIN1, credential, "rows-" + credential + ".tide", "--format", "json"))
                        .out());
        var listeners = new TreeSet<String>();
        for (var table : List.of("tcp", "tcp6")) {
            listeners.addAll(Oracles.sockets(table, lab.exec("lin1", "cat", "/proc/net/" + table)));
        }
        var packages = Json.texts(report, "installed-software", "packaging", "name", "version", "architecture");
        packages.removeIf(row -> !row.startsWith("dpkg|"));
        var sockets = Json.texts(report, "listening-port", "protocol", "address", "port");
        sockets.removeIf(row -> !row.startsWith("TCP|"));
        assertTrue(listeners.contains("TCP|0.0.0.0|22") && listeners.contains("TCP|::|2201"), listeners::toString);
        assertAll(() -> assertEquals(Oracles.packages(lab.exec("lin1", "cat", "/var/lib/dpkg/status")), packages),
                () -> assertEquals(Oracles.users(lab.exec("lin1", "getent", "-s", "files", "passwd")),
                        Json.texts(report, "user-account", "name", "id", "primaryGroup", "fullName", "home", "shell")),
                () -> assertEquals(Oracles.groups(lab.exec("lin1", "getent", "-s", "files", "group")),
                        Oracles.groups(Json.rows(report, "group"))),
                () -> assertEquals(listeners, sockets),
                () -> assertEquals("lin1.lab.test", report.path("devices").path(0).path("names").path(0).asString()));
        if (credential.equals("auditor")) {
            withRootOnlyNamedClassesAreGaps(report);
        } else {
            withoutRootTheGapsSayThatItNeedsRoot(report);
        }
    }

    private static void withRootOnlyNamedClassesAreGaps(JsonNode report) {
        var device = report.path("devices").path(0);
        var gaps = new TreeSet<String>();
        gaps(device).forEach(g -> gaps.add(Json.text(g, "dataClass")));
        gaps.removeAll(LocalAuditTest.MAY_BE_GAPS);
        assertEquals(Set.of(), gaps);
        assertTrue(Json.texts(report, "user-account", "name", "password").contains("auditor|SET"));
        assertTrue(Json.rows(report, "listening-port").stream().allMatch(r -> Json.text(r, "process").equals("sshd")));
        assertEquals("sudo with a password", Json.text(device.path("sessions").path(0), "elevation"));
    }

    private static void withoutRootTheGapsSayThatItNeedsRoot(JsonNode report) {
        var denied = new TreeSet<String>();
        for (var gap : gaps(report.path("devices").path(0))) {
            var dataClass = Json.text(gap, "dataClass");
            if (Json.text(gap, "reason").equals("DENIED")) {
                assertTrue(Json.text(gap, "detail").contains("needs root: "), gap::toString);
                assertTrue(Json.text(gap, "detail").contains("user nosudo may not use sudo; ask the administrator"),
                        gap::toString);
                denied.add(dataClass);
            } else {
                assertTrue(LocalAuditTest.MAY_BE_GAPS.contains(dataClass), gap::toString);
            }
        }
        assertTrue(MAY_NEED_ROOT.containsAll(denied), denied::toString);
        assertTrue(denied.containsAll(Set.of("listening-port", "user-account")), denied::toString);
        assertTrue(Json.texts(report, "user-account", "name", "password").stream().noneMatch(r -> r.endsWith("|SET")));
    }

    @Test
    void openSshDropbearAndAnOldDeviceAreReadInOneRunAndReplaySaysTheSame() {
        var json = lab.succeed(tidewaiter, audit("10.77.0.10-12", "auditor", "three.tide", "--format", "json")).out();
        for (var host : List.of("lin1", "lin2", "lin3")) {
            awaitProcesses(host, Duration.ofSeconds(3), false);
        }
        var report = Json.parse(json);
        var told = new TreeMap<String, String>();
        for (var device : Json.list(report.path("devices"))) {
            var session = device.path("sessions").path(0);
            told.put(Json.text(device, "address"), Json.text(session, "server").split("[-_]")[2] + " "
                    + Json.text(session, "outcome") + " " + Json.text(session, "algorithms") + " "
                    + Json.text(session, "method"));
            assertEquals("unix", Json.text(device, "family"));
        }
        assertEquals(new TreeMap<>(Map.of(LIN1, "OpenSSH COMPLETE modern password", LIN2, "dropbear COMPLETE modern password",
                LIN3, "OpenSSH COMPLETE legacy keyboard-interactive")), told);
        for (var address : List.of(LIN1, LIN2, LIN3)) {
            var host = "lin" + (Integer.parseInt(address.substring(8)) - 9);
            var data = Json.device(report, address).path("data");
            assertTrue(Json.list(data.path("installed-software")).size() > 100, address);
            assertEquals(host + ".lab.test", Json.device(report, address).path("names").path(0).asString());
            assertEquals(Oracles.groups(lab.exec(host, "getent", "-s", "files", "group")),
                    Oracles.groups(Json.list(data.path("group"))));
        }
        assertEquals(json, tidewaiter.succeed("replay", "three.tide", "--format", "json").out());
        assertEquals(3, Python.verifyChain(tidewaiter.file("three.tide")));
    }

    /** Starts an sshd on port 2222 with a new host key, in the place of the one before. Returns the key's fingerprint. */
    private static String serveWithNewKey() {
        return lab.shell("lin1", """
                pid=$(cat /run/sshd-2222.pid 2>/dev/null) && kill "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
                rm -f /etc/ssh/key-2222*
                ssh-keygen -q -N '' -t ed25519 -f /etc/ssh/key-2222
                { echo 'HostKey /etc/ssh/key-2222'; grep -v '^HostKey' /etc/ssh/sshd_config; } >/etc/ssh/sshd_config-2222
                /usr/sbin/sshd -f /etc/ssh/sshd_config-2222 -o PidFile=/run/sshd-2222.pid -E /var/log/sshd-2222.log -p 2222
                until [ -s /run/sshd-2222.pid ]; do sleep 0.05; done
                ssh-keygen -lf /etc/ssh/key-2222.pub | cut -d ' ' -f 2
                """).strip();
    }

    @Test
    void aChangedHostKeyIsRefusedBeforeTheLoginUntilItIsTrusted() {
        var order = audit(LIN1, "auditor", "key.tide", "--port", "ssh=2222");
        var before = serveWithNewKey();
        lab.succeed(tidewaiter, order);
        var logins = logins("lin1", "/var/log/sshd-2222.log");
        assertEquals(1, logins.size(), logins::toString);
        var after = serveWithNewKey();
        var refused = lab.run(tidewaiter, order);
        Tidewaiter.assertRefused(4, refused, "nothing was audited: no device let us in; the gaps say why");
        for (var words : List
                .of("auditor@10.77.0.10:2222: the host key is not the one it was before. It was ssh-ed25519 " + before
                        + " and is now ssh-ed25519 " + after, "nothing secret was sent", "`audit --trust-new-key 10.77.0.10`")) {
            assertTrue(refused.out().contains(words), () -> "no word of: " + words + "\n" + refused.all());
        }
        assertEquals(logins, logins("lin1", "/var/log/sshd-2222.log"), "a login was sent");
        assertEquals(List.of(), fromInside(Json.device(report("key.tide"), LIN1)));
        assertEquals(List.of(before), tidewaiter.sql("key.tide", "SELECT fingerprint FROM peer_pin"), "trusted by the way");
        lab.succeed(tidewaiter, audit(LIN1, "auditor", "key.tide", "--port", "ssh=2222", "--trust-new-key", LIN1));
        assertEquals(logins.size() + 1, logins("lin1", "/var/log/sshd-2222.log").size());
        lab.succeed(tidewaiter, order);
        assertEquals("1", tidewaiter.sql("key.tide",
                "SELECT count(DISTINCT device_id) FROM visit WHERE id IN (SELECT visit_id FROM fact)").getFirst(),
                "one device");
    }

    @Test
    void aServerThatStallsBeforeTheKeyExchangeIsLeftInTime() {
        var started = System.nanoTime();
        var ended = lab.run(tidewaiter, audit(ODD, "auditor", "stall.tide", "--port", "ssh=26", "--login-timeout", "2"));
        var took = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(took.toSeconds() < 15, took::toString);
        Tidewaiter.assertRefused(4, ended, "nothing was audited: no device let us in; the gaps say why");
        assertTrue(ended.out()
                .contains("TIMED_OUT    auditor@10.77.0.13:26: the server accepted the connection, but stopped during the"
                        + " key exchange within 2 s; it may be overloaded or no SSH server: try `ssh -v`, or allow more time for logins"),
                ended::all);
    }

    @Test
    void aServerThatStallsAndThatNobodyKnowsIsLeftInTimeAndNotLoggedInTo() {
        var started = System.nanoTime();
        var ended = lab.run(tidewaiter, audit(ODD, "auditor", "unknown.tide", "--login-timeout", "2"));
        var took = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(took.toSeconds() < 15, took::toString);
        Tidewaiter.assertRefused(4, ended,
                "nothing was audited: 1 answered, and none showed more than a hint of what it is, so no login was tried",
                "--login-on-hint");
        assertTrue(ended.out().contains("\n" + ODD + " "), ended::all);
        assertEquals(List.of(), Json.list(Json.device(report("unknown.tide"), ODD).path("sessions")));
    }

    @Test
    void aServerThatNobodyKnowsIsLoggedInToWhenTheUserSaysSoAndReplaysAlike() {
        var ended = lab.run(tidewaiter, audit(ODD, "auditor", "hint.tide", "--login-timeout", "2", "--login-on-hint"));
        Tidewaiter.assertRefused(4, ended, "nothing was audited: no device let us in; the gaps say why");
        assertEquals(1, ended.out().lines().filter(l -> l.contains("14 data classes    TIMED_OUT ")).count(), ended::all);
        assertEquals(tidewaiter.succeed("report", "--engagement", "hint.tide", "--format", "json", "--output", "-").out(),
                tidewaiter.succeed("replay", "hint.tide", "--format", "json").out());
    }

    @Test
    void aWrongPasswordOverFiftyHostsReachesOneServerOnce() {
        lab.shell("lin1", "for n in $(seq 100 149); do ip addr add 10.77.0.$n/24 dev eth0; done");
        try {
            var before = lab.lines("lin1", "/var/log/sshd.log", "Failed .*").size();
            var ended = lab.run(tidewaiter, audit("10.77.0.100-149", "wrong", "fifty.tide", "--parallel", "50"));
            var failed = lab.lines("lin1", "/var/log/sshd.log", "Failed .*");
            assertEquals(1, failed.size() - before, failed::toString);
            assertTrue(failed.getLast().startsWith("Failed password for auditor from 10.77.0.2 "), failed::toString);
            Tidewaiter.assertRefused(4, ended, "nothing was audited: no device let us in; the gaps say why");
            assertTrue(ended.err().contains("note: credential wrong was refused 1 time and is not used again in this run"),
                    ended::all);
            var report = report("fifty.tide");
            var outcomes = new TreeMap<String, Integer>();
            for (var device : Json.list(report.path("devices"))) {
                assertEquals(List.of(), fromInside(device));
                outcomes.merge(Json.text(device.path("sessions").path(0), "outcome"), 1, Integer::sum);
            }
            assertEquals(new TreeMap<>(Map.of("REJECTED", 1, "WITHHELD", 49)), outcomes);
        } finally {
            lab.shell("lin1", "for n in $(seq 100 149); do ip addr del 10.77.0.$n/24 dev eth0; done");
        }
    }

    /** The data classes of a device that are not seen from outside. */
    private static List<String> fromInside(JsonNode device) {
        return device.path("data").propertyNames().stream().filter(name -> !name.startsWith("scan.")).toList();
    }

    /** The canary as a careless administrator might leave it in the descriptions of accounts. */
    private static List<String> forms() {
        var forms = new ArrayList<String>();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            var hex = HexFormat.of().formatHex(CANARY.getBytes(charset));
            forms.addAll(List.of(hex, hex.toUpperCase(Locale.ROOT)));
            for (var before : List.of("", "a", "ab")) {
                forms.add(Base64.getEncoder().encodeToString(
                        (before + new String(CANARY.getBytes(charset), StandardCharsets.ISO_8859_1) + "zzz")
                                .getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        forms.add("initial password " + CANARY);
        return forms;
    }

    @Test
    void theSearchFindsASecretInEveryFormAndPlace() {
        var forms = Python.plant(folder.resolve("planted"), CANARY);
        assertEquals(27, forms.size());
        var found = Python.seek(CANARY, folder.resolve("planted"));
        var base = folder.resolve("planted/base.tide");
        for (var form : forms) {
            var file = folder.resolve("planted").resolve(form);
            assertTrue(found.contains(file + ": " + form), () -> form + " in a file: " + found);
            assertTrue(found.contains(file + ".zip!inner: " + form), () -> form + " in a zip: " + found);
            assertTrue(
                    found.stream()
                            .anyMatch(l -> l.startsWith(base + " group of things.the text row ") && l.endsWith(": " + form)),
                    () -> form + " in a text of a base: " + found);
            assertTrue(found.stream().anyMatch(l -> l.matches(".* group of things[.]content row [0-9]+ inflated: " + form)),
                    () -> form + " in a deflated blob: " + found);
        }
        assertEquals(List.of(), Python.seek("kQ7zVt4mXw-another", folder.resolve("planted")));
    }

    @Test
    void thePasswordIsNowhereInWhatTheRunLeft() throws IOException {
        lab.shell("lin1", "useradd -M -d /tmp -s /bin/sh canary && echo 'canary ALL=(ALL:ALL) ALL' >>/etc/sudoers");
        lab.exec("lin1", "sh", "-c", "printf 'canary:%s\\n' \"$1\" | chpasswd", "sh", CANARY);
        lab.exec("lin1", "sh", "-c", "printf '# root of the appliance: %s\\n' \"$1\" >>/etc/hosts", "sh", CANARY);
        var forms = forms();
        for (var index = 0; index < forms.size(); index++) {
            lab.exec("lin1", "sh", "-c",
                    "printf 'careless%s:x:%s:65534:%s:/:/usr/sbin/nologin\\n' \"$1\" \"$2\" \"$3\" >>/etc/passwd",
                    "sh", String.valueOf(index), String.valueOf(7000 + index), forms.get(index));
        }
        try {
            var user = new Tidewaiter(folder.resolve("canary"));
            var temporary = Files.createDirectories(user.folder().resolve("temporary"));
            user.with("XDG_CACHE_HOME", user.folder().resolve("cache").toString()).with("TIDEWAITER_VMARGS",
                    "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
            user.write("canary.txt", CANARY + "\n");
            var added = user.succeed("credentials", "add", "canary", "--user", "canary", "--secret-file", "canary.txt");
            Files.delete(user.file("canary.txt"));
            var audited = lab.succeed(user, "audit", LIN1, "--verbose", "--report", "reports");
            var json = Json.parse(user.succeed("report", "--format", "json", "--output", "-").out());
            user.write("streams.txt", added.all() + audited.all() + user.succeed("credentials", "list").all() + json);
            assertEquals("sudo with a password", Json.text(json.path("devices").path(0).path("sessions").path(0), "elevation"));

            // what shows that there was something to cut, and that it was read
            var names = Json.texts(json, "user-account", "name", "fullName").stream().filter(r -> r.startsWith("careless"))
                    .toList();
            assertEquals(forms.size(), names.size());
            assertTrue(names.stream().allMatch(n -> n.contains("[secret cut]")), names::toString);
            var marks = Python.seek("[secret cut]", user.folder());
            assertTrue(marks.stream().anyMatch(l -> l.matches(".*engagement[.]tide blob[.]content row [0-9]+ inflated: utf-8")),
                    marks::toString);
            assertTrue(marks.stream().anyMatch(l -> l.matches(".*reports/.*[.]html: utf-8")), marks::toString);
            assertTrue(marks.stream().anyMatch(l -> l.matches(".*reports/.*user-account[.]csv: utf-8")), marks::toString);

            assertEquals(List.of(), Python.seek(CANARY, user.folder()));
            lab.shell("lin1", "ls /var/log/sudo.log /var/log/sshd.log >/dev/null");
            assertEquals(List.of(), lab.lines("lin1", "/var/log/sudo.log /var/log/sshd.log", ".*" + CANARY + ".*"));
        } finally {
            lab.shell("lin1", "sed -i '/^careless/d' /etc/passwd; sed -i '/^# root of/d' /etc/hosts");
        }
    }

    /** Processes that a login of the auditor's left or has on a host. */
    private static List<String> processes(String host) {
        return lab.exec(host, "ps", "-ww", "-eo", "user:32,args").lines()
                .filter(l -> l.startsWith("auditor ") || l.contains("sshd: auditor") || l.matches("\\S+ +sleep 4711")).toList();
    }

    private static void awaitProcesses(String host, Duration within, boolean some) {
        var deadline = System.nanoTime() + within.toNanos();
        while (true) {
            var running = processes(host);
            if (some ? running.stream().anyMatch(l -> l.endsWith(" sleep 4711")) : running.isEmpty()) {
                return;
            }
            assertTrue(System.nanoTime() < deadline, () -> (some ? "not begun: " : "left behind: ") + running);
            Child.pause(Duration.ofMillis(100));
        }
    }

    @ParameterizedTest(name = "during {1} on {0}")
    @CsvSource({ "lin1,10.77.0.10,dpkg-query", "lin1,10.77.0.10,dmidecode", "lin2,10.77.0.11,dpkg-query" })
    void aSignalEndsTheRunAndWhatItStartedOnTheHost(String host, String address, String program) {
        // a command that takes for ever, in the place of one that we run: dmidecode by root, the other by the login
        lab.exec(host, "sh", "-c",
                "f=$(command -v $1 || echo /usr/sbin/$1); mv $f $f.kept 2>/dev/null; printf '#!/bin/sh\\nsleep 4711\\n' >$f; chmod 755 $f",
                "sh",
                program);
        try (var child = lab.start(tidewaiter, audit(address, "auditor", "signal-" + host + "-" + program + ".tide"))) {
            awaitProcesses(host, Duration.ofSeconds(60), true);
            child.signal("INT");
            Tidewaiter.assertRefused(130, child.end(Duration.ofSeconds(5)), "cancelled; what was read until then is stored");
            awaitProcesses(host, Duration.ofSeconds(4), false);
        } finally {
            lab.exec(host, "sh", "-c", "f=$(command -v $1); mv $f.kept $f 2>/dev/null || rm $f", "sh", program);
        }
        assertEquals(List.of("CANCELLED"), tidewaiter.sql("signal-" + host + "-" + program + ".tide", "SELECT ending FROM run"));
        assertFalse(report("signal-" + host + "-" + program + ".tide").path("devices").isEmpty());
    }
}
