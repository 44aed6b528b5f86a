package org.tidewaiter.family.snmp.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.InterfaceCounters;
import org.tidewaiter.api.data.LinkNeighbor;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.SwitchedAddress;
import org.tidewaiter.api.data.Vlan;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.family.snmp.SnmpItems.Agent;
import org.tidewaiter.family.snmp.SnmpItems.InterfaceState;
import org.tidewaiter.family.snmp.rule.Rules;
import org.tidewaiter.knowledge.IanaEnterprises;

/** Odd rows of networks, and hostile ones of all. All agents here are synthetic. */
class OddRowsTest {

    private static final Rules RULES = new Rules(new IanaEnterprises());

    private static Stated read(AuditStep<SnmpSession> step, String walk) {
        return Stated.by(step, RecordedWalk.of(walk));
    }

    private static Stream<AuditStep<SnmpSession>> steps() {
        return Stream.of(new OperatingSystemStep(RULES), new HardwareStep(RULES), new PowerStep(), new StorageStep(),
                new NetworkStep(),
                new NeighborStep(), new BridgeStep(), new SoftwareStep(), new ProcessStep());
    }

    @Test
    void anAgentWithoutAnythingHasAGapForEachPromise() {
        steps().forEach(step -> {
            var stated = read(step, "");
            assertEquals(List.of(), stated.facts, step.id());
            assertEquals(step.promises().size(), stated.gaps.size(), step.id());
        });
        assertEquals(
                "NOT_REPORTED: the agent shows nothing of ifTable (IF-MIB), which every device has; its view for this credential"
                        + " seems to be limited, and then other tables are kept from it as well",
                read(new NetworkStep(), "").gap(NetworkInterface.class));
        assertEquals("NOT_REPORTED: the agent shows nothing of its system group",
                read(new OperatingSystemStep(RULES), "").gap(Agent.class));
    }

    @Test
    void whatCameBeforeAnAnswerWasCutIsStatedAndTheRestIsAGap() {
        var walk = RecordedWalk.cut("1.3.6.1.2.1.2.2.1.2.1|4|eth0\n1.3.6.1.2.1.2.2.1.8.1|2|1\n",
                new Shortfall(GapReason.TIMED_OUT, "no answer after 1.3.6.1.2.1.2.2.1.8.1"));
        var stated = Stated.by(new NetworkStep(), walk);
        assertEquals("eth0", stated.of(NetworkInterface.class).getFirst().name());
        assertEquals("TIMED_OUT: no answer after 1.3.6.1.2.1.2.2.1.8.1", stated.gap(NetworkInterface.class));
    }

    @Test
    void tenGigabitsDoNotFitIfSpeedAndComeFromIfHighSpeed() {
        var interfaces = read(new NetworkStep(), """
                1.3.6.1.2.1.2.2.1.2.49|4|TenGigabitEthernet1/1
                1.3.6.1.2.1.2.2.1.3.49|2|6
                1.3.6.1.2.1.2.2.1.5.49|66|4294967295
                1.3.6.1.2.1.2.2.1.6.49|4x|001122334455
                1.3.6.1.2.1.2.2.1.2.50|4|GigabitEthernet1/2
                1.3.6.1.2.1.2.2.1.5.50|66|1000000000
                1.3.6.1.2.1.31.1.1.1.1.49|4|Te1/1
                1.3.6.1.2.1.31.1.1.1.15.49|66|10000
                1.3.6.1.2.1.31.1.1.1.15.50|66|1000
                1.3.6.1.2.1.31.1.1.1.18.49|4|uplink
                1.3.6.1.2.1.10.7.2.1.19.49|2|3
                1.3.6.1.2.1.10.7.2.1.19.50|2|1
                """).of(NetworkInterface.class);
        assertEquals(List.of("Te1/1", "GigabitEthernet1/2"), interfaces.stream().map(NetworkInterface::name).toList());
        assertEquals(List.of(10_000_000_000L, 1_000_000_000L), interfaces.stream().map(NetworkInterface::speed).toList());
        assertEquals("full", interfaces.getFirst().duplex());
        assertNull(interfaces.getLast().duplex(), "duplex unknown");
        assertEquals("ether", interfaces.getFirst().kind());
        assertEquals("uplink", interfaces.getFirst().alias());
        assertEquals("00:11:22:33:44:55", String.valueOf(interfaces.getFirst().macAddress()));
    }

    @Test
    void anInterfaceWithoutColumnsIsNamedByItsNumber() {
        var stated = read(new NetworkStep(), """
                1.3.6.1.2.1.2.2.1.8.7|2|4
                1.3.6.1.2.1.2.2.1.6.7|4x|000000000000
                1.3.6.1.2.1.2.2.1.4.7|2|-1
                1.3.6.1.2.1.2.2.1.3.7|2|1
                """);
        assertEquals(new NetworkInterface("if7", 7L, null, null, null, null, null, null, null, null, null),
                stated.of(NetworkInterface.class).getFirst());
        assertEquals("NOT_PRESENT: the agent has no rows in ifTable (IF-MIB) with counters", stated.gap(InterfaceCounters.class));
    }

    @Test
    void countersOf64BitsArePreferredAndNeverNegative() {
        var counters = read(new NetworkStep(), """
                1.3.6.1.2.1.2.2.1.2.1|4|eth0
                1.3.6.1.2.1.2.2.1.10.1|65|4294967295
                1.3.6.1.2.1.2.2.1.14.1|65|12
                1.3.6.1.2.1.31.1.1.1.6.1|70|9000000000000
                1.3.6.1.2.1.31.1.1.1.10.1|70|18446744073709551615
                1.3.6.1.2.1.2.2.1.2.2|4|eth1
                1.3.6.1.2.1.2.2.1.10.2|65|4294967295
                """).of(InterfaceCounters.class);
        assertTrue(counters.getFirst().wide());
        assertEquals(9_000_000_000_000L, counters.getFirst().octetsIn());
        assertNull(counters.getFirst().octetsOut(), "2^64 - 1 is no plausible count and does not fit");
        assertEquals(12, counters.getFirst().errorsIn());
        assertEquals(4_294_967_295L, counters.getLast().octetsIn());
        assertTrue(!counters.getLast().wide());
    }

    @Test
    void namesThatAreNotUtf8AreReadAsLatin1AndControlCharactersGo() {
        var stated = read(new NetworkStep(), """
                1.3.6.1.2.1.2.2.1.2.1|4x|4b617274652031202d20476572e474
                1.3.6.1.2.1.2.2.1.2.2|4x|c39c62657274726167756e67
                1.3.6.1.2.1.2.2.1.2.3|4x|6574680000
                1.3.6.1.2.1.2.2.1.2.4|4x|0d0a0709
                1.3.6.1.2.1.2.2.1.2.5|4x|611b5b33316d62
                """);
        assertEquals(List.of("Karte 1 - Gerät", "Übertragung", "eth", "if4", "a [31mb"),
                stated.of(NetworkInterface.class).stream().map(NetworkInterface::name).toList());
    }

    @Test
    void statesAreInTheMibsWords() {
        var states = read(new NetworkStep(), """
                1.3.6.1.2.1.2.2.1.2.1|4|eth0
                1.3.6.1.2.1.2.2.1.7.1|2|2
                1.3.6.1.2.1.2.2.1.8.1|2|7
                1.3.6.1.2.1.2.2.1.9.1|67|12345
                1.3.6.1.2.1.31.1.1.1.17.1|2|1
                1.3.6.1.2.1.2.2.1.8.2|2|-3
                """).of(InterfaceState.class);
        assertEquals(new InterfaceState("eth0", "eth0", "down", "lowerLayerDown", Duration.ofMillis(123_450), true, null),
                states.getFirst());
        assertNull(states.getLast().operational());
    }

    @Test
    void addressesOfBothTablesAreJoinedWithoutRepeats() {
        var stated = read(new NetworkStep(), """
                1.3.6.1.2.1.31.1.1.1.1.2|4|eth0
                1.3.6.1.2.1.4.34.1.3.1.4.192.0.2.7|2|2
                1.3.6.1.2.1.4.34.1.4.1.4.192.0.2.7|2|1
                1.3.6.1.2.1.4.34.1.5.1.4.192.0.2.7|6|1.3.6.1.2.1.4.32.1.5.2.1.4.192.0.2.0.24
                1.3.6.1.2.1.4.34.1.6.1.4.192.0.2.7|2|4
                1.3.6.1.2.1.4.34.1.3.1.4.192.0.2.255|2|2
                1.3.6.1.2.1.4.34.1.4.1.4.192.0.2.255|2|3
                1.3.6.1.2.1.4.34.1.3.2.16.254.128.0.0.0.0.0.0.2.17.50.255.254.0.0.1|2|2
                1.3.6.1.2.1.4.34.1.5.2.16.254.128.0.0.0.0.0.0.2.17.50.255.254.0.0.1|6|0.0
                1.3.6.1.2.1.4.34.1.3.2.16.254.128|2|2
                1.3.6.1.2.1.4.20.1.2.192.0.2.7|2|2
                1.3.6.1.2.1.4.20.1.3.192.0.2.7|64|255.255.255.0
                1.3.6.1.2.1.4.20.1.2.198.51.100.1|2|9
                1.3.6.1.2.1.4.20.1.3.198.51.100.1|64|255.255.240.0
                """);
        assertEquals(
                List.of("eth0 192.0.2.7/24 global true", "eth0 fe80::211:32ff:fe00:1/128 link null",
                        "if9 198.51.100.1/20 global null"),
                stated.of(AssignedAddress.class).stream()
                        .map(a -> a.interfaceName() + " " + a.address() + "/" + a.prefixLength() + " " + a.scope() + " "
                                + a.dynamic())
                        .toList());
        assertEquals("NOT_REPORTED: 1 rows of ipAddressTable without a readable address or interface",
                stated.gap(AssignedAddress.class));
    }

    @Test
    void lldpIdentifiersAreReadAsTheirSubtypeSays() {
        var neighbors = read(new NeighborStep(), """
                1.0.8802.1.1.2.1.3.7.1.2.3|2|5
                1.0.8802.1.1.2.1.3.7.1.3.3|4|ge-0/0/3
                1.0.8802.1.1.2.1.3.7.1.4.3|4|to the cellar
                1.0.8802.1.1.2.1.4.1.1.4.0.3.1|2|4
                1.0.8802.1.1.2.1.4.1.1.5.0.3.1|4x|001132a0b1c2
                1.0.8802.1.1.2.1.4.1.1.6.0.3.1|2|5
                1.0.8802.1.1.2.1.4.1.1.7.0.3.1|4|Gi1/0/1
                1.0.8802.1.1.2.1.4.1.1.9.0.3.1|4|core1
                1.0.8802.1.1.2.1.4.1.1.12.0.3.1|4x|2800
                1.0.8802.1.1.2.1.4.2.1.3.0.3.1.1.4.192.0.2.1|2|2
                1.0.8802.1.1.2.1.4.2.1.3.0.3.1.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1|2|2
                1.0.8802.1.1.2.1.4.1.1.4.0.4.1|2|5
                1.0.8802.1.1.2.1.4.1.1.5.0.4.1|4x|01c0000209
                1.0.8802.1.1.2.1.4.1.1.6.0.4.1|2|3
                1.0.8802.1.1.2.1.4.1.1.7.0.4.1|4x|001132a0b1c3
                1.0.8802.1.1.2.1.4.1.1.4.0.5.1|2|7
                1.0.8802.1.1.2.1.4.1.1.5.0.5.1|4|switch-5
                1.0.8802.1.1.2.1.4.1.1.4.0.6.1|2|4
                """);
        var found = neighbors.of(LinkNeighbor.class);
        assertEquals(List.of("ge-0/0/3 00:11:32:a0:b1:c2 Gi1/0/1", "if4 192.0.2.9 00:11:32:a0:b1:c3", "if5 switch-5 null"),
                found.stream().map(n -> n.interfaceName() + " " + n.neighbor() + " " + n.port()).toList());
        assertEquals("[192.0.2.1, 2001:db8::1] [bridge, router] core1",
                found.getFirst().addresses() + " " + found.getFirst().capabilities() + " " + found.getFirst().name());
        assertEquals("NOT_REPORTED: 1 neighbours without an identifier or without the port where they are",
                neighbors.gap(LinkNeighbor.class));
    }

    @Test
    void cdpNeighborsHaveAPlatformAndAnAddress() {
        var neighbor = read(new NeighborStep(), """
                1.3.6.1.2.1.2.2.1.2.10101|4|GigabitEthernet1/0/1
                1.3.6.1.2.1.31.1.1.1.1.10101|4|Gi1/0/1
                1.3.6.1.4.1.9.9.23.1.2.1.1.3.10101.7|2|1
                1.3.6.1.4.1.9.9.23.1.2.1.1.4.10101.7|4x|c0000203
                1.3.6.1.4.1.9.9.23.1.2.1.1.6.10101.7|4|SEP001122334455
                1.3.6.1.4.1.9.9.23.1.2.1.1.7.10101.7|4|Port 1
                1.3.6.1.4.1.9.9.23.1.2.1.1.8.10101.7|4|Cisco IP Phone 8845
                1.3.6.1.4.1.9.9.23.1.2.1.1.9.10101.7|4x|00000490
                1.3.6.1.4.1.9.9.23.1.2.1.1.11.10101.7|2|0
                1.3.6.1.4.1.9.9.23.1.2.1.1.12.10101.7|2|3
                """).of(LinkNeighbor.class).getFirst();
        assertEquals("Gi1/0/1 SEP001122334455 Cisco IP Phone 8845 [192.0.2.3] [host, phone] null fullduplex",
                neighbor.interfaceName() + " " + neighbor.neighbor() + " " + neighbor.platform() + " " + neighbor.addresses()
                        + " "
                        + neighbor.capabilities() + " " + neighbor.nativeVlan() + " " + neighbor.duplex());
    }

    @Test
    void forwardingEntriesLeadToTheInterfaceBehindTheBridgePort() {
        var stated = read(new BridgeStep(), """
                1.3.6.1.2.1.2.2.1.2.105|4|swp5
                1.3.6.1.2.1.17.1.4.1.2.5|2|105
                1.3.6.1.2.1.17.7.1.4.3.1.1.20|4|voice
                1.3.6.1.2.1.17.7.1.4.3.1.1.100000|4|internal
                1.3.6.1.2.1.17.7.1.2.2.1.2.20.0.17.50.160.177.194|2|5
                1.3.6.1.2.1.17.7.1.2.2.1.3.20.0.17.50.160.177.194|2|3
                1.3.6.1.2.1.17.7.1.2.2.1.2.20.0.17.50.160.177.999|2|5
                1.3.6.1.2.1.17.7.1.2.2.1.2.30.0.17.50.160.177.195|2|0
                """);
        assertEquals(List.of(new Vlan(20, "voice")), stated.of(Vlan.class));
        assertEquals(List.of("00:11:32:a0:b1:c2 20 swp5 learned", "00:11:32:a0:b1:c3 30 null null"),
                stated.of(SwitchedAddress.class)
                        .stream().map(a -> a.macAddress() + " " + a.database() + " " + a.interfaceName() + " " + a.state())
                        .toList());
    }

    /** Every value of the agent replaced by one of another type or an extreme one: facts or gaps, never an exception. */
    @Test
    void valuesOfTheWrongTypeAreAbsent() {
        var oids = List.of("1.3.6.1.2.1.1.%d.0", "1.3.6.1.2.1.2.2.1.%d.1", "1.3.6.1.2.1.31.1.1.1.%d.1",
                "1.3.6.1.2.1.4.34.1.%d.1.4.192.0.2.1",
                "1.3.6.1.2.1.4.20.1.%d.192.0.2.1", "1.3.6.1.2.1.47.1.1.1.1.%d.1", "1.3.6.1.2.1.99.1.1.1.%d.1",
                "1.0.8802.1.1.2.1.4.1.1.%d.0.1.1",
                "1.0.8802.1.1.2.1.3.7.1.%d.1", "1.3.6.1.4.1.9.9.23.1.2.1.1.%d.1.1", "1.3.6.1.2.1.25.2.3.1.%d.1",
                "1.3.6.1.2.1.25.3.8.1.%d.1",
                "1.3.6.1.2.1.25.4.2.1.%d.1", "1.3.6.1.2.1.25.5.1.1.%d.1", "1.3.6.1.2.1.25.6.3.1.%d.1", "1.3.6.1.2.1.33.1.2.%d.0",
                "1.3.6.1.2.1.33.1.3.3.1.%d.1", "1.3.6.1.2.1.33.1.4.4.1.%d.1", "1.3.6.1.2.1.33.1.6.2.1.%d.1",
                "1.3.6.1.2.1.17.7.1.4.3.1.%d.1",
                "1.3.6.1.2.1.17.1.4.1.%d.1", "1.3.6.1.2.1.17.4.3.1.%d.0.17.50.160.177.194");
        var values = List.of("2|-2147483648", "2|2147483647", "66|4294967295", "70|18446744073709551615", "67|4294967295", "4|",
                "4|unknown",
                "4x|ff", "4x|ffffffffffffffffffffff", "4x|00000000000000000000000000000000", "4|" + "x".repeat(70_000), "6|0.0",
                "6|1.3",
                "6|1.3.6.1.2.1.25.2.1.4", "64|0.0.0.0", "64|255.0.255.0");
        for (var value : values) {
            var walk = new StringBuilder();
            for (var oid : oids) {
                for (var column = 1; column <= 20; column++) {
                    walk.append(oid.formatted(column)).append('|').append(value).append('\n');
                }
            }
            steps().forEach(step -> read(step, walk.toString()));
        }
    }
}
