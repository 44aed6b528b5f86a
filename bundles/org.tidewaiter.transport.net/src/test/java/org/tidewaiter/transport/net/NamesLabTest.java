package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.testkit.lab.Lab;

/** Against Samba, net-snmp, dnsmasq and avahi; their own tools say what is right. */
@Timeout(90)
class NamesLabTest {
    private static LabNetwork network;
    private static Lab lab;
    private static SharedNetwork shared;

    @BeforeAll
    static void up() throws Exception {
        var hosts = new String[] { "ns1", "lin1", "nb1", "snmp1", "snmp2", "redir" };
        var obstacle = Lab.obstacleFor(hosts);
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up(hosts);
        network = new LabNetwork(lab);
        // Its sockets belong to the network of the thread that makes them.
        shared = lab.inside(() -> {
            var made = new SharedNetwork();
            made.linux();
            return made;
        });
    }

    @AfterAll
    static void down() {
        if (shared != null) {
            shared.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void sambaTellsItsNamesAndNoHardwareAddress() throws Exception {
        var seen = network.see(Observation.NetbiosNames.class, new UdpProber(shared), "10.77.0.20", new Probe.NetbiosStatus());
        assertEquals("FILESRV1", seen.computer());
        assertEquals("LABGROUP", seen.workgroup());
        assertTrue(seen.names().contains("FILESRV1<20> unique"), seen.names().toString());
        assertNull(seen.mac());
        var told = network.shell("nmblookup -A 10.77.0.20");
        assertTrue(told.lines().anyMatch(l -> l.strip().matches("LABGROUP +<00> - <GROUP>.*")), told);
        assertEquals(told.lines().filter(l -> l.matches("\\s+\\S.* <[0-9a-f]{2}> .*")).count(), seen.names().size(), told);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.40,-v2c -c public-lab", "10.77.0.41,-v3 -l authNoPriv -u md5 -a MD5 -A lab-auth-pass",
        "fd77::40,-v2c -c public-lab" })
    void anSnmpEngineIsTheOneThatSnmpgetReads(String address, String login) throws Exception {
        var seen = network.see(Observation.SnmpEngine.class, new UdpProber(shared), address, new Probe.SnmpEngine());
        var there = address.contains(":") ? "udp6:[" + address + "]" : address;
        var engine = network.shell("snmpget " + login + " -Oqvx " + there + " .1.3.6.1.6.3.10.2.1.1.0");
        assertEquals(engine.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT), seen.engineId());
        assertEquals(8072, seen.enterprise());
        assertEquals(network.shell("snmpget " + login + " -Oqv " + there + " .1.3.6.1.6.3.10.2.1.2.0").strip(),
                Long.toString(seen.boots()));
        assertTrue(seen.seconds() >= 0 && seen.seconds() < 300);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.10,lin1.lab.test", "fd77::40,snmp1.lab.test" })
    void aNameIsAskedOfTheNameServer(String address, String name) throws Exception {
        var probe = new Probe.DnsName();
        var prober = new UdpProber(shared);
        var answer = network.ask(prober, address, probe, "10.77.0.1");
        assertEquals(name, LabNetwork.decoded(Observation.DnsName.class, prober, probe, answer).name());
        assertEquals(network.shell("dig +short @10.77.0.1 -x " + address).strip(), name + ".");
    }

    @Test
    void anAddressWithoutANameHasNone() throws Exception {
        var answer = network.ask(new UdpProber(shared), "10.77.0.19", new Probe.DnsName(), "10.77.0.1");
        assertTrue(new UdpProber(shared).decode(new Probe.DnsName(), answer.bytes(), LabNetwork.EVIDENCE).isEmpty());
    }

    @Test
    void avahiTellsItsNameAndServices() throws Exception {
        // avahi is deaf until it has made sure that nobody else has its names (RFC 6762 section 8.1)
        var probe = new Probe.MdnsQuery();
        var answer = network.ask(new UdpProber(shared), "10.77.0.76", probe);
        for (var tries = 0; tries < 3 && answer.bytes().length == 0; tries++) {
            answer = network.ask(new UdpProber(shared), "10.77.0.76", probe);
        }
        var seen = LabNetwork.decoded(Observation.MdnsServices.class, new UdpProber(shared), probe, answer);
        assertEquals("redir.local", seen.hostName());
        assertTrue(seen.services().contains("_ipp._tcp") && seen.services().contains("_ssh._tcp"), seen.toString());
    }
}
