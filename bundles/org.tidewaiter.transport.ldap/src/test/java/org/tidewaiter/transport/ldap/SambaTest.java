package org.tidewaiter.transport.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSearch.Scope;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LdapReplies;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.testkit.lab.Lab;

/** Against Samba's directory in the lab, held against OpenLDAP's client. */
@Timeout(120)
class SambaTest {

    private static final String DC1 = "10.77.0.25";
    private static final String BASE = "DC=ad,DC=lab,DC=test";
    private static final LdapSearch DOMAIN = LdapSearch.entry("domain", Context.DOMAIN, "", "objectSid", "maxPwdAge",
            "minPwdAge", "whenCreated", "creationTime", "ms-DS-MachineAccountQuota", "objectGUID", "nTSecurityDescriptor");
    private static final LdapSearch USERS = LdapSearch.of("users", Context.DOMAIN, "(objectCategory=person)", "sAMAccountName",
            "objectSid", "pwdLastSet", "accountExpires");
    private static final LdapSearch FORESTS = LdapSearch.of("forest-zones", Context.FOREST_DNS, "(objectClass=dnsZone)", "name");
    private static final LdapTemplate BY_NAME = new LdapTemplate(
            LdapSearch.of("account", Context.DOMAIN, "(sAMAccountName={name:.+})", "sAMAccountName"));

    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("dc1");
        assumeTrue(obstacle.isEmpty(), obstacle::get);
        lab = Lab.up("dc1");
        for (var user : List.of("away", "old", "fresh", "stuck")) {
            lab.exec("dc1", "samba-tool", "user", "create", user, Lab.PASSWORD);
        }
        lab.exec("dc1", "samba-tool", "user", "disable", "away");
        lab.exec("dc1", "samba-tool", "user", "setexpiry", "old", "--days=-1");
        lab.exec("dc1", "samba-tool", "user", "setpassword", "fresh", "--newpassword=" + Lab.PASSWORD + "2",
                "--must-change-at-next-login");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static LdapReply search(TestVisit visit, LdapSearch search) throws Exception {
        return lab.inside(() -> {
            try (var live = visit.open(DC1, false, 389, TestVisit.account("auditor@ad.lab.test"))) {
                return live.lend(List.of(search)).search(search);
            }
        });
    }

    private static TransportException refused(TestVisit visit, String user, String password) throws Exception {
        return lab.inside(() -> assertThrows(TransportException.class,
                () -> visit.open(DC1, false, 389, TestVisit.account(user, password)).close()));
    }

    /** What OpenLDAP's client prints for the same search, in the form that is stored. */
    private static LdapReply printed(LdapSearch search, String base, String scope) throws Exception {
        var words = new ArrayList<>(List.of("sh", "-c",
                "umask 077; printf %s \"$1\" >/tmp/pw; shift; LDAPTLS_REQCERT=never exec ldapsearch -LLL -x -ZZ -H ldap://127.0.0.1"
                        + " -D 'LABDOM\\auditor' -y /tmp/pw \"$@\"",
                "sh", Lab.PASSWORD, "-s", scope, "-b", base, search.filter()));
        words.addAll(search.attributes());
        if (search.attributes().contains("nTSecurityDescriptor")) {
            words.addAll(words.size() - search.attributes().size() - 1, List.of("-E", "1.2.840.113556.1.4.801=::MAMCAQU="));
        }
        var out = lab.exec("dc1", words.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
        return LdapReplies.reply(new Exchange(1, Exchange.Kind.REQUEST, search.id(), search.text(), Ending.COMPLETE, 0, out,
                new byte[0], Instant.EPOCH, Duration.ZERO));
    }

    private static List<String> flat(LdapReply reply) {
        var lines = new TreeSet<String>();
        reply.entries().forEach(e -> e.attributes()
                .forEach((name, values) -> values.forEach(v -> lines.add(e.dn() + " " + name + " " + Arrays.toString(v)))));
        return List.copyOf(lines);
    }

    @Test
    void whatIsStoredIsWhatOpenLdapsClientPrints() throws Exception {
        var users = search(new TestVisit(), USERS);
        assertNull(users.shortfall());
        assertTrue(users.entries().size() >= 7, () -> users.entries().toString());
        assertEquals(flat(printed(USERS, BASE, "sub")), flat(users));
        assertEquals(flat(printed(DOMAIN, BASE, "base")), flat(search(new TestVisit(), DOMAIN)));
        assertEquals(flat(printed(FORESTS, "DC=ForestDnsZones," + BASE, "sub")), flat(search(new TestVisit(), FORESTS)));
    }

    @Test
    void typedValuesAreThoseThatSambasToolPrints() throws Exception {
        var domain = search(new TestVisit(), DOMAIN).first().orElseThrow();
        var sid = lab.exec("dc1", "sh", "-c", "net getdomainsid | sed -n 's/.*domain LABDOM is: //p'").strip();
        assertEquals(sid, domain.sid("objectSid"));
        assertNull(domain.interval("maxPwdAge"));
        assertEquals(Duration.ofDays(1), domain.interval("minPwdAge"));
        assertEquals(10, domain.integer("ms-DS-MachineAccountQuota").getAsInt());
        assertEquals(domain.generalizedTime("whenCreated"), domain.fileTime("creationTime"));
        var auditor = search(new TestVisit(), USERS).entries().stream().filter(e -> "auditor".equals(e.text("sAMAccountName")))
                .findFirst().orElseThrow();
        assertNull(auditor.fileTime("accountExpires"));
        var shown = lab.exec("dc1", "samba-tool", "user", "show", "auditor", "--attributes=pwdLastSet,objectSid");
        assertTrue(shown.contains("objectSid: " + auditor.sid("objectSid")), shown);
        assertTrue(shown.contains("pwdLastSet: " + auditor.number("pwdLastSet").getAsLong()), shown);
        var descriptor = domain.descriptor("nTSecurityDescriptor").orElseThrow();
        var sddl = lab.exec("dc1", "samba-tool", "dsacl", "get", "--objectdn=" + BASE);
        var list = sddl.substring(sddl.indexOf("D:")).replaceFirst("S:.*", "");
        var inheritOnly = list.split("IO", -1).length - 1;
        assertEquals(list.split("\\(", -1).length - 1 - inheritOnly, descriptor.entries().size(), sddl);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.25,false,auditor@ad.lab.test", "10.77.0.25,true,LABDOM\\auditor", "fd77::25,false,auditor",
        "fd77::25,true,ad.lab.test\\auditor" })
    void bothPortsTakeEachFormOfAnAccount(String address, boolean secure, String user) throws Exception {
        var visit = new TestVisit();
        lab.inside(() -> {
            try (var live = visit.open(address, secure, secure ? 636 : 389, TestVisit.account(user))) {
                var session = live.lend(List.of(DOMAIN));
                assertEquals("ad.lab.test", session.domain());
                assertTrue(session.principal().contains("auditor"), session.principal());
                assertEquals(1, session.search(DOMAIN).entries().size());
            }
            return null;
        });
        assertTrue(visit.facts().value("tls").startsWith("TLSv1."), visit.facts().toString());
        assertEquals("dc1.ad.lab.test", visit.facts().value("controller"));
        assertEquals(1, visit.logins.get());
        var pin = visit.pins.values().iterator().next();
        var printed = lab.exec("dc1", "sh", "-c", "openssl x509 -in /var/lib/samba/private/tls/cert.pem -outform DER"
                + " | openssl dgst -sha256 -binary | openssl base64").strip().replace("=", "");
        assertEquals(new Pin("EC", "SHA256:" + printed), pin);
    }

    @ParameterizedTest
    @CsvSource({ "auditor@ad.lab.test,not-this-one,REJECTED,user or password is wrong",
        "nobody@ad.lab.test,nor-this-one,REJECTED,refused",
        "away@ad.lab.test,,REJECTED,the account is disabled", "old@ad.lab.test,,REJECTED,the account has expired",
        "fresh@ad.lab.test,2,REJECTED,its password must be changed at the next logon" })
    void aRefusalSaysWhatIsWrongWithTheAccount(String user, String more, Failure failure, String words) throws Exception {
        var visit = new TestVisit();
        var password = more == null ? Lab.PASSWORD : more.equals("2") ? Lab.PASSWORD + "2" : more;
        var e = refused(visit, user, password);
        assertEquals(failure, e.failure());
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains(password), e.getMessage());
        assertEquals(1, visit.logins.get());
    }

    @Test
    void aLockedAccountIsNamedAsSuch() throws Exception {
        lab.exec("dc1", "samba-tool", "domain", "passwordsettings", "set", "--account-lockout-threshold=1");
        refused(new TestVisit(), "stuck@ad.lab.test", "wrong");
        lab.exec("dc1", "samba-tool", "domain", "passwordsettings", "set", "--account-lockout-threshold=0");
        var e = refused(new TestVisit(), "stuck@ad.lab.test", Lab.PASSWORD);
        assertTrue(String.valueOf(e.getMessage()).contains("the account is locked"), e.getMessage());
    }

    @Test
    void anotherCertificateGetsNoPassword() throws Exception {
        var visit = new TestVisit();
        visit.pins.put("ldap://10.77.0.25:389", new Pin("EC", "SHA256:another"));
        var e = refused(visit, "auditor@ad.lab.test", Lab.PASSWORD);
        assertEquals(Failure.PEER_CHANGED, e.failure());
        assertEquals(0, visit.logins.get());
        assertTrue(String.valueOf(e.getMessage()).contains("--trust-new-key 10.77.0.25"), e.getMessage());
    }

    @Test
    void moreThanTheLimitIsAShortfallBesideTheFirst() throws Exception {
        var reply = search(new TestVisit(), USERS.limit(3));
        assertEquals(3, reply.entries().size());
        var shortfall = reply.shortfall();
        assertEquals(GapReason.NOT_REPORTED, shortfall == null ? null : shortfall.reason());
    }

    @Test
    void whatIsNotThereIsSaidAndWhatIsNotDeclaredIsNotSent() throws Exception {
        var nowhere = new LdapSearch("nowhere", Context.CONFIGURATION, "CN=Nowhere", Scope.BASE, "(objectClass=*)", List.of("cn"),
                1,
                Duration.ofSeconds(5));
        var visit = new TestVisit();
        var shortfall = search(visit, nowhere).shortfall();
        assertEquals(GapReason.NOT_PRESENT, shortfall == null ? null : shortfall.reason());
        lab.inside(() -> {
            try (var live = visit.open(DC1, false, 389, TestVisit.account("auditor"))) {
                var session = live.lend(List.of(BY_NAME));
                assertThrows(UndeclaredRequestException.class, () -> session.search(DOMAIN));
                assertEquals("auditor", session.search(BY_NAME, "auditor").first().orElseThrow().text("sAMAccountName"));
                assertEquals(0, session.search(BY_NAME, "*").entries().size());
                assertEquals(0, session.search(BY_NAME, "a)(|(cn=*").entries().size());
            }
            return null;
        });
    }

    @Test
    void aSessionThatWasBrokenOffGoesOn() throws Exception {
        var visit = new TestVisit();
        lab.inside(() -> {
            try (var live = visit.open(DC1, true, 636, TestVisit.account("auditor"))) {
                var session = live.lend(List.of(DOMAIN));
                live.abort();
                assertEquals(1, session.search(DOMAIN).entries().size());
                assertEquals(2, visit.logins.get());
                live.close();
                assertThrows(TransportException.class, () -> session.search(DOMAIN));
            }
            return null;
        });
    }

    @Test
    void aControllerThatIsNotThereIsUnreachable() throws Exception {
        var e = lab.inside(() -> assertThrows(TransportException.class,
                () -> new TestVisit().open(DC1, false, 390, TestVisit.account("auditor")).close()));
        assertEquals(Failure.UNREACHABLE, e.failure());
    }
}
