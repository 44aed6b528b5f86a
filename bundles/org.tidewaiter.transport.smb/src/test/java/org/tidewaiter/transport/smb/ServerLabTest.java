package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
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
    private static final String DC1 = "10.77.0.25";
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("win1", "win3", "dc1", "client");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("win1", "win3", "dc1", "client");
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
                return Inquiries.ask(subject, login);
            }
        });
    }

    /** Lines of what impacket reads. */
    private static List<String> told(String address, String subject) throws Exception {
        return lab.exec("client", "/usr/bin/python3", "-B", "/lab/windows/tells.py", address, "", "smbadmin", Lab.PASSWORD, subject)
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

    @Test
    void andOverAnEncryptedConnection() throws Exception {
        assertTold(WIN3, Subject.SHARES, "shares");
        assertTold(WIN3, Subject.WORKSTATION, "workstation");
        assertTold(WIN3, Subject.SERVICES, "services");
    }

    /** Samba knows REnumServicesStatusW alone: there are no numbers of processes. */
    @Test
    void servicesAndWhatTheyRun() throws Exception {
        assertTold(WIN1, Subject.SERVICES, "services");
        var listed = lab.exec("client", "net", "rpc", "service", "list", "-S", WIN1, "-U", "smbadmin%" + Lab.PASSWORD).lines()
                .filter(l -> l.contains("\"")).map(l -> l.replaceAll("\\s+\"", "=").replace("\"", "")).toList();
        assertTrue(listed.contains("Spooler=Print Spooler"), listed::toString);
        assertEquals(listed, ask(WIN1, "smbadmin", Subject.SERVICES).stream()
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

    /** Ours is among the sessions; impacket sees it, too, while it is there. */
    @Test
    void whoIsConnectedToADomainController() throws Exception {
        lab.inside(() -> {
            try (var login = login(DC1, "Administrator", "LABDOM")) {
                var told = lab.exec("client", "/usr/bin/python3", "-B", "/lab/windows/tells.py", "dc1", "LABDOM", "Administrator",
                        Lab.PASSWORD, "sessions").lines().toList();
                var ours = Inquiries.ask(Subject.SESSIONS, login).stream()
                        .filter(r -> r.get("sesi10_cname").equals("10.77.0.2")).toList();
                assertEquals(1, ours.size());
                assertEquals(List.of("sesi10_cname", "sesi10_username", "sesi10_time", "sesi10_idle_time"),
                        List.copyOf(ours.getFirst().keySet()));
                assertTrue(told.contains("{sesi10_cname=10.77.0.2, sesi10_username=" + ours.getFirst().get("sesi10_username") + "}"),
                        told::toString);
                return told;
            }
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
