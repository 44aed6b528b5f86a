package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;

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

/** Against Samba; what impacket, rpcclient and net read from it says what it tells. */
@Timeout(120)
class ServerLabTest {
    private static final String WIN1 = "10.77.0.21";
    private static final String WIN3 = "10.77.0.23";
    private static final String WIN6 = "10.77.0.29";
    private static final String DC1 = "10.77.0.25";
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("win1", "win3", "win6", "dc1", "client");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("win1", "win3", "win6", "dc1", "client");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static SmbLogin login(String address, String user, String realm) throws Exception {
        var scoped = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25)), List.of())
                .admit(IpAddress.parse(address));
        var credential = new Credential("lab", Credential.Kind.PASSWORD, user, realm, List.of(),
                new Secret(Lab.PASSWORD.toCharArray()), null, Credential.Elevation.NEVER, null);
        return SmbLogin.open(scoped, 445, credential, Duration.ofSeconds(10));
    }

    private static List<SequencedMap<String, Object>> ask(String address, String user, Subject subject) throws Exception {
        return lab.inside(() -> {
            try (var login = login(address, user, "local")) {
                return Inquiries.ask(subject, login).rows();
            }
        });
    }

    /** Lines of what impacket reads. */
    private static List<String> told(String address, String subject) throws Exception {
        return lab
                .exec("client", "/usr/bin/python3", "-B", "/lab/windows/tells.py", address, "", "smbadmin", Lab.PASSWORD, subject)
                .lines().toList();
    }

    private static void assertTold(String address, Subject subject, String name) throws Exception {
        var told = told(address, name);
        assertFalse(told.isEmpty());
        assertEquals(told, ask(address, "smbadmin", subject).stream().map(Object::toString).toList());
    }

    private static String rpcclient(String address, String user, String command) throws Exception {
        return lab.exec("client", "rpcclient", "-U", user + "%" + Lab.PASSWORD, address, "-c", command);
    }

    @Test
    void sharesWithTheirPathsAndWhoMayUseThem() throws Exception {
        assertTold(WIN1, Subject.SHARES, "shares");
        var rows = ask(WIN1, "smbadmin", Subject.SHARES);
        assertEquals(List.of("transfer", "IPC$"), rows.stream().map(r -> r.get("shi502_netname")).toList());
        var seen = rpcclient(WIN1, "smbadmin", "netshareenumall");
        for (var row : rows) {
            assertTrue(seen.contains("netname: " + row.get("shi502_netname") + "\n"), seen);
            assertTrue(seen.contains("path:\t" + row.get("shi502_path") + "\n"), seen);
        }
        // everyone, full control: a self-relative descriptor whose only entry is for S-1-1-0
        assertTrue(String.valueOf(rows.getFirst().get("shi502_security_descriptor")).endsWith("ff011f00010100000000000100000000"),
                rows::toString);
    }

    /** What rpcclient and net print of a server that impacket cannot talk to. */
    @Test
    void andOverAnEncryptedConnection() throws Exception {
        var shares = ask(WIN3, "smbadmin", Subject.SHARES);
        assertEquals(2, shares.size());
        for (var share : shares) {
            var seen = rpcclient(WIN3, "smbadmin", "netsharegetinfo " + share.get("shi502_netname") + " 502");
            assertTrue(seen.startsWith(
                    "netname: %s\n\tremark:\t%s\n\tpath:\t%s\n\tpassword:\t\n\ttype:\t0x%x\n\tperms:\t0\n\tmax_uses:\t%d\n"
                            .formatted(share.get("shi502_netname"), share.get("shi502_remark"), share.get("shi502_path"),
                                    share.get("shi502_type"), ((Long) share.get("shi502_max_uses")).intValue())),
                    seen + share);
        }
        assertListed(WIN3);
        var row = ask(WIN3, "smbadmin", Subject.WORKSTATION).getFirst();
        assertEquals("SIGNED", row.get("wki100_computername"));
        assertEquals("Samba 4", String.valueOf(row.get("sv101_comment")).substring(0, 7));
    }

    /** Samba knows REnumServicesStatusW alone: there are no numbers of processes. What it says of the state is not of one mind with itself. */
    @Test
    void servicesAndWhatTheyRun() throws Exception {
        var rows = ask(WIN1, "smbadmin", Subject.SERVICES);
        assertEquals(
                List.of("lpServiceName", "lpDisplayName", "dwServiceType", "dwCurrentState", "dwStartType", "lpBinaryPathName",
                        "lpServiceStartName"),
                List.copyOf(rows.getFirst().keySet()));
        rows.forEach(row -> row.keySet().removeAll(List.of("dwServiceType", "dwCurrentState")));
        assertEquals(told(WIN1, "services"), rows.stream().map(Object::toString).toList());
        assertListed(WIN1);
    }

    /** A service that the configuration does not name twice, and whose state is not left open. */
    @Test
    void whetherAServiceRuns() throws Exception {
        var states = ask(WIN3, "smbadmin", Subject.SERVICES).stream()
                .collect(Collectors.toMap(r -> r.get("lpServiceName"), r -> r.get("dwCurrentState")));
        assertEquals(Map.of("Spooler", 1L, "NETLOGON", 1L, "RemoteRegistry", 4L, "WINS", 1L), states);
    }

    private static void assertListed(String address) throws Exception {
        var listed = lab.exec("client", "net", "rpc", "service", "list", "-S", address, "-U", "smbadmin%" + Lab.PASSWORD).lines()
                .filter(l -> l.contains("\"")).map(l -> l.replaceAll("\\s+\"", "=").replace("\"", "")).toList();
        assertTrue(listed.contains("Spooler=Print Spooler"), listed::toString);
        assertEquals(listed, ask(address, "smbadmin", Subject.SERVICES).stream()
                .map(r -> r.get("lpServiceName") + "=" + r.get("lpDisplayName")).toList());
    }

    @Test
    void theNamesOfTheComputer() throws Exception {
        assertTold(WIN1, Subject.WORKSTATION, "workstation");
        var row = ask(WIN1, "smbadmin", Subject.WORKSTATION).getFirst();
        assertEquals("FILESRV2", row.get("wki100_computername"));
        assertEquals("LABGROUP", row.get("wki100_langroup"));
        var seen = rpcclient(WIN1, "smbadmin", "srvinfo");
        assertTrue(seen.contains("server type     :\t0x" + Long.toHexString((Long) row.get("sv101_type"))), seen);
    }

    /** Ours is among the sessions; impacket sees it, too, while it is there. Samba has no level 10. */
    @Test
    void whoIsConnectedToADomainController() throws Exception {
        lab.inside(() -> {
            try (var login = login(DC1, "Administrator", "LABDOM")) {
                var told = lab.exec("client", "/usr/bin/python3", "-B", "/lab/windows/tells.py", DC1, "LABDOM", "Administrator",
                        Lab.PASSWORD, "sessions").lines().toList();
                var ours = Inquiries.ask(Subject.SESSIONS, login).rows().stream()
                        .filter(r -> r.get("sesi10_cname").equals("10.77.0.2")).toList();
                assertEquals(1, ours.size());
                assertEquals(List.of("sesi10_cname", "sesi10_username", "sesi10_time", "sesi10_idle_time"),
                        List.copyOf(ours.getFirst().keySet()));
                assertTrue(
                        told.contains("{sesi1_cname=10.77.0.2, sesi1_username=" + ours.getFirst().get("sesi10_username") + "}"),
                        told::toString);
                return told;
            }
        });
    }

    /** Over an SMB server of another make, whose services have processes: those of windows/peer.py. */
    @Test
    void processesOfServices() throws Exception {
        lab.exec("win6", "/usr/bin/python3", "/lab/win6.py", "be", """
                {"services": {"Spooler": {"start": 2, "state": 4, "pid": 1812, "path": "C:\\\\Windows\\\\spoolsv.exe -x"}}}""");
        assertEquals(
                "[{lpServiceName=Spooler, lpDisplayName=Spooler, dwServiceType=32, dwCurrentState=4, dwProcessId=1812, dwStartType=2,"
                        + " lpBinaryPathName=C:\\Windows\\spoolsv.exe, lpServiceStartName=}]",
                ask(WIN6, "WIN6\\admin", Subject.SERVICES).toString());
        assertEquals("WIN6", ask(WIN6, "WIN6\\admin", Subject.WORKSTATION).getFirst().get("wki100_computername"));
    }

    /** The transport as the engine uses it. */
    @Test
    void aSessionReadsWhatAStepDeclared() throws Exception {
        lab.inside(() -> {
            var visit = new SmbVisit(WIN3, "smbadmin", Lab.PASSWORD);
            var shares = new RpcRead("shares", Subject.SHARES);
            var sessions = new RpcRead("sessions", Subject.SESSIONS);
            try (var live = new SmbTransport().open(visit.opening())) {
                var session = live.lend(List.of(shares, sessions));
                assertEquals(List.of("transfer", "IPC$"), session.read(shares).rows().stream()
                        .map(r -> r.text("shi502_netname")).toList());
                var refused = session.read(sessions).shortfall();
                assertEquals(GapReason.DENIED, Objects.requireNonNull(refused).reason());
            }
            return "";
        });
    }

    @Test
    void whatOnlyAdministratorsMayAskForIsDenied() throws Exception {
        assertTrue(rpcclient(WIN1, "auditor", "netsharegetinfo transfer 502").contains("transfer"));
        for (var subject : List.of(Subject.SESSIONS, Subject.LOGGED_ON)) {
            var refused = assertThrows(TransportException.class, () -> ask(WIN1, "auditor", subject));
            assertEquals(Failure.DENIED, refused.failure(), refused.getMessage());
            assertTrue(refused.getMessage().contains("administrator"), refused.getMessage());
        }
    }
}
