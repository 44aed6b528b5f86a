package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.ScopeGate;

/** Targets as people write them, and what they get wrong. */
class TargetsTest {

    private static Targets parse(String... words) throws Exception {
        return Targets.parse(List.of(words), List.of(), false,
                name -> name.equals("web") ? List.of(IpAddress.parse("192.0.2.80")) : List.of());
    }

    private static String refusal(String... words) {
        return assertThrows(TargetException.class, () -> parse(words)).getMessage();
    }

    @Test
    void rangesBlocksNamesAndThisMachine() throws Exception {
        var targets = parse("192.0.2.10-12", "2001:db8::fffe-2001:db8::1:1", "198.51.100.0/30", "web", "nosuch", "local");
        assertEquals(
                "192.0.2.10 192.0.2.11 192.0.2.12 | 2001:db8::fffe 2001:db8::ffff 2001:db8::1:0 2001:db8::1:1 | 198.51.100.0 198.51.100.1 198.51.100.2 198.51.100.3",
                targets.ranges().stream()
                        .map(r -> StreamSupport.stream(r.spliterator(), false).map(IpAddress::toString)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" | ")));
        assertTrue(targets.local());
        assertEquals(12, targets.size());
        assertTrue(targets.scope().contains(Prefix.of(IpAddress.parse("192.0.2.80"))));
    }

    @Test
    void aRangeIsCoveredByTheFewestBlocks() throws Exception {
        assertEquals("[192.0.2.10/31, 192.0.2.12/30, 192.0.2.16/28, 192.0.2.32/32]", parse("192.0.2.10-32").scope().toString());
        assertEquals("[0.0.0.0/0]",
                new AddressRange(IpAddress.parse("0.0.0.0"), IpAddress.parse("255.255.255.255")).prefixes().toString());
    }

    @Test
    void anIpv4AddressInIpv6ClothesNeverPassesTheGate() {
        var everything = List.of(Prefix.tryParse("::/0").orElseThrow(), Prefix.tryParse("0.0.0.0/0").orElseThrow());
        var gate = new ScopeGate(everything, List.of(Prefix.tryParse("192.0.2.1").orElseThrow()));
        assertTrue(gate.allows(IpAddress.parse("192.0.2.2")) && gate.allows(IpAddress.parse("2001:db8::1")));
        assertTrue(!gate.allows(IpAddress.parse("192.0.2.1")) && !gate.allows(IpAddress.parse("::ffff:192.0.2.1")));
    }

    @Test
    void slipsAreNamed() {
        assertEquals("10.0.0.0/33: not a CIDR block; write it as 192.0.2.0/24 or 2001:db8::/120", refusal("10.0.0.0/33"));
        assertEquals("192.0.2.20-10: a range that ends before it begins", refusal("192.0.2.20-10"));
        assertEquals("192.0.2.1-x: not a range; write it as 192.0.2.10-192.0.2.20", refusal("192.0.2.1-x"));
        assertEquals("192.0.2.300: neither an address, a block, a range nor a host name", refusal("192.0.2.300"));
        assertEquals("a b: neither an address, a block, a range nor a host name", refusal("a b"));
    }

    @Test
    void aBlockOfSixteenMillionIsASlipUntilItIsMeant() throws Exception {
        assertTrue(refusal("10.0.0.0/8").contains("16777216 addresses") && refusal("10.0.0.0/8").contains("--yes-large"));
        assertEquals(16_777_216, Targets.parse(List.of("10.0.0.0/8"), List.of(), true, name -> List.of()).size());
        assertThrows(TargetException.class, () -> Targets.parse(List.of("2001:db8::/64"), List.of(), true, name -> List.of()));
    }

    @Test
    void aFileOfTargetsAndItsFaults(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("hosts"), "# branch office\n192.0.2.1\n\nlocal # me\n");
        assertTrue(parse("@" + file).local());
        Files.writeString(file, "# nothing\n\n");
        assertTrue(refusal("@" + file).endsWith("hosts: the file holds no target; write one a line, # begins a comment"));
        Files.writeString(file, "192.0.2.1\n10.0.0.0/99\n");
        assertTrue(refusal("@" + file).contains("hosts line 2: 10.0.0.0/99: not a CIDR block"));
        Files.write(file, new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
        assertTrue(refusal("@" + file).contains("not a text file in UTF-8"));
        assertTrue(refusal("@" + folder.resolve("none")).contains("there is no such target file"));
    }
}
