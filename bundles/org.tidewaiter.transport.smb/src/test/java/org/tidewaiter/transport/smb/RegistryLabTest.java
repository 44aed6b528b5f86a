package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.testkit.lab.Lab;

/** Against Samba's registry; {@code net registry} on the host says what is in it. */
@Timeout(120)
class RegistryLabTest {
    private static final String CRYPTOGRAPHY = "SOFTWARE\\Microsoft\\Cryptography";
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("win1", "win3");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("win1", "win3");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static SmbLogin login(String address, String password) throws Exception {
        var scoped = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25)), List.of())
                .admit(IpAddress.parse(address));
        var credential = new Credential("lab", Credential.Kind.PASSWORD, "smbadmin", "local", List.of(),
                new Secret(password.toCharArray()), null, Credential.Elevation.NEVER, null);
        return SmbLogin.open(scoped, 445, credential, Duration.ofSeconds(10));
    }

    private static String guid(String host, String address, boolean isEncrypted) throws Exception {
        var told = lab.exec(host, "net", "registry", "getvalueraw", "HKLM\\" + CRYPTOGRAPHY, "MachineGuid").strip();
        return lab.inside(() -> {
            try (var login = login(address, Lab.PASSWORD); var registry = Registry.open(login)) {
                assertEquals(isEncrypted, login.isEncrypted());
                assertEquals(told, registry.value(CRYPTOGRAPHY, "MachineGuid").flatMap(RegistryValue::text).orElse(""));
                assertEquals(Optional.empty(), registry.value(CRYPTOGRAPHY, "NotThere").map(RegistryValue::type));
                assertEquals(Optional.empty(), registry.value("SOFTWARE\\NotThere", "x").map(RegistryValue::type));
                assertTrue(registry.keys("SOFTWARE\\Microsoft").contains("Cryptography"));
                return told;
            }
        });
    }

    @Test
    void theMachineGuidIsReadOverAnEncryptedConnection() throws Exception {
        assertEquals("2b7e5d14-90ac-4f83-b6d2-71e3a4c8f560", guid("win3", "10.77.0.23", true));
    }

    @Test
    void andFromAServerThatDoesNotDemandIt() throws Exception {
        assertFalse(guid("win1", "10.77.0.21", false).isEmpty());
    }

    @Test
    void aWrongPasswordIsRejectedWithoutBeingTold() throws Exception {
        var refused = assertThrows(TransportException.class, () -> lab.inside(() -> login("10.77.0.21", "wrong-canary")));
        assertEquals(Failure.REJECTED, refused.failure());
        assertFalse(String.valueOf(refused.getMessage()).contains("canary"));
    }

    /** The transport as the engine uses it: one login, one request, and the identity in the session's own facts. */
    @Test
    void aSessionReadsWhatAStepDeclared() throws Exception {
        var told = lab.exec("win3", "net", "registry", "getvalueraw", "HKLM\\" + CRYPTOGRAPHY, "MachineGuid").strip();
        lab.inside(() -> {
            var visit = new SmbVisit("10.77.0.23", "smbadmin", Lab.PASSWORD);
            var read = new RegistryRead("identity", List.of(CRYPTOGRAPHY + "\\MachineGuid", "SOFTWARE\\NotThere\\x"));
            try (var live = new SmbTransport().open(visit.opening())) {
                var session = live.lend(List.of(read));
                var reply = session.read(read);
                assertEquals(told, reply.value(CRYPTOGRAPHY + "\\MachineGuid").orElseThrow().text());
                assertEquals(1, reply.values().size());
                assertThrows(UndeclaredRequestException.class,
                        () -> session.read(new RegistryRead("other", List.of("SOFTWARE\\Microsoft\\x"))));
            }
            assertEquals(told, SessionFacts.of(visit.exchanges().getFirst().out()).value("machine-guid"));
            assertEquals(List.of("smb", "identity"), visit.exchanges().stream().map(e -> e.requestId()).toList());
            assertEquals(1, visit.proofs());
            return told;
        });
    }

    /** Changes on a real server, as far as Samba goes: its registry takes them, and is as before afterwards. */
    @Test
    void aKeyAndAValueAreMadeOnSambaAndTakenBack() throws Exception {
        var key = new Change.RegistryKey("SOFTWARE\\Tidewaiter", "a test");
        var value = new Change.RegistryValue("SOFTWARE\\Tidewaiter", "Allowed", "REG_DWORD 1", "a test");
        var text = new Change.RegistryValue("SOFTWARE\\Tidewaiter", "Filter", "REG_SZ *", "a test");
        lab.inside(() -> {
            try (var session = new SmbChangeTransport().open(new SmbVisit("10.77.0.23", "smbadmin", Lab.PASSWORD).opening())) {
                assertEquals(null, session.state(key));
                for (var change : List.of(key, value, text)) {
                    session.set(change, change.wanted());
                    assertEquals(change.wanted(), session.state(change));
                }
                return "";
            }
        });
        var seen = lab.exec("win3", "net", "registry", "enumerate", "HKLM\\SOFTWARE\\Tidewaiter");
        assertTrue(seen.contains("Allowed") && seen.contains("Filter"), seen);
        lab.inside(() -> {
            try (var session = new SmbChangeTransport().open(new SmbVisit("10.77.0.23", "smbadmin", Lab.PASSWORD).opening())) {
                session.set(text, null);
                session.set(value, null);
                session.set(key, null);
                assertEquals(null, session.state(key));
                return "";
            }
        });
    }
}
