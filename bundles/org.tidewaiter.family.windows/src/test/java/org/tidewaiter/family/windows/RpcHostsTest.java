package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LogonSession;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.Service.StartMode;
import org.tidewaiter.api.data.Service.State;
import org.tidewaiter.api.data.SharedFolder;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.family.windows.data.EffectivePolicy;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.SmbConnection;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.replay.RecordingDirectory;

/** What synthetic hosts tell by RPC; every expectation was looked up in their answers by hand, and the shares' descriptors were encoded by Samba. */
class RpcHostsTest {

    private static Visit visit(String name) throws IOException {
        return Replays.visit(new WindowsFamily(), RecordingDirectory.read(WindowsFamilyTest.RECORDINGS.resolve(name)));
    }

    private static <T extends Item> List<T> rows(Visit visit, Class<T> type) {
        return visit.rows().stream().map(r -> r.item()).filter(type::isInstance).map(type::cast).toList();
    }

    /** Why the step has not told it; that Remoting is shut is a reason, too, of others. */
    private static GapReason reason(Visit visit, String step, Class<? extends Item> type) {
        return visit.gaps().stream().filter(g -> ("windows/" + step).equals(g.step()) && g.gap().dataClass() == type).findFirst()
                .orElseThrow().gap().reason();
    }

    @Test
    void whereRemotingIsShutTheComputerIsKnownByItsRegistryAndItsNames() throws IOException {
        var visit = visit("synthetic-windows-server-2016-smb-only");
        var system = rows(visit, OperatingSystem.class).getFirst();
        assertEquals(List.of("Windows Server 2016 Standard", "10.0.14393.6452", "FILE16"),
                List.of(system.name(), String.valueOf(system.version()), String.valueOf(system.hostName())));
        assertTrue(visit.identifiers().stream().anyMatch(i -> i.kind() == Identifier.Kind.INSTALLATION_ID
                && i.value().equals("77aa3f10-52a1-4a0e-9a65-0f1f2f3a4b5c")), () -> visit.identifiers().toString());
        var identity = rows(visit, WindowsIdentity.class).getFirst();
        assertEquals("S-1-5-21-2203402201-1177238915-682003330", identity.machineSid());
        assertEquals("example.test", identity.domain());
        assertEquals(Boolean.TRUE, identity.domainMember());
    }

    @Test
    void servicesSharesAccountsAndWhoIsThere() throws IOException {
        var visit = visit("synthetic-windows-server-2016-smb-only");
        var services = rows(visit, Service.class);
        assertEquals(4, services.size());
        assertTrue(services.contains(new Service("WinRM", State.STOPPED, StartMode.DISABLED,
                "Windows Remote Management (WS-Management)", "NT AUTHORITY\\NetworkService", null, null)));
        assertTrue(services.contains(new Service("Guarded", State.PAUSED, null, "Guarded", null, null, null)));
        assertEquals(List.of("AcmeSync"), rows(visit, ServiceProgram.class).stream()
                .filter(p -> Boolean.TRUE.equals(p.unquoted())).map(ServiceProgram::service).toList());
        var shares = rows(visit, SharedFolder.class);
        assertEquals(List.of("C$", "IPC$", "Data", "Scans"), shares.stream().map(SharedFolder::name).toList());
        assertEquals(List.of("disk true null", "ipc true null", "disk false 20", "disk false null"),
                shares.stream().map(s -> s.kind() + " " + s.special() + " " + s.maximumUsers()).toList());
        var permissions = rows(visit, SharePermission.class);
        // (A;;0x1f01ff;;;WD)(D;;0x1f01ff;;;BG)(A;;0x1200a9;;;BU), and a NULL DACL, which keeps nobody out
        assertEquals(List.of(new SharePermission("Data", "share", "S-1-1-0", "allow", "full", "Everyone", null),
                new SharePermission("Data", "share", "S-1-5-32-546", "deny", "full", "Guests", null),
                new SharePermission("Data", "share", "S-1-5-32-545", "allow", "read", "Users", null),
                new SharePermission("Scans", "share", "S-1-1-0", "allow", "full", "Everyone", null)), permissions);
        assertEquals(Duration.ofHours(1), Objects.requireNonNull(rows(visit, SmbConnection.class).getFirst().connected()));
        assertEquals(List.of("EXAMPLE\\maria"), rows(visit, LogonSession.class).stream().map(LogonSession::user).toList());
    }

    @Test
    void aMemberWhoseNameNobodyKnowsDoesNotShiftTheOthers() throws IOException {
        var visit = visit("synthetic-windows-server-2016-smb-only");
        assertEquals(List.of("FILE16\\Administrator", "S-1-5-21-1214440339-706699826-1801674531-9999", "EXAMPLE\\Domain Admins"),
                rows(visit, Group.class).getFirst().members());
        var accounts = rows(visit, LocalAccount.class);
        // 528 = normal, never expires; 533 = disabled, no password required, normal, never expires; 1040 = normal, locked
        assertEquals(
                List.of("Administrator false false true false Administrator", "Guest true false false false Guest",
                        "scanner false true true true null"),
                accounts.stream().map(a -> a.name() + " " + a.disabled() + " " + a.lockedOut() + " " + a.passwordRequired() + " "
                        + a.passwordExpires() + " " + a.builtIn()).toList());
    }

    @Test
    void thePolicyThatAComputerGoesByIsReadBesideRemoting() throws IOException {
        var policies = rows(visit("synthetic-windows-server-2022-domain-member"), EffectivePolicy.class);
        for (var policy : List.of(new EffectivePolicy("number", "MinimumPasswordLength", List.of("7")),
                new EffectivePolicy("number", "MaximumPasswordAge", List.of("42")),
                new EffectivePolicy("number", "LockoutDuration", List.of("30")),
                new EffectivePolicy("switch", "PasswordComplexity", List.of("1")),
                new EffectivePolicy("switch", "ClearTextPassword", List.of("0")),
                new EffectivePolicy("right", "SeBackupPrivilege",
                        List.of("S-1-5-21-1004336348-1177238915-682003330-1107", "BUILTIN\\Administrators")),
                new EffectivePolicy("audit", "AuditLogonEvents", List.of("success", "failure")),
                new EffectivePolicy("audit", "AuditPolicyChange", List.of("success")),
                new EffectivePolicy("audit", "AuditObjectAccess", List.of()))) {
            assertTrue(policies.contains(policy), () -> policy + " is not in " + policies);
        }
    }

    @Test
    void aLesserLoginAndServicesThatDoNotRunAreGaps() throws IOException {
        var visit = visit("synthetic-windows-10-smb-only");
        var system = rows(visit, OperatingSystem.class).getFirst();
        assertEquals(List.of("Windows", "10.0", "PC-012", "EXAMPLE"), List.of(system.name(), String.valueOf(system.version()),
                String.valueOf(system.hostName()), String.valueOf(system.domain())));
        assertEquals(GapReason.NOT_REPORTED, reason(visit, "rpc-identity", OperatingSystem.class));
        assertEquals(GapReason.DENIED, reason(visit, "rpc-account", LocalAccount.class));
        assertEquals(GapReason.DENIED, reason(visit, "rpc-service", Service.class));
        assertEquals(GapReason.NOT_REPORTED, reason(visit, "rpc-share", SharedFolder.class));
        assertEquals(Boolean.TRUE, rows(visit, WindowsIdentity.class).getFirst().domainMember());
    }
}
