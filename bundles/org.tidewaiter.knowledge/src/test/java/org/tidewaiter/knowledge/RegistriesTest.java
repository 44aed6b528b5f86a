package org.tidewaiter.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.MacAddress;

/** The snapshots say what the registries say. */
class RegistriesTest {

    private final IeeeHardwareVendors vendors = new IeeeHardwareVendors();
    private final IanaEnterprises enterprises = new IanaEnterprises();

    private String vendor(String mac) {
        return vendors.vendor(MacAddress.tryParse(mac).orElseThrow()).orElse("nobody");
    }

    /** Blocks that standards, vendors' own documents and packet captures in textbooks name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "00:00:0c:07:ac:01 | Cisco Systems", "00:00:5e:00:01:01 | ICANN",
        "00:50:56:00:00:01 | VMware",
        "00:0c:29:12:34:56 | VMware", "00:15:5d:00:00:01 | Microsoft", "08:00:20:00:00:01 | Oracle", "00:1b:63:00:00:01 | Apple",
        "b8:27:eb:00:00:01 | Raspberry Pi", "00:11:32:00:00:01 | Synology", "00:00:48:00:00:01 | Seiko Epson",
        "00:80:77:00:00:01 | Brother",
        "00:16:3e:00:00:01 | Xensource", "3c:d9:2b:00:00:01 | Hewlett Packard" })
    void knownBlocksHaveTheirOwners(String mac, String owner) {
        assertTrue(vendor(mac).toLowerCase(Locale.ROOT).startsWith(owner.toLowerCase(Locale.ROOT)), mac + " is " + vendor(mac));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "2 | IBM", "9 | ciscoSystems", "11 | Hewlett-Packard", "311 | Microsoft",
        "318 | American Power Conversion Corp.", "2636 | Juniper Networks, Inc.", "2021 | U.C. Davis", "6574 | Synology Inc.",
        "6876 | VMware Inc.", "8072 | net-snmp", "12356 | Fortinet, Inc.", "14988 | MikroTik" })
    void knownEnterprisesHaveTheirNumbers(long number, String owner) {
        assertTrue(enterprises.organization(number).orElse("nobody").startsWith(owner),
                number + " is " + enterprises.organization(number));
    }

    /** 70:B3:D5 belongs to the registration authority, which gives parts of it away; so does 28:FD:80 in larger parts. */
    @Test
    void aDividedBlockIsThatOfThePartsOwnerOrNobodys() {
        assertEquals("TELEPLATFORMS", vendor("70:b3:d5:f2:f0:01"), "36 bits");
        assertEquals("Airbus Defence and Space Oy", vendor("28:fd:80:c0:00:01"), "28 bits");
        assertEquals("nobody", vendor("28:fd:80:f0:00:01"), "the part that stays with the authority");
    }

    @Test
    void theLongestPrefixWins() {
        var names = table("Outer\t001122\nMiddle\t0011223\nInner\t001122334\n");
        assertEquals(Optional.of("Outer"), names.name(1));
        assertEquals(Optional.of("Middle"), names.name(2));
        assertEquals(Optional.of("Inner"), names.name(3));
        assertEquals(Optional.empty(), names.name(4));
    }

    private static NameTable table(String rows) {
        try {
            return NameTable.read(new ByteArrayInputStream(("# dated: 2026-01-02\n# source: test\n" + rows)
                    .getBytes(StandardCharsets.UTF_8)), text -> text.length() == 9 ? 3 : text.length() - 5L);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void locallyAdministeredGroupAndUnassignedAddressesAreNobodys() {
        assertEquals("nobody", vendor("02:60:8c:00:00:01"), "assigned to 3Com before the bit got its meaning");
        assertEquals("nobody", vendor("52:54:00:12:34:56"));
        assertEquals("nobody", vendor("01:00:5e:00:00:01"));
        assertEquals("nobody", vendor("ff:ff:ff:ff:ff:ff"));
        assertEquals(Optional.empty(), enterprises.organization(0));
        assertEquals(Optional.empty(), enterprises.organization(4_294_967_295L));
        assertEquals(Optional.empty(), enterprises.organization(-9));
        assertEquals(Optional.empty(), enterprises.organization(Long.MAX_VALUE));
    }

    @Test
    void theSnapshotsAreOfThePlausibleSizeAndSayTheirDateAndSource() {
        assertTrue(vendors.size() > 50_000, vendors.size() + " blocks");
        assertTrue(enterprises.size() > 60_000, enterprises.size() + " enterprises");
        assertTrue(vendors.dated().isAfter(LocalDate.of(2026, 1, 1)) && vendors.source().contains("IEEE"));
        assertTrue(enterprises.dated().isAfter(LocalDate.of(2024, 1, 1)) && enterprises.source().contains("IANA"));
    }

    @Test
    void aSnapshotWithoutADateIsRefused() {
        assertThrows(RuntimeException.class,
                () -> NameTable.read(new ByteArrayInputStream("A\t1\n".getBytes(StandardCharsets.UTF_8)), Long::parseLong));
        assertThrows(IllegalStateException.class, () -> NameTable.resource("missing.txt", Long::parseLong));
    }

    /** nmap's own list, where nmap is installed: older than ours, so that a few owners have another name since. */
    @Test
    void aThousandRandomBlocksAreTheSameVendorsForNmap() throws IOException {
        var list = Path.of("/usr/share/nmap/nmap-mac-prefixes");
        assumeTrue(Files.isReadable(list), "nmap is not installed: nothing to compare with");
        var lines = new ArrayList<>(Files.readAllLines(list).stream().filter(l -> l.matches("[0-9A-F]{6,9} .+")).toList());
        Collections.shuffle(lines, new Random(11));
        var asked = 0;
        var other = new ArrayList<String>();
        for (var line : lines) {
            var prefix = line.substring(0, line.indexOf(' '));
            var theirs = line.substring(prefix.length() + 1);
            var mac = new MacAddress(HexFormat.fromHexDigitsToLong(prefix) << 48 - 4 * prefix.length());
            if (mac.isLocallyAdministered() || theirs.matches("(?i)private|ieee registration authority")) {
                continue;
            }
            var ours = vendors.vendor(mac).orElse("nobody");
            if (!firstLetters(ours, theirs).equals(firstLetters(theirs, ours))) {
                other.add(line + " / " + ours);
            }
            if (++asked == 1_000) {
                break;
            }
        }
        System.out.println("hardware vendors: " + (asked - other.size()) + " of " + asked + " as nmap has them; not: " + other);
        assertFalse(other.size() > 40, other.size() + " differ: " + other);
    }

    /** nmap leaves off what names a company's form, so short names are shorter there. */
    private static String firstLetters(String name, String other) {
        return letters(name).substring(0, Math.min(4, Math.min(letters(name).length(), letters(other).length())));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
