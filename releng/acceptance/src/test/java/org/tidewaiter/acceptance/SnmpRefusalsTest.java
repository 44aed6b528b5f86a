package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** Wrong communities, users and passwords, agents that misbehave, and where the secrets of SNMP must not stand, in the lab. */
class SnmpRefusalsTest {

    private static final String SNMP1 = "10.77.0.40";
    private static final String BROKEN = "10.77.0.55";
    private static final String COMMUNITY = "kQ7zVt4mXw-community";
    private static final String AUTHENTICATION = "kQ7zVt4mXw-authentication";
    private static final String PRIVACY = "kQ7zVt4mXw-privacy";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        LabNetwork.obstacle("snmp1", "sim1", "broken1").ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, "snmp1", "sim1", "broken1");
        tidewaiter = new Tidewaiter(folder);
        SnmpCredentials.addTo(tidewaiter);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String[] audit(String target, String credential, String... more) {
        var arguments = new ArrayList<>(List.of("audit", target, "--credential", credential, "--engagement", credential + ".tide",
                "--no-report", "--no-dns", "--format", "json"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Audits one host with each credential, all at once. */
    private static Map<String, Child.Ended> auditWithEach(String target, Set<String> credentials) {
        var runs = new TreeMap<String, Child>();
        var ended = new TreeMap<String, Child.Ended>();
        try {
            credentials.forEach(c -> runs.put(c, lab.start(tidewaiter, audit(target, c))));
            runs.forEach((credential, run) -> ended.put(credential, run.end()));
        } finally {
            runs.values().forEach(Child::close);
        }
        return ended;
    }

    private static JsonNode device(Child.Ended ended) {
        return Json.parse(ended.out()).path("devices").path(0);
    }

    @Test
    void eachWrongCredentialIsNamedForWhatItIs() {
        var words = Map.of("wrong", "TIMED_OUT it answers SNMPv3 discovery, but it does not answer this community", "far",
                "TIMED_OUT wrong or limited to other addresses", "wrong-user", "DENIED the agent does not know the user",
                "wrong-auth", "DENIED the authentication password or its protocol is wrong", "wrong-digest",
                "DENIED the authentication password or its protocol is wrong", "wrong-priv",
                "TIMED_OUT the privacy password or its protocol is wrong", "wrong-cipher",
                "TIMED_OUT the privacy password or its protocol is wrong", "too-low",
                "DENIED it may want another security level");
        var ended = auditWithEach(SNMP1, words.keySet());
        assertAll(words.entrySet().stream().map(entry -> () -> {
            var run = ended.get(entry.getKey());
            assertEquals(4, run.code(), () -> entry.getKey() + ": " + run.all());
            var expected = entry.getValue().split(" ", 2);
            var gaps = Json.list(device(run).path("gaps"));
            assertEquals(19, gaps.size(), entry.getKey());
            for (var gap : gaps) {
                assertEquals(expected[0], Json.text(gap, "reason"), () -> entry.getKey() + ": " + gap);
                assertTrue(Json.text(gap, "detail").contains(expected[1]), () -> entry.getKey() + ": " + gap);
            }
        }));
    }

    @Test
    void aWrongCommunityOnALiveAgentCostsTwoSeconds() {
        var run = lab.run(tidewaiter, audit(SNMP1, "wrong"));
        var login = Json.list(device(run).path("evidence")).stream().filter(e -> Json.text(e, "kind").equals("SESSION"))
                .findFirst()
                .orElseThrow();
        assertTrue(Long.parseLong(Json.text(login, "durationMicros")) < 3_000_000, login::toString);
    }

    @Test
    void aLimitedViewIsGapsThatSaySo() {
        var device = device(lab.succeed(tidewaiter, audit(SNMP1, "system")));
        var classes = new TreeSet<>(device.path("data").propertyNames());
        classes.removeIf(c -> c.startsWith("scan."));
        assertEquals(Set.of("operating-system", "snmp.access", "snmp.agent"), classes);
        for (var gap : Json.list(device.path("gaps"))) {
            if (Json.text(gap, "dataClass").equals("network-interface")) {
                assertEquals("NOT_REPORTED", Json.text(gap, "reason"));
                assertTrue(Json.text(gap, "detail").contains("its view for this credential seems to be limited"), gap::toString);
            }
        }
        assertEquals(17, Json.list(device.path("gaps")).size());
    }

    @Test
    void whatMisbehavesIsLeftInTimeAndTheGapsSayWhatItDid() {
        var kinds = Map.of("plain", "", "out-of-order", "", "loop", "identifiers must increase",
                "toobig", "",
                "silent-over-10", "", "other-source", "an answer came from another address", "truncated",
                "no sensible answer came on udp/161", "endless-length", "no sensible answer came on udp/161");
        // out of order is what follows in the system group, which is not walked: nothing is lost
        kinds.keySet().forEach(kind -> SnmpCredentials.community(tidewaiter, kind, kind));
        var began = System.nanoTime();
        var ended = auditWithEach(BROKEN, kinds.keySet());
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.toSeconds() < 60, took::toString);
        assertAll(kinds.entrySet().stream().map(entry -> () -> {
            var run = ended.get(entry.getKey());
            var told = device(run).path("gaps") + run.err();
            assertTrue(told.contains(entry.getValue()), () -> entry.getKey() + ": " + told);
            assertFalse(told.contains("defect"), told);
            if (entry.getValue().isEmpty()) {
                assertEquals(3, Json.list(device(run).path("data").path("network-interface")).size(), entry.getKey());
            }
        }));
    }

    @Test
    void withoutACredentialTheGapsSayWhichToAdd() {
        var user = new Tidewaiter(folder.resolve("none"));
        var run = lab.run(user, "audit", SNMP1, "--no-report", "--no-dns");
        Tidewaiter.assertRefused(4, run, "nothing was audited");
        assertTrue(run.out().contains("it speaks SNMPv3: add a user that it knows with `tidewaiter credentials add"), run::all);
    }

    /** Every UDP packet for port 161 of a host, in hex, one a line. */
    private static String sniff(String host, Runnable meanwhile) {
        lab.exec(host, "python3", "-c", """
                import os, socket, sys
                sniffer = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
                if os.fork():
                    os._exit(0)
                null = os.open('/dev/null', os.O_RDWR)
                for n in 0, 1, 2: os.dup2(null, n)
                open('/run/sniffer.pid', 'w').write(str(os.getpid()))
                with open('/run/sniffed', 'w', buffering=1) as seen:
                    while True:
                        packet = sniffer.recv(65535)
                        if packet[12:14] == b'\\x08\\x00' and packet[23] == 17 and packet[36:38] == b'\\x00\\xa1': seen.write(packet.hex() + '\\n')
                """);
        try {
            meanwhile.run();
            return lab.shell(host, "sleep 0.3; cat /run/sniffed");
        } finally {
            lab.shell(host, "kill $(cat /run/sniffer.pid)");
        }
    }

    @Test
    void publicIsSentWhenTheUserSaysSoAndNeverOtherwise() {
        var community = "0406" + "7075626c6963";
        var user = new Tidewaiter(folder.resolve("public"));
        var quiet = sniff("sim1",
                () -> lab.run(user, "audit", "10.77.0.50", "--no-report", "--no-dns", "--engagement", "a.tide"));
        assertFalse(quiet.isEmpty(), "not even discovery was seen");
        assertFalse(quiet.contains(community), quiet);
        var own = sniff("sim1", () -> lab.succeed(tidewaiter, audit("10.77.0.50", "public")));
        assertTrue(own.contains("7075626c69632d6c6162") && !own.contains(community), own);
        var loud = sniff("sim1",
                () -> lab.succeed(user, "audit", "10.77.0.50", "--try-public", "--no-report", "--no-dns", "--engagement",
                        "b.tide"));
        assertTrue(loud.contains(community), loud);
    }

    @Test
    void noSecretOfSnmpIsInWhatTheRunLeftAndAMovedAgentIsFound() throws IOException {
        // careless people write communities and passwords into what everybody may read
        lab.exec("snmp1", "sh", "-c", """
                printf 'rocommunity %s\\nsyslocation community is %s\\nsyscontact passwords %s and %s\\n' "$1" "$1" "$2" "$3" >/etc/snmp/canary.conf
                printf 'createUser canary SHA-256 "%s" AES "%s"\\nrouser canary priv\\n' "$2" "$3" >>/etc/snmp/canary.conf
                mkdir -p /var/lib/canary; MIBS= SNMP_PERSISTENT_DIR=/var/lib/canary /usr/sbin/snmpd -C -c /etc/snmp/canary.conf -p /run/canary.pid \\
                  -Lf /dev/null -I -smux,mteTrigger,mteTriggerConf udp:1161
                """, "sh", COMMUNITY, AUTHENTICATION, PRIVACY);
        var user = new Tidewaiter(folder.resolve("canary"));
        var temporary = Files.createDirectories(user.folder().resolve("temporary"));
        user.with("XDG_CACHE_HOME", user.folder().resolve("cache").toString()).with("TIDEWAITER_VMARGS",
                "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
        var streams = new StringBuilder();
        user.write("community.txt", COMMUNITY + "\n");
        user.write("auth.txt", AUTHENTICATION + "\n");
        user.write("priv.txt", PRIVACY + "\n");
        SnmpCredentials.community(user, "community", COMMUNITY);
        SnmpCredentials.add(user, "user", "canary", "sha256", "aes128", "auth.txt", "priv.txt");
        // refused, so that the community is what logs in; and only secrets of the run are known to it, and cut
        SnmpCredentials.add(user, "stranger", "stranger", "sha256", "aes128", "auth.txt", "priv.txt");
        List.of("community.txt", "auth.txt", "priv.txt").forEach(f -> user.file(f).toFile().delete());
        try {
            for (var order : List.of(List.of("stranger", "community"), List.of("user", "community"))) {
                streams.append(lab.succeed(user, "audit", SNMP1, "--port", "snmp=1161", "--credential", order.getFirst(),
                        "--credential", order.getLast(), "--verbose",
                        "--no-dns", "--report", "reports-" + order.getFirst()).all());
            }
            // the discovery of the moved agent, not of the one on 161
            assertEquals(List.of("udp/1161 snmp system group", "udp/1161 snmpv3 discovery"), user.sql("engagement.tide",
                    "SELECT DISTINCT request_id FROM exchange WHERE request_id LIKE 'udp/%snmp%' ORDER BY 1"));
        } finally {
            lab.shell("snmp1", "kill $(cat /run/canary.pid)");
        }
        streams.append(user.succeed("credentials", "list").all())
                .append(user.succeed("report", "--format", "json", "--output", "-").all());
        user.write("streams.txt", streams.toString());
        assertFalse(Python.seek("[secret cut]", user.folder()).isEmpty(), "there was nothing to cut");
        for (var secret : List.of(COMMUNITY, AUTHENTICATION, PRIVACY)) {
            assertEquals(List.of(), Python.seek(secret, user.folder()), secret);
        }
    }
}
