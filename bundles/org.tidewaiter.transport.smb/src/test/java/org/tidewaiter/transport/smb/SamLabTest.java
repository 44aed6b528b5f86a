package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.testkit.lab.Lab;
import org.tidewaiter.transport.smb.rpc.Inquiries;

/** Accounts and security policy of Samba, held against what its own rpcclient tells, and against what was set with its net. */
@Timeout(120)
class SamLabTest {
    private static final String WIN1 = "10.77.0.21";
    private static final String WIN3 = "10.77.0.23";
    private static final String DC1 = "10.77.0.25";
    private static final String FOREIGN = "S-1-5-21-1-2-3-1000";
    private static final String NEVER = "14 Sep 30828";
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("client", "win1", "win3", "dc1");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("client", "win1", "win3", "dc1");
        policy("min password length", 9);
        policy("password history", 12);
        policy("maximum password age", 3_628_800);
        policy("minimum password age", 86_400);
        policy("bad lockout attempt", 7);
        policy("lockout duration", 30);
        policy("reset count minutes", 20);
        net("groupmap", "add", "rid=2001", "unixgroup=daemon", "type=local", "ntgroup=Tide", "comment=Waits for the flood");
        net("groupmap", "add", "sid=S-1-5-32-544", "unixgroup=adm", "type=local", "ntgroup=Administrators");
        net("sam", "addmem", "Tide", "smbadmin");
        net("sam", "addmem", "Administrators", "smbadmin");
        net("sam", "rights", "grant", "SIGNED\\Tide", "SeBackupPrivilege", "SeRestorePrivilege");
        net("sam", "set", "fullname", "auditor", "Ada Auditör");
        net("sam", "set", "comment", "auditor", "looks, and changes nothing");
        lab.exec("client", "net", "rpc", "group", "addmem", "Tide", FOREIGN, "-S", WIN3, "-U", "smbadmin%" + Lab.PASSWORD);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static void policy(String name, int value) throws Exception {
        net("sam", "policy", "set", name, String.valueOf(value));
    }

    private static void net(String... words) throws Exception {
        var command = new ArrayList<>(List.of("net"));
        command.addAll(List.of(words));
        lab.exec("win3", command.toArray(String[]::new));
    }

    private static List<SequencedMap<String, Object>> ask(Subject subject, String address, String user) throws Exception {
        return inside(address, user, login -> Inquiries.ask(subject, login).rows());
    }

    /** What is done with a login. */
    interface Visit<T> {
        T with(SmbLogin login) throws TransportException;
    }

    static <T> T inside(String address, String user, Visit<T> visit) throws Exception {
        return lab.inside(() -> {
            var scoped = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25)), List.of())
                    .admit(IpAddress.parse(address));
            var credential = new Credential("lab", Credential.Kind.PASSWORD, user, address.equals(DC1) ? "LABDOM" : "local",
                    List.of(), new Secret(Lab.PASSWORD.toCharArray()), null, Credential.Elevation.NEVER, null);
            try (var login = SmbLogin.open(scoped, 445, credential, Duration.ofSeconds(10))) {
                return visit.with(login);
            }
        });
    }

    private static SequencedMap<String, Object> only(Subject subject, String address) throws Exception {
        var rows = ask(subject, address, address.equals(DC1) ? "LABDOM\\auditor" : "smbadmin");
        assertEquals(1, rows.size());
        return rows.getFirst();
    }

    private static String rpcclient(String address, String command) throws Exception {
        var user = address.equals(DC1) ? "LABDOM\\auditor%" : "smbadmin%";
        return lab.exec("client", "rpcclient", "-U", user + Lab.PASSWORD, address, "-c", command);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().map(r -> r.group(1).strip()).toList();
    }

    private static String first(String pattern, String text) {
        return found(pattern, text).getFirst();
    }

    /** {@code user:[auditor] rid:[0x3e8]}: name to RID. */
    private static Map<String, Integer> numbered(String text) {
        var all = new HashMap<String, Integer>();
        Pattern.compile("\\w+:\\[(.*?)\\] rid:\\[0x(\\w+)\\]").matcher(text).results()
                .forEach((MatchResult r) -> all.put(r.group(1), Integer.parseInt(r.group(2), 16)));
        return all;
    }

    @Test
    void theRulesForPasswordsAreThoseThatWereSet() throws Exception {
        var row = only(Subject.PASSWORD_POLICY, WIN3);
        var told = rpcclient(WIN3, "querydominfo 1;querydominfo 12");
        assertEquals(first("Minimum password length:\\s+(\\d+)", told), String.valueOf(row.get("MinPasswordLength")));
        assertEquals(first("remember x passwords\\):\\s+(\\d+)", told), String.valueOf(row.get("PasswordHistoryLength")));
        assertEquals(first("Lockout after bad attempts:\\s+(\\d+)", told), String.valueOf(row.get("LockoutThreshold")));
        assertEquals(Long.decode(first("password_properties: (\\w+)", told)), row.get("PasswordProperties"));
        assertEquals("SIGNED", row.get("DomainName"));
        // what rpcclient prints of intervals is not their value; what was set is, to which Samba adds 100 ns
        assertEquals(Duration.ofDays(42), interval(row, "MaxPasswordAge"));
        assertEquals(Duration.ofDays(1), interval(row, "MinPasswordAge"));
        assertEquals(Duration.ofMinutes(30), interval(row, "LockoutDuration"));
        assertEquals(Duration.ofMinutes(20), interval(row, "LockoutObservationWindow"));
        assertFalse(row.containsKey("ForceLogoff"), row::toString);
    }

    private static Duration interval(SequencedMap<String, Object> row, String name) {
        return Duration.ofSeconds((Long) row.get(name) / 10_000_000);
    }

    @Test
    void whatNeverEndsIsAbsent() throws Exception {
        assertTrue(lab.exec("win1", "net", "sam", "policy", "show", "maximum password age").contains("-1"));
        var row = only(Subject.PASSWORD_POLICY, WIN1);
        assertEquals("FILESRV2", row.get("DomainName"));
        assertEquals(5, row.get("MinPasswordLength"));
        assertEquals(0L, row.get("MinPasswordAge"));
        assertFalse(row.containsKey("MaxPasswordAge"), row::toString);
    }

    @Test
    void accountsAreThoseOfRpcclient() throws Exception {
        for (var address : List.of(WIN1, WIN3)) {
            for (var user : List.of("smbadmin", "auditor")) {
                var rows = ask(Subject.ACCOUNTS, address, user);
                var users = numbered(rpcclient(address, "enumdomusers"));
                assertEquals(2, users.size());
                assertEquals(users.keySet(), Set.copyOf(rows.stream().map(r -> r.get("UserName")).toList()));
                for (var row : rows) {
                    sameAccount(address, users.get(row.get("UserName")), row);
                }
            }
        }
    }

    private static void sameAccount(String address, int rid, SequencedMap<String, Object> row) throws Exception {
        var told = rpcclient(address, "queryuser " + rid);
        assertEquals(first("Domain Sid: (\\S+)", rpcclient(address, "lsaquery 5")) + "-" + rid, row.get("Sid"));
        assertEquals(first("Full Name   :(.*)", told), row.get("FullName"));
        assertEquals(first("Description :(.*)", told), row.get("AdminComment"));
        assertEquals(Long.decode(first("acb_info :\\s+(\\w+)", told)), row.get("UserAccountControl"));
        assertEquals(Integer.decode(first("bad_password_count:\\s+(\\w+)", told)), row.get("BadPasswordCount"));
        assertEquals(Integer.decode(first("logon_count:\\s+(\\w+)", told)), row.get("LogonCount"));
        sameTime(first("Logon Time +:(.*)", told), row.get("LastLogon"));
        sameTime(first("Password last set Time +:(.*)", told), row.get("PasswordLastSet"));
        sameTime(first("Password must change Time:(.*)", told), row.get("PasswordMustChange"));
    }

    private static void sameTime(String told, Object time) {
        if (told.contains(NEVER) || told.contains("01 Jan 1970")) {
            assertEquals(null, time);
            return;
        }
        var parsed = ZonedDateTime.parse(told, DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ENGLISH));
        var seconds = Duration.between(Instant.parse("1601-01-01T00:00:00Z"), parsed.toInstant()).toSeconds();
        assertEquals(seconds, (Long) time / 10_000_000);
    }

    @Test
    void theNameThatWasSetIsRead() throws Exception {
        var row = ask(Subject.ACCOUNTS, WIN3, "smbadmin").stream().filter(r -> "auditor".equals(r.get("UserName"))).findFirst()
                .orElseThrow();
        assertEquals("Ada Auditör", row.get("FullName"));
        assertEquals("looks, and changes nothing", row.get("AdminComment"));
        assertTrue(row.containsKey("PasswordMustChange"), row::toString);
    }

    @Test
    void groupsHaveTheMembersOfRpcclient() throws Exception {
        var rows = ask(Subject.GROUPS, WIN3, "smbadmin");
        sameGroups(WIN3, "builtin", "Builtin", "S-1-5-32", rows);
        var sid = first("Domain Sid: (\\S+)", rpcclient(WIN3, "lsaquery 5"));
        sameGroups(WIN3, "domain", "SIGNED", sid, rows);
        var tide = rows.stream().filter(r -> "Tide".equals(r.get("Name"))).findFirst().orElseThrow();
        assertEquals("Waits for the flood", tide.get("AdminComment"));
        var members = (List<?>) tide.get("Members");
        assertEquals(Set.of(sid + "-1001", FOREIGN), Set.copyOf(members));
        assertEquals(List.of("SIGNED\\smbadmin", ""),
                Stream.of(sid + "-1001", FOREIGN).map(m -> ((List<?>) tide.get("MemberNames")).get(members.indexOf(m))).toList());
    }

    /** More SIDs than fit into one request to look them up, and into one answer. */
    @Test
    void aCrowdIsReadAndNamed() throws Exception {
        lab.exec("win1", "net", "groupmap", "add", "rid=2002", "unixgroup=games", "type=local", "ntgroup=Crowd");
        lab.exec("win1", "net", "sam", "addmem", "Crowd", "smbadmin");
        var adding = lab.auditor("/usr/bin/python3", "-c", """
                import sys
                from impacket.dcerpc.v5 import transport, samr
                from impacket.dcerpc.v5.dtypes import RPC_SID
                pipe = transport.SMBTransport("10.77.0.21", filename=r"\\samr", username="smbadmin", password=sys.argv[1])
                rpc = pipe.get_dce_rpc()
                rpc.connect()
                rpc.bind(samr.MSRPC_UUID_SAMR)
                server = samr.hSamrConnect(rpc)["ServerHandle"]
                sid = samr.hSamrLookupDomainInSamServer(rpc, server, "FILESRV2")["DomainId"]
                domain = samr.hSamrOpenDomain(rpc, server, domainId=sid)["DomainHandle"]
                crowd = samr.hSamrOpenAlias(rpc, domain, aliasId=2002)["AliasHandle"]
                for number in range(1100):
                    member = RPC_SID()
                    member.fromCanonical(f"S-1-5-21-7-8-9-{2000 + number}")
                    samr.hSamrAddMemberToAlias(rpc, crowd, member)
                """, Lab.PASSWORD).redirectErrorStream(true).start();
        var printed = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, adding.waitFor(), printed);
        try {
            var told = found("sid:\\[(.*?)\\]", rpcclient(WIN1, "queryaliasmem domain 2002"));
            assertEquals(1_101, told.size());
            var row = ask(Subject.GROUPS, WIN1, "smbadmin").stream().filter(r -> "Crowd".equals(r.get("Name"))).findFirst()
                    .orElseThrow();
            assertEquals(told, row.get("Members"));
            var names = told.stream().map(s -> s.endsWith("-1001") ? "FILESRV2\\smbadmin" : "").toList();
            assertEquals(names, row.get("MemberNames"));
        } finally {
            lab.exec("win1", "net", "groupmap", "delete", "ntgroup=Crowd");
        }
    }

    private static void sameGroups(String address, String kind, String domain, String sid, List<SequencedMap<String, Object>> all)
            throws Exception {
        var told = numbered(rpcclient(address, "enumalsgroups " + kind));
        var rows = all.stream().filter(r -> domain.equals(r.get("Domain"))).toList();
        assertFalse(told.isEmpty());
        assertEquals(told.keySet(), Set.copyOf(rows.stream().map(r -> r.get("Name")).toList()));
        for (var row : rows) {
            var rid = told.get(row.get("Name"));
            assertEquals(sid + "-" + rid, row.get("Sid"));
            var members = found("sid:\\[(.*?)\\]", rpcclient(address, "queryaliasmem " + kind + " " + rid));
            assertEquals(members, row.get("Members"));
            sameNames(address, members, row.get("MemberNames"));
        }
    }

    /** {@code S-1-5-32-544 BUILTIN\Administrators (4)}. */
    private static void sameNames(String address, List<String> sids, Object names) throws Exception {
        var told = new ArrayList<String>();
        for (var sid : sids) {
            var name = first("^" + sid + " (.*) \\(\\d+\\)", rpcclient(address, "lookupsids " + sid));
            told.add(name.startsWith("*unknown*") ? "" : name.startsWith("\\") ? name.substring(1) : name);
        }
        assertEquals(told, names);
    }

    @Test
    void rightsAreThoseOfRpcclient() throws Exception {
        for (var address : List.of(WIN1, WIN3)) {
            sameRights(address, ask(Subject.USER_RIGHTS, address, "smbadmin"));
        }
        var backup = ask(Subject.USER_RIGHTS, WIN3, "smbadmin").stream()
                .filter(r -> "SeBackupPrivilege".equals(r.get("UserRight"))).findFirst().orElseThrow();
        assertTrue(((List<?>) backup.get("Names")).contains("SIGNED\\Tide"), backup::toString);
    }

    private static void sameRights(String address, List<SequencedMap<String, Object>> rows) throws Exception {
        var holders = new HashMap<String, List<String>>();
        for (var sid : found("^(S-1-\\S+)", rpcclient(address, "lsaenumsid"))) {
            for (var right : found("^\\s+(Se\\w+)", rpcclient(address, "lsaenumacctrights " + sid))) {
                holders.computeIfAbsent(right, _ -> new ArrayList<>()).add(sid);
            }
        }
        assertFalse(holders.isEmpty());
        assertEquals(holders.keySet(), Set.copyOf(rows.stream().map(r -> r.get("UserRight")).toList()));
        for (var row : rows) {
            assertEquals(holders.get(row.get("UserRight")), row.get("Sids"));
            sameNames(address, holders.get(row.get("UserRight")), row.get("Names"));
        }
    }

    @Test
    void auditingIsThatOfRpcclient() throws Exception {
        for (var address : List.of(WIN1, WIN3)) {
            var told = rpcclient(address, "lsaquery 2");
            var row = only(Subject.AUDIT_POLICY, address);
            assertEquals(!first("Auditing enabled:\\s+(\\d+)", told).equals("0"), row.get("AuditingMode"));
            var options = found("^[A-Z].*:\\s+((?:Success|Failure|None).*)$", told).stream()
                    .map(t -> (t.contains("Success") ? 1L : 0) + (t.contains("Failure") ? 2 : 0)).toList();
            assertEquals(first("Auditing categories:\\s+(\\d+)", told), String.valueOf(options.size()));
            assertEquals(options, row.get("EventAuditingOptions"));
        }
    }

    /** As a step asks: what is denied is a shortfall, and the next request is answered. */
    @Test
    void aSessionAnswersWhatAStepDeclared() throws Exception {
        var audit = new RpcRead("audit", Subject.AUDIT_POLICY);
        var rights = new RpcRead("rights", Subject.USER_RIGHTS);
        lab.inside(() -> {
            var visit = new SmbVisit(DC1, "LABDOM\\auditor", Lab.PASSWORD, "LABDOM");
            try (var live = new SmbTransport().open(visit.opening())) {
                var session = live.lend(List.of(audit, rights));
                var denied = session.read(audit);
                assertEquals(GapReason.DENIED, Objects.requireNonNull(denied.shortfall()).reason());
                var reply = session.read(rights);
                assertEquals(null, reply.shortfall());
                assertTrue(reply.rows().stream().anyMatch(r -> "SeDebugPrivilege".equals(r.text("UserRight"))));
            }
            return "";
        });
    }

    @Test
    void whoMayNotSeeWhatIsAuditedIsDenied() throws Exception {
        var refused = assertThrows(TransportException.class, () -> ask(Subject.AUDIT_POLICY, DC1, "LABDOM\\auditor"));
        assertEquals(Failure.DENIED, refused.failure());
    }

    @Test
    void aComputerWithoutADomainHasASidOfItsOwnAlone() throws Exception {
        for (var address : List.of(WIN1, WIN3)) {
            var told = rpcclient(address, "lsaquery 5");
            assertEquals(Map.of("AccountDomainName", first("Domain Name: (.*)", told), "AccountDomainSid",
                    first("Domain Sid: (.*)", told), "DomainName", "LABGROUP"), only(Subject.IDENTITY, address));
        }
    }

    @Test
    void aControllerTellsItsDomain() throws Exception {
        var told = rpcclient(DC1, "lsaquery 12");
        var sid = first("Domain Sid: (.*)", told);
        assertEquals(Map.of("AccountDomainName", "LABDOM", "AccountDomainSid", sid, "DnsDomainName",
                first("Domain DNS Name: (.*)", told), "DnsForestName", first("Domain Forest Name: (.*)", told), "DomainName",
                first("Domain NetBios Name: (.*)", told), "DomainSid", sid), only(Subject.IDENTITY, DC1));
    }

    @Test
    void aControllersDirectoryIsNotReadThisWay() throws Exception {
        var refused = assertThrows(TransportException.class, () -> ask(Subject.ACCOUNTS, DC1, "LABDOM\\auditor"));
        assertEquals(Failure.UNSUPPORTED, refused.failure());
        assertTrue(refused.getMessage().contains("directory"), refused.getMessage());
        var rows = ask(Subject.GROUPS, DC1, "LABDOM\\auditor");
        assertEquals(Set.of("Builtin"), Set.copyOf(rows.stream().map(r -> r.get("Domain")).toList()));
        sameGroups(DC1, "builtin", "Builtin", "S-1-5-32", rows);
    }

    @Test
    void aControllersRulesAndRightsAreRead() throws Exception {
        var told = rpcclient(DC1, "querydominfo 1");
        var row = only(Subject.PASSWORD_POLICY, DC1);
        assertEquals(first("Minimum password length:\\s+(\\d+)", told), String.valueOf(row.get("MinPasswordLength")));
        assertEquals("LABDOM", row.get("DomainName"));
        sameRights(DC1, ask(Subject.USER_RIGHTS, DC1, "LABDOM\\auditor"));
    }
}
