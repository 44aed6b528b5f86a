package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.testkit.lab.Lab;

/** Against OpenSSH, dropbear and an OpenSSH that speaks like an old device; OpenSSH's own tools and nmap say what is right. */
@Timeout(90)
class SshLabTest {
    private static final Probe PROBE = new Probe.SshKeyExchange(22);
    private static final String LOOSE = "-o ConnectTimeout=5 -o BatchMode=yes -o UserKnownHostsFile=/dev/null"
            + " -o StrictHostKeyChecking=no -F /dev/null";

    private static LabNetwork network;
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("lin1", "lin2", "lin3", "odd");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("lin1", "lin2", "lin3", "odd");
        network = new LabNetwork(lab);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Observation.SshOffer see(String address) throws Exception {
        return network.see(Observation.SshOffer.class, new SshProber(), address, PROBE);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.10,ssh-ed25519", "fd77::10,ssh-ed25519", "10.77.0.11,ssh-ed25519" })
    void theFingerprintIsWhatSshKeyscanFinds(String address, String type) throws Exception {
        var expected = network.shell("ssh-keyscan -T 5 -t ed25519 " + address + " 2>/dev/null | ssh-keygen -lf -").split(" ")[1];
        var seen = see(address);
        assertEquals(type + " " + expected, seen.hostKeyType() + " " + seen.hostKey());
    }

    @Test
    void anOldDevicesRsaKeyIsVerifiedWithSha1AndItsFingerprintIsTheFiles() throws Exception {
        var expected = lab.exec("lin3", "ssh-keygen", "-lf", "/etc/ssh/ssh_host_rsa_key.pub").split(" ")[1];
        var seen = see("10.77.0.12");
        assertEquals("ssh-rsa " + expected, seen.hostKeyType() + " " + seen.hostKey());
        assertEquals(List.of("diffie-hellman-group14-sha1", "diffie-hellman-group1-sha1"), withoutMarkers(seen.keyExchanges()));
        assertEquals(List.of("ssh-rsa"), seen.hostKeyTypes());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.10", "10.77.0.11", "10.77.0.12" })
    void whatIsOfferedIsWhatSshItselfReads(String address) throws Exception {
        var said = network.shell("ssh -vv " + LOOSE + " nobody@" + address + " true");
        var proposal = said.substring(said.indexOf("peer server KEXINIT proposal"));
        var seen = see(address);
        assertEquals(list(proposal, "KEX algorithms: "), seen.keyExchanges());
        assertEquals(list(proposal, "host key algorithms: "), seen.hostKeyTypes());
        assertEquals(list(proposal, "ciphers stoc: "), seen.ciphers());
        assertEquals(list(proposal, "MACs stoc: "), seen.macs());
        var identification = Pattern.compile("Remote protocol version 2.0, remote software version (.*)").matcher(said);
        assertTrue(identification.find());
        assertEquals("SSH-2.0-" + identification.group(1).strip(), seen.identification());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.10", "10.77.0.11", "10.77.0.12" })
    void whatIsOfferedIsWhatNmapReads(String address) throws Exception {
        var said = network.shell("nmap -n -Pn -p 22 --script ssh2-enum-algos " + address);
        var seen = see(address);
        assertEquals(block(said, "kex_algorithms"), seen.keyExchanges());
        assertEquals(block(said, "server_host_key_algorithms"), seen.hostKeyTypes());
        assertEquals(block(said, "encryption_algorithms"), seen.ciphers());
        assertEquals(block(said, "mac_algorithms"), seen.macs());
    }

    @ParameterizedTest
    @ValueSource(strings = { "curve25519-sha256", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "diffie-hellman-group14-sha256",
        "diffie-hellman-group16-sha512", "diffie-hellman-group14-sha1", "diffie-hellman-group1-sha1" })
    void everyMethodComesToASignatureThatHolds(String method) throws Exception {
        server("-o KexAlgorithms=" + method, "ed25519");
        var answer = network.ask(new SshProber(), "10.77.0.10", new Probe.SshKeyExchange(2300));
        assertEquals("ssh", answer.reason(), new String(answer.bytes(), StandardCharsets.UTF_8));
        assertEquals("verified", SessionFacts.of(answer.bytes()).value("signature"));
    }

    @ParameterizedTest
    @CsvSource({ "ed25519,ssh-ed25519,ssh-ed25519", "ecdsa -b 256,ecdsa-sha2-nistp256,ecdsa-sha2-nistp256",
        "ecdsa -b 384,ecdsa-sha2-nistp384,ecdsa-sha2-nistp384", "ecdsa -b 521,ecdsa-sha2-nistp521,ecdsa-sha2-nistp521",
        "rsa,rsa-sha2-512,ssh-rsa", "rsa,rsa-sha2-256,ssh-rsa", "rsa,ssh-rsa,ssh-rsa", "dsa,ssh-dss,ssh-dss" })
    void everySortOfKeyIsVerified(String key, String algorithm, String type) throws Exception {
        server("-o HostKeyAlgorithms=" + algorithm, key);
        var probe = new Probe.SshKeyExchange(2300);
        var seen = network.see(Observation.SshOffer.class, new SshProber(), "10.77.0.10", probe);
        var expected = lab.exec("lin1", "ssh-keygen", "-lf", "/tmp/probe_key.pub").split(" ")[1];
        assertEquals(type + " " + expected, seen.hostKeyType() + " " + seen.hostKey());
    }

    /** Starts an sshd for one connection on port 2300 of lin1, with a new key. */
    private static void server(String options, String key) throws Exception {
        lab.exec("lin1", "sh", "-c", "rm -f /tmp/probe_key*; ssh-keygen -q -N '' -t " + key
                + " -f /tmp/probe_key; [ ! -f /tmp/probe.pid ] || kill $(cat /tmp/probe.pid); echo 'UsePAM yes' >/tmp/probe_config;"
                + " for i in 1 2 3 4 5 6 7 8 9; do ss -Hltn sport = 2300 | grep -q . || break; sleep 0.1; done;"
                + " /usr/sbin/sshd -f /tmp/probe_config -h /tmp/probe_key -p 2300 -o PidFile=/tmp/probe.pid -E /tmp/probe.log "
                + options
                + "; for i in 1 2 3 4 5 6 7 8 9; do [ ! -s /tmp/probe.pid ] || break; sleep 0.1; done");
    }

    @Test
    void theServerSeesAGoodbyeAndNoLogin() throws Exception {
        server("-o LogLevel=DEBUG1", "ed25519");
        network.ask(new SshProber(), "10.77.0.10", new Probe.SshKeyExchange(2300));
        Thread.sleep(300);
        var log = lab.exec("lin1", "cat", "/tmp/probe.log");
        assertTrue(log.contains("Received disconnect from 10.77.0.2") && log.contains(":11:"), log);
        assertFalse(log.contains("userauth-request"), log);
    }

    @ParameterizedTest
    @CsvSource({ "22,no-answer,true", "23,no-answer,false", "24,not-ssh|closed,false", "26,no-answer,true" })
    void serversThatStallAreLeftAtTheDeadline(int port, String reasons, boolean isNamed) throws Exception {
        var began = System.nanoTime();
        var answer = network.ask(new SshProber(), "10.77.0.13", new Probe.SshKeyExchange(port));
        assertTrue(Arrays.asList(reasons.split("\\|")).contains(answer.reason()), answer.note());
        assertEquals(isNamed, answer.bytes().length > 0);
        assertTrue(System.nanoTime() - began < 12_000_000_000L);
    }

    private static List<String> list(String text, String name) {
        return text.lines().filter(l -> l.contains(name)).findFirst()
                .map(l -> Arrays.asList(l.substring(l.indexOf(name) + name.length()).strip().split(","))).orElseThrow();
    }

    private static List<String> block(String text, String name) {
        return text.lines().dropWhile(l -> !l.contains(" " + name + ": ")).skip(1).takeWhile(l -> l.startsWith("|       "))
                .map(l -> l.substring(8)).toList();
    }

    private static List<String> withoutMarkers(List<String> names) {
        return names.stream().filter(n -> !n.startsWith("kex-strict") && !n.startsWith("ext-info")).toList();
    }
}
