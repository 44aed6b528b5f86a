package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Battery;
import org.tidewaiter.api.data.FirewallRule;
import org.tidewaiter.api.data.InstalledAgent;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.data.Monitor;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.family.windows.data.AuditPolicy;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.data.ServicePermission;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.replay.RecordingDirectory;

/** What the synthetic hosts are read as; every expectation was looked up in their answers by hand. */
class SyntheticHostsTest {

    private static Visit visit(String name) throws IOException {
        return Replays.visit(new WindowsFamily(), RecordingDirectory.read(WindowsFamilyTest.RECORDINGS.resolve(name)));
    }

    private static <T extends Item> List<T> rows(Visit visit, Class<T> type) {
        return visit.rows().stream().map(r -> r.item()).filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void aServerWithUpdatesIsToldToTheRevision() throws IOException {
        var visit = visit("synthetic-windows-server-2022-domain-member");
        var system = rows(visit, OperatingSystem.class).getFirst();
        assertEquals(List.of("Microsoft Windows Server 2022 Standard", "10.0.20348.2340", "21H2", "SRV01", "corp.example"),
                List.of(system.name(),
                        String.valueOf(system.version()), String.valueOf(system.release()), String.valueOf(system.hostName()),
                        String.valueOf(system.domain())));
        assertEquals("3f6a1a52-7c0e-4b1f-9a55-2f1d8f0c9b11", system.installationId());
        assertEquals(Boolean.TRUE, system.rebootRequired());
        assertEquals("10.0.20348.2340", visit.claims().getFirst().version());
        var identity = rows(visit, WindowsIdentity.class).getFirst();
        assertEquals("S-1-5-21-1004336348-1177238915-682003330", identity.machineSid());
        assertEquals("0f7f3d5c-9b1e-4e5a-8a44-5c2b7a0e9d11", identity.entraTenantId());
    }

    @Test
    void softwareWithoutANameAndUpdatesAreNoPrograms() throws IOException {
        var software = rows(visit("synthetic-windows-server-2022-domain-member"), InstalledSoftware.class);
        assertEquals(8, software.size());
        assertTrue(software.stream().anyMatch(s -> s.name().equals(".NET Framework 4") && "release 528449".equals(s.summary())));
        assertEquals(2, software.stream().filter(s -> "x86".equals(s.architecture())).count());
    }

    @Test
    void allFirewallRulesAreReadAndWhatIsNoRuleIsNot() throws IOException {
        var rules = rows(visit("synthetic-windows-server-2022-domain-member"), FirewallRule.class);
        assertEquals(245, rules.size());
        var app = rules.stream().filter(r -> "App".equals(r.name())).findFirst().orElseThrow();
        assertEquals(List.of("5000-5010", "5353"), app.localPorts());
        assertEquals(List.of("domain", "private"), app.profiles());
        assertEquals(List.of("LocalSubnet", "10.20.0.0/255.255.0.0", "LocalSubnet"), app.remoteAddresses());
        assertEquals("udp", app.protocol());
    }

    @Test
    void listenersTellTheirServices() throws IOException {
        var ports = rows(visit("synthetic-windows-server-2022-domain-member"), ListeningPort.class);
        assertEquals(10, ports.size());
        var rpc = ports.stream().filter(p -> p.port() == 135).findFirst().orElseThrow();
        assertEquals(List.of("RpcSs", "RpcEptMapper"), rpc.services());
        assertEquals("svchost.exe", rpc.process());
        assertEquals("interface 6", ports.stream().filter(p -> p.port() == 50123).findFirst().orElseThrow().interfaceName());
    }

    @Test
    void agentsAreToldByTheirServicesAndProcesses() throws IOException {
        var agents = rows(visit("synthetic-windows-server-2022-domain-member"), InstalledAgent.class);
        assertEquals(List.of("AnyDesk", "Defender for Endpoint", "GLPI Agent", "TeamViewer", "Veeam"),
                agents.stream().map(InstalledAgent::product).sorted().toList());
    }

    @Test
    void everybodyMayDoAllInAPublicShare() throws IOException {
        var permissions = rows(visit("synthetic-windows-server-2022-domain-member"), SharePermission.class);
        assertTrue(permissions.contains(new SharePermission("Public", "share", "S-1-1-0", "allow", "full", "Everyone", null)));
        assertTrue(permissions
                .contains(new SharePermission("Data", "share", "S-1-5-11", "allow", "change", "Authenticated Users", null)));
        assertTrue(permissions.contains(new SharePermission("Data", "share", "S-1-5-32-546", "deny", "full", "Guests", null)));
    }

    @Test
    void settingsAreStatedAsStoredAndWhereNothingIsStored() throws IOException {
        var settings = rows(visit("synthetic-windows-server-2022-domain-member"), HardeningSetting.class);
        assertTrue(settings.size() > 300, settings.size() + " settings");
        assertEquals("1", value(settings, "lsa.RunAsPPL"));
        assertEquals("null", value(settings, "laps.BackupDirectory"));
        assertEquals("900", value(settings, "logon.InactivityTimeoutSecs"));
        assertEquals("1", value(settings, "uac.EnableLUA"));
        assertEquals("4294967295", value(settings, "tcpip6.DisabledComponents"));
        assertEquals("000111110000ff01", value(settings, "exploit.MitigationOptions"));
        assertEquals("RequireMutualAuthentication=1, RequireIntegrity=1", value(settings, "unc.\\\\*\\NETLOGON"));
        assertEquals("True", value(settings, "smb-effective.Server.EnableSMB1Protocol"));
        assertEquals("OFF", value(settings, "exploit-protection.CFG.Enable"));
    }

    private static String value(List<HardeningSetting> settings, String name) {
        var setting = settings.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        return Objects.requireNonNullElse(setting.value(), "null");
    }

    @Test
    void aPathWithBlanksAndWithoutQuotesIsMarked() throws IOException {
        var programs = rows(visit("synthetic-windows-server-2022-domain-member"), ServiceProgram.class);
        assertEquals(List.of("AcmeUpdater"),
                programs.stream().filter(p -> Boolean.TRUE.equals(p.unquoted())).map(ServiceProgram::service).toList());
    }

    /** The descriptors were encoded by Samba: (A;;CCDCLCSWRPWPLOCRRC;;;BU) and (D;;WPDT;;;BG) among them. */
    @Test
    void whoMayChangeAServiceIsReadFromItsDescriptor() throws IOException {
        var permissions = rows(visit("synthetic-windows-server-2022-domain-member"), ServicePermission.class);
        assertEquals(8, permissions.size());
        assertTrue(permissions.contains(new ServicePermission("AcmeUpdater", "S-1-5-32-545", "allow",
                List.of("query-config", "change-config", "query-status", "enumerate-dependents", "start", "stop", "interrogate",
                        "user-defined-control", "read-control"),
                "Users")), permissions::toString);
        assertTrue(permissions.contains(
                new ServicePermission("AcmeUpdater", "S-1-5-32-546", "deny", List.of("stop", "pause-continue"), "Guests")));
        assertTrue(permissions
                .contains(new ServicePermission("Spooler", "S-1-5-32-544", "allow", List.of("full"), "Administrators")));
    }

    @Test
    void aNotebookTellsItsMonitorsAndItsTiredBattery() throws IOException {
        var visit = visit("synthetic-windows-11-notebook");
        var monitors = rows(visit, Monitor.class);
        assertEquals(List.of("DEL", "DELL U2719D", "7RG2T92U23AL", "600", "336", "true"),
                List.of(String.valueOf(monitors.getFirst().vendor()),
                        String.valueOf(monitors.getFirst().model()), String.valueOf(monitors.getFirst().serialNumber()),
                        String.valueOf(monitors.getFirst().width()), String.valueOf(monitors.getFirst().height()),
                        String.valueOf(monitors.getFirst().connected())));
        assertEquals(2, monitors.size());
        var battery = rows(visit, Battery.class).getFirst();
        assertEquals(List.of(57_000L, 49_120L, 231L, 81L), List.of(Objects.requireNonNull(battery.designCapacity()),
                Objects.requireNonNull(battery.fullCapacity()), Objects.requireNonNull(battery.cycles()),
                Objects.requireNonNull(battery.charge())));
        assertEquals("aarch64", rows(visit, OperatingSystem.class).getFirst().architecture());
    }

    @Test
    void germanWordsAreNotGuessedAt() throws IOException {
        var visit = visit("synthetic-windows-server-2019-german");
        var policy = rows(visit, AuditPolicy.class).getFirst();
        assertEquals("Logon", policy.name());
        assertEquals(null, policy.success());
        assertTrue(visit.gaps().stream()
                .anyMatch(g -> g.gap().dataClass() == AuditPolicy.class && g.gap().detail().contains("language")));
        assertEquals(List.of("Administrator", "Guest"),
                rows(visit, LocalAccount.class).stream().map(a -> String.valueOf(a.builtIn())).toList());
    }

    @Test
    void whoIsNoAdministratorGetsGapsThatSaySo() throws IOException {
        var denied = visit("synthetic-windows-10-not-admin").gaps().stream().filter(g -> g.gap().reason() == GapReason.DENIED)
                .toList();
        assertTrue(denied.size() >= 15, denied.size() + " denials");
        assertTrue(denied.stream().allMatch(g -> g.gap().detail().contains("administrator")));
    }

    @Test
    void queriesAreStillReadWhereScriptsAreRefused() throws IOException {
        var visit = visit("synthetic-windows-server-2012-r2-cim-only");
        var system = rows(visit, OperatingSystem.class).getFirst();
        assertEquals(List.of("6.3.9600", "2026-11-01T02:11:12.500Z", "hyper-v"),
                List.of(String.valueOf(system.version()), String.valueOf(system.bootedAt()),
                        String.valueOf(system.virtualization())));
        assertEquals(41_947_571_712L, rows(visit, Volume.class).getFirst().used());
    }
}
