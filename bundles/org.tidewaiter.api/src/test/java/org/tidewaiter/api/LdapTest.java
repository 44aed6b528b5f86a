package org.tidewaiter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapTemplate;

/** Searches and the values of entries, by vectors from the specifications. */
class LdapTest {

    private static LdapEntry entry(String value) {
        return new LdapEntry(1, "DC=test", Map.of("a", List.of(value.getBytes(StandardCharsets.UTF_8))));
    }

    private static LdapEntry binary(String base64) {
        return new LdapEntry(1, "DC=test", Map.of("A", List.of(Base64.getDecoder().decode(base64))));
    }

    /** [MS-DTYP] 2.3.3: 100 ns since 1601-01-01. 116444736000000000 is 1970. */
    @ParameterizedTest
    @CsvSource({ "116444736000000000,1970-01-01T00:00:00Z", "132223104000000000,2020-01-01T00:00:00Z",
        "133801234567890123,2024-12-31T12:57:36.789012300Z", "0,", "9223372036854775807,", "-1,", "99999999999999999999,", "x," })
    void fileTimes(String ticks, String expected) {
        assertEquals(expected == null ? null : Instant.parse(expected), entry(ticks).fileTime("a"));
    }

    @ParameterizedTest
    @CsvSource({ "20261125153656.0Z,2026-11-25T15:36:56Z", "20261125153656Z,2026-11-25T15:36:56Z",
        "20261125153656.0+0130,2026-11-25T14:06:56Z", "20261125153656-01,2026-11-25T16:36:56Z", "20261325153656.0Z,", "now," })
    void generalizedTimes(String text, String expected) {
        assertEquals(expected == null ? null : Instant.parse(expected), entry(text).generalizedTime("a"));
    }

    @ParameterizedTest
    @CsvSource({ "-36288000000000,PT1008H", "-864000000000,PT24H", "0,PT0S", "-9223372036854775808,", "1," })
    void intervals(String ticks, String expected) {
        assertEquals(expected == null ? null : Duration.parse(expected), entry(ticks).interval("a"));
    }

    /** The well-known SIDs of [MS-DTYP] 2.4.2.4, and one of a domain. */
    @ParameterizedTest
    @CsvSource({ "AQIAAAAAAAUgAAAAIAIAAA==,S-1-5-32-544", "AQEAAAAAAAUSAAAA,S-1-5-18", "AQEAAAAAAAEAAAAA,S-1-1-0",
        "AQUAAAAAAAUVAAAAyA06gj+gDOSkf/jNTwQAAA==,S-1-5-21-2184842696-3826032703-3455614884-1103", "AQUAAAAAAAUVAAAA,", "AQ==,",
        "AgEAAAAAAAUSAAAA," })
    void securityIdentifiers(String base64, String expected) {
        assertEquals(expected, binary(base64).sid("a"));
    }

    /** The group policy object of each domain has the GUID 31B2F340-016D-11D2-945F-00C04FB984F9. */
    @Test
    void guidsHaveTheirFirstThreeFieldsInLittleEndian() {
        assertEquals("31b2f340-016d-11d2-945f-00c04fb984f9", binary("QPOyMW0B0hGUXwDAT7mE+Q==").guid("a"));
        assertNull(binary("QPOyMW0B0hGUXwDAT7mE").guid("a"));
    }

    @Test
    void aDescriptorIsReadAsFarAsItGoesAndNeverThrows() {
        // owner S-1-5-18; allowed 0x100 for enrolment to S-1-5-11; denied 0xf00ff to S-1-1-0
        var bytes = new byte[] { 1, 0, 4, (byte) 0x80, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, //
            1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, //
            4, 0, 68, 0, 2, 0, 0, 0, //
            5, 0, 40, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0x68, (byte) 0xc9, 0x10, 0x0e, (byte) 0xfb, 0x78, (byte) 0xd2, 0x11, (byte) 0x90,
            (byte) 0xd4, 0, (byte) 0xc0, 0x4f, 0x79, (byte) 0xdc, 0x55, 1, 1, 0, 0, 0, 0, 0, 5, 11, 0, 0, 0, //
            1, 0, 20, 0, (byte) 0xff, 0, 0xf, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
        var descriptor = new LdapEntry(1, "", Map.of("sd", List.of(bytes))).descriptor("sd").orElseThrow();
        assertEquals("S-1-5-18", descriptor.owner());
        assertEquals("Ace[allows=true, mask=256, objectType=0e10c968-78fb-11d2-90d4-00c04f79dc55, trustee=S-1-5-11]",
                descriptor.entries().getFirst().toString());
        assertEquals("Ace[allows=false, mask=983295, objectType=null, trustee=S-1-1-0]",
                descriptor.entries().getLast().toString());
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var spoilt = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            if (spoilt.length > 0) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            new LdapEntry(1, "", Map.of("sd", List.of(spoilt))).descriptor("sd");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "unicodePwd", "ms-Mcs-AdmPwd", "msLAPS-Password", "msLAPS-EncryptedPassword", "UNIXUserPassword",
        "supplementalCredentials", "msDS-ManagedPassword" })
    void secretsAreNeverAskedFor(String attribute) {
        assertThrows(IllegalArgumentException.class, () -> LdapSearch.of("x", Context.DOMAIN, "(cn=a)", attribute));
        assertThrows(IllegalArgumentException.class,
                () -> LdapSearch.of("x", Context.DOMAIN, "(&(cn=a)(" + attribute + "=b*))", "cn"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "*", "+", "1.1", "cn;binary", "" })
    void wildcardsAreNoAttributes(String attribute) {
        assertThrows(IllegalArgumentException.class, () -> LdapSearch.of("x", Context.DOMAIN, "(cn=a)", attribute));
    }

    @Test
    void aValueIsEscapedAndMustFit() {
        var template = new LdapTemplate(LdapSearch.of("x", Context.DOMAIN, "(&(objectClass=user)(cn={name:.+}))", "cn"));
        assertEquals("(&(objectClass=user)(cn=a\\2a\\29\\28b\\5c\\c3\\bc$1))", template.with("a*)(b\\\u00fc$1").filter());
        var sids = new LdapTemplate(LdapSearch.of("x", Context.DOMAIN, "(objectSid={sid:S-1-[0-9-]+})", "cn"));
        assertTrue(sids.isTemplate() && sids.fits("S-1-5-18"));
        assertFalse(sids.fits("S-1-5-18)(cn=*"));
        assertThrows(IllegalArgumentException.class, () -> sids.with(""));
        assertThrows(IllegalArgumentException.class, () -> new LdapTemplate(LdapSearch.of("x", Context.DOMAIN, "(cn=a)", "cn")));
        assertEquals("ldapsearch -s sub -b 'CN=Sites,{configurationNamingContext}' '(cn=a)' cn",
                LdapSearch.of("x", Context.CONFIGURATION, "(cn=a)", "cn").below("CN=Sites").text());
    }
}
