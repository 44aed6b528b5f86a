package org.tidewaiter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;

/** Addresses: the examples of RFC 5952 and RFC 4291, and the JDK as second opinion. */
class AddressTest {

    @ParameterizedTest
    @CsvSource({ "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:DB8::AbCd, 2001:db8::abcd",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", "0:0:0:0:0:0:0:0, ::", "::1, ::1",
        "1::, 1::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1", "64:ff9b::192.0.2.33, 64:ff9b::c000:221", "fe80::1%eth0, fe80::1%eth0",
        "192.0.2.255, 192.0.2.255" })
    void textIsCanonical(String raw, String canonical) {
        assertEquals(canonical, IpAddress.parse(raw).toString());
        assertEquals(IpAddress.parse(raw), IpAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", ":", ":::",
        "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::",
        "::1%", "g::", "1:2:3:4:5:6:7:1.2.3.4", "www.example.org", "0x7f.1", "\u0661.2.3.4", "::ffff:1.2.3.256" })
    void whatIsNoAddressIsRefusedWithoutALookUp(String raw) {
        assertTrue(IpAddress.tryParse(raw).isEmpty(), raw);
    }

    @Test
    void theJdkReadsOurTextAsTheSameBytes() throws Exception {
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++) {
            var bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (var zero = random.nextInt(bytes.length + 1); zero < bytes.length && random.nextBoolean(); zero++) {
                bytes[zero] = 0;
            }
            var text = IpAddress.ofBytes(bytes).toString();
            var theirs = InetAddress.getByName(text).getAddress();
            assertEquals(IpAddress.ofBytes(theirs.length == bytes.length ? theirs : bytes), IpAddress.parse(text));
            assertEquals(IpAddress.ofBytes(bytes), IpAddress.parse(text));
        }
    }

    @Test
    void prefixesContainWhatTheyShould() {
        var block = Prefix.tryParse("192.0.2.77/26").orElseThrow();
        assertEquals("192.0.2.64/26", block.toString());
        assertEquals("192.0.2.127", block.last().toString());
        assertTrue(block.contains(IpAddress.parse("192.0.2.127")));
        assertFalse(block.contains(IpAddress.parse("192.0.2.128")));
        assertFalse(block.contains(IpAddress.parse("::c000:240")));
        assertTrue(Prefix.tryParse("0.0.0.0/0").orElseThrow().contains(IpAddress.parse("255.255.255.255")));
        assertEquals("2001:db8::ffff", Prefix.tryParse("2001:db8::/112").orElseThrow().last().toString());
        assertTrue(Prefix.tryParse("10.0.0.0/33").isEmpty());
        assertTrue(Prefix.tryParse("10.0.0.0/").isEmpty());
    }

    @Test
    void macsInTheThreeSpellings() {
        assertEquals("00:11:22:33:44:55", MacAddress.tryParse("0011.2233.4455").orElseThrow().toString());
        assertEquals(MacAddress.tryParse("00-11-22-33-44-55"), MacAddress.tryParse("00:11:22:33:44:55"));
        assertTrue(MacAddress.tryParse("00:11:22:33:44").isEmpty());
        assertTrue(MacAddress.tryParse("02:00:00:00:00:01").orElseThrow().isLocallyAdministered());
    }
}
