package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.family.windows.data.directory.DirectoryComputer;
import org.tidewaiter.family.windows.data.directory.StaleAccount;
import org.tidewaiter.family.windows.parse.directory.Accounts;
import org.tidewaiter.family.windows.parse.directory.Domains;
import org.tidewaiter.family.windows.parse.directory.Policies;
import org.tidewaiter.family.windows.parse.directory.Zones;

/** What entries mean, by numbers written by hand from [MS-ADTS], [MS-GPOL] and [MS-DNSP]. */
class DirectoryParseTest {

    private static LdapEntry entry(String dn, String... pairs) {
        var attributes = new LinkedHashMap<String, List<byte[]>>();
        for (var i = 0; i < pairs.length; i += 2) {
            attributes.computeIfAbsent(pairs[i], _ -> new ArrayList<>()).add(pairs[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new LdapEntry(1, dn, attributes);
    }

    /** [MS-ADTS] 2.2.16. */
    @ParameterizedTest
    @CsvSource({ "512,true,''", "514,false,disabled", "66048,true,password never expires",
        "4260352,true,password never expires|no Kerberos preauthentication",
        "532480,true,domain controller|unconstrained delegation",
        "16781312,true,delegation with protocol transition", "66082,false,disabled|no password required|password never expires",
        "83890176,true,delegation with protocol transition|read-only domain controller", "99999999999,,''" })
    void accountControl(String value, Boolean enabled, String flags) {
        var account = Accounts.notable(entry("CN=a,DC=t", "sAMAccountName", "a", "userAccountControl", value));
        assertEquals(enabled, account == null ? null : account.enabled());
        assertEquals(flags, account == null ? "" : String.join("|", account.flags()));
    }

    @Test
    void aComputerWithLapsTellsWhenItsPasswordEndsAndWhereItStands() {
        var computer = Accounts.computer(
                entry("CN=PC\\, 1,OU=Bridge,DC=t", "sAMAccountName", "PC1$", "ms-Mcs-AdmPwdExpirationTime",
                        "133801234560000000", "userAccountControl", "4096", "accountExpires", "9223372036854775807"),
                List.of("Domain Computers"));
        assertEquals("PC1 OU=Bridge,DC=t Microsoft LAPS", computer instanceof DirectoryComputer c
                ? c.name() + " " + c.unit() + " " + c.localPassword() : "");
        assertNull(Accounts.computer(entry("CN=x"), List.of()));
    }

    @Test
    void anAccountIsStaleAfterNinetyDaysUnlessItIsDisabledOrNew() {
        var now = Instant.parse("2026-11-25T00:00:00Z");
        // 134300000000000000 is 2026-08-01T22:13:20Z, 134200000000000000 is 2026-04-08T04:26:40Z
        assertNull(Accounts.stale(entry("CN=a", "sAMAccountName", "a", "userAccountControl", "512", "lastLogonTimestamp",
                "134350000000000000"), now));
        assertEquals("a", Accounts.stale(entry("CN=a", "sAMAccountName", "a", "userAccountControl", "512", "lastLogonTimestamp",
                "134200000000000000"), now) instanceof StaleAccount s ? s.account() : "");
        assertNull(Accounts.stale(entry("CN=a", "sAMAccountName", "a", "userAccountControl", "514", "lastLogonTimestamp",
                "134200000000000000"), now));
        assertNull(Accounts.stale(entry("CN=a", "sAMAccountName", "a", "userAccountControl", "512", "lastLogonTimestamp", "0",
                "whenCreated", "20261101000000.0Z"), now));
    }

    @ParameterizedTest
    @CsvSource({ "3,2,8,both,Active Directory,true,false,false", "1,1,0,inbound,Windows NT,false,false,false",
        "2,2,4,outbound,Active Directory,false,true,false", "3,2,32,both,Active Directory,true,false,true",
        "3,2,2056,both,Active Directory,true,false,true" })
    void trusts(String direction, String type, String attributes, String way, String kind, boolean transitive, boolean filtered,
            boolean tickets) {
        var trust = Domains.trust(entry("CN=far.test", "trustPartner", "far.test", "trustDirection", direction, "trustType", type,
                "trustAttributes", attributes));
        assertEquals(way + " " + kind + " " + transitive + " " + filtered + " " + tickets, trust == null ? ""
                : trust.direction() + " " + trust.kind() + " " + trust.transitive() + " " + trust.sidFiltering() + " "
                        + trust.ticketDelegation());
    }

    @Test
    void aPolicyKnowsWhereItIsLinkedAndHow() {
        var id = "{31B2F340-016D-11D2-945F-00C04FB984F9}";
        var policy = Policies.policy(entry("CN=" + id + ",CN=Policies,CN=System,DC=t", "displayName", "Default", "versionNumber",
                "131075", "flags", "1"),
                List.of(entry("DC=t", "gPLink", "[LDAP://CN=" + id + ",CN=Policies,CN=System,DC=t;0]"),
                        entry("OU=b,DC=t", "gPLink", "[LDAP://cn={00000000-016D-11D2-945F-00C04FB984F9},cn=policies;0][LDAP://cn="
                                + id.toLowerCase(Locale.ROOT) + ",cn=policies,cn=system,DC=t;3]")));
        assertEquals("31b2f340-016d-11d2-945f-00c04fb984f9 false true 2 3 [DC=t, OU=b,DC=t (enforced) (disabled)]",
                policy == null ? ""
                        : policy.id() + " " + policy.userEnabled() + " " + policy.computerEnabled() + " " + policy.userVersion()
                                + " "
                                + policy.computerVersion() + " " + policy.links());
    }

    /** [MS-DNSP] 2.3.2.1: length, name length, flag, version, id, data. */
    @Test
    void aZoneTellsWhoMayUpdateIt() {
        var attributes = new LinkedHashMap<String, List<byte[]>>();
        attributes.put("dNSProperty", List.of(Base64.getDecoder().decode("BAAAAAAAAAAAAAAAAQAAAAEAAAABAAAAAAAAAA=="),
                Base64.getDecoder().decode("AQAAAAAAAAAAAAAAAQAAAAIAAAABAAAAAA=="), new byte[] { 1, 2 }));
        var zone = Zones.zone(new LdapEntry(1, "DC=open.test,CN=MicrosoftDNS,DC=t", attributes), "domain");
        assertEquals("open.test primary any null", zone == null ? ""
                : zone.name() + " " + zone.kind() + " " + zone.updates() + " " + zone.aging());
        assertNull(Zones.zone(new LdapEntry(1, "DC=RootDNSServers,CN=MicrosoftDNS,DC=t", attributes), "domain"));
    }
}
