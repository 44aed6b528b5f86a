package org.tidewaiter.workbench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.IpAddress;

class TextsTest {

    @Test
    void bytesAreReadableAndOtherNumbersKeepTheirUnit() {
        assertEquals("0 B", Texts.of(0L, "B"));
        assertEquals("1023 B", Texts.of(1023L, "B"));
        assertEquals("1.0 KiB", Texts.of(1024L, "B"));
        assertEquals("466 GiB", Texts.of(500_107_862_016L, "B"));
        assertEquals("8.0 EiB", Texts.of(Long.MAX_VALUE, "B"));
        assertEquals("3200 MT/s", Texts.of(3200L, "MT/s"));
        assertEquals("", Texts.of(null, "B"));
    }

    @Test
    void namesBecomeWords() {
        assertEquals("Installed software", Texts.title("installed-software"));
        assertEquals("Serial number", Texts.title("serialNumber"));
        assertEquals("IP address", Texts.title("ip-address"));
        assertEquals("Hardware UUID", Texts.title("hardwareUuid"));
        assertEquals("Laser fuser", Texts.title("com.acme.laser-fuser"));
        assertEquals("SNMP agent", Texts.title("snmp.agent"));
        assertEquals("UPS battery", Texts.title("snmp.ups-battery"));
        assertEquals("SSH server", Texts.title("scan.ssh-server"));
        assertEquals("", Texts.title(""));
    }

    @Test
    void durationsFromMicrosecondsToDays() {
        assertEquals("0.312 ms", Texts.of(Duration.ofNanos(312_000), null));
        assertEquals("1.5 s", Texts.of(Duration.ofMillis(1500), null));
        assertEquals("2 d 3:04:05 h", Texts.of(Duration.ofDays(2).plusHours(3).plusMinutes(4).plusSeconds(5), null));
    }

    @Test
    void whatADeviceSaysCannotPlayTricksOnTheScreen() {
        assertEquals("a\u241bb\u240ac\ufffdd", Texts.of("a\u001bb\nc\u202ed", null));
        assertEquals(501, Texts.of("x".repeat(10_000), null).length());
    }

    @Test
    void addressesSortByNumberAndAbsentValuesStayLastBothWays() {
        List<Object> values = new ArrayList<>(Arrays.asList(null, IpAddress.parse("10.0.0.100"), IpAddress.parse("10.0.0.9")));
        values.sort(Texts.ORDER);
        assertEquals(Arrays.asList(IpAddress.parse("10.0.0.9"), IpAddress.parse("10.0.0.100"), null), values);
        values.sort(Texts.REVERSE);
        assertEquals(Arrays.asList(IpAddress.parse("10.0.0.100"), IpAddress.parse("10.0.0.9"), null), values);
    }

    @Test
    void aMixedColumnHasOneOrder() {
        List<Object> values = new ArrayList<>(Arrays.asList("b", "A", 10L, 9L, 9.5, null, true, List.of("x"), List.of("a"), "a"));
        List<Object> once = new ArrayList<>(values);
        once.sort(Texts.ORDER);
        var random = new Random(3);
        for (var i = 0; i < 100; i++) {
            Collections.shuffle(values, random);
            values.sort(Texts.ORDER);
            assertEquals(once, values);
        }
    }
}
