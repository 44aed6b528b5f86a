package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.family.windows.data.directory.ComputerPopulation;
import org.tidewaiter.family.windows.data.directory.CurrentUser;
import org.tidewaiter.family.windows.data.directory.DirectoryComputer;
import org.tidewaiter.family.windows.data.directory.DirectoryPolicy;
import org.tidewaiter.family.windows.data.directory.DirectorySite;
import org.tidewaiter.family.windows.data.directory.DirectoryZone;
import org.tidewaiter.family.windows.data.directory.DomainControllerRole;
import org.tidewaiter.family.windows.data.directory.DomainInfo;
import org.tidewaiter.family.windows.data.directory.DomainPasswordPolicy;
import org.tidewaiter.family.windows.data.directory.NotableAccount;
import org.tidewaiter.family.windows.data.directory.PolicySecret;
import org.tidewaiter.family.windows.data.directory.PolicySetting;
import org.tidewaiter.family.windows.data.directory.PrivilegedMember;
import org.tidewaiter.testkit.lab.Lab;

/** The directory steps by the engine against Samba's directory, held against what Samba's own tool says of it. */
@Timeout(180)
class DirectoryLabTest {

    private static Lab lab;
    private static Visit visit;

    @BeforeAll
    static void audit() throws Exception {
        var obstacle = Lab.obstacleFor("dc1");
        assumeTrue(obstacle.isEmpty(), obstacle::get);
        lab = Lab.up("dc1");
        tool("group", "add", "Operators of Everything");
        tool("group", "addmembers", "Domain Admins", "Operators of Everything");
        tool("user", "create", "svc-backup", Lab.PASSWORD, "--description=runs the backup");
        tool("group", "addmembers", "Operators of Everything", "svc-backup");
        tool("group", "addmembers", "Backup Operators", "auditor");
        tool("spn", "add", "MSSQLSvc/db1.ad.lab.test:1433", "svc-backup");
        tool("user", "create", "lazy", Lab.PASSWORD);
        tool("user", "setexpiry", "lazy", "--noexpiry");
        tool("computer", "create", "PC-0001");
        tool("delegation", "add-service", "PC-0001$", "cifs/dc1.ad.lab.test");
        tool("sites", "create", "Harbour");
        tool("sites", "subnet", "create", "10.77.9.0/24", "Harbour");
        tool("domain", "passwordsettings", "pso", "create", "admins", "5", "--min-pwd-length=16", "--complexity=on");
        tool("domain", "passwordsettings", "pso", "apply", "admins", "Domain Admins");
        PolicyFiles.make(lab);
        visit = new DirectoryVisit(PortState.OPEN).run(lab);
        new DirectoryRecording(visit).acceptIfWanted();
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String tool(String... words) throws Exception {
        var command = new ArrayList<>(List.of("samba-tool"));
        command.addAll(List.of(words));
        return lab.exec("dc1", command.toArray(String[]::new));
    }

    private static <T extends Item> List<T> facts(Class<T> type) {
        return visit.rows().stream().map(Visit.Row::item).filter(type::isInstance).map(type::cast).toList();
    }

    private static <T extends Item> T only(Class<T> type) {
        assertEquals(1, facts(type).size(), () -> facts(type) + " " + visit.gaps());
        return facts(type).getFirst();
    }

    private static Set<String> lines(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theCurrentUserIsTheAuditorWithAllItsGroups() throws Exception {
        var user = only(CurrentUser.class);
        assertEquals("auditor auditor@ad.lab.test", user.account() + " " + user.principalName());
        assertEquals(lines(tool("user", "getgroups", "auditor")), new TreeSet<>(user.groups()));
        assertTrue(user.groups().contains("Backup Operators"));
        assertEquals("Domain Users true", user.primaryGroup() + " " + user.enabled());
        assertTrue(tool("user", "show", "auditor", "--attributes=objectSid").contains("objectSid: " + user.sid() + "\n"));
    }

    @Test
    void theComputersOwnAccountIsFoundByItsName() throws Exception {
        var computer = only(DirectoryComputer.class);
        var shown = tool("computer", "show", "DC1");
        assertTrue(shown.contains("dNSHostName: " + computer.hostName() + "\n"), shown);
        assertTrue(shown.contains("operatingSystemVersion: " + computer.operatingSystemVersion() + "\n"), shown);
        assertTrue(shown.contains("objectSid: " + computer.sid() + "\n"), shown);
        assertEquals("OU=Domain Controllers,DC=ad,DC=lab,DC=test", computer.unit());
        assertEquals(List.of("domain controller", "unconstrained delegation"), computer.flags());
        assertEquals(shown.lines().filter(l -> l.startsWith("servicePrincipalName:")).count(),
                computer.servicePrincipals().size());
    }

    @Test
    void theDomainIsAsSambasToolShowsIt() throws Exception {
        var domain = only(DomainInfo.class);
        assertEquals("ad.lab.test LABDOM ad.lab.test 10 false",
                domain.name() + " " + domain.netbiosName() + " " + domain.forest() + " "
                        + domain.machineAccountQuota() + " " + domain.recycleBin());
        var level = tool("domain", "level", "show");
        assertTrue(level.contains("Domain function level: (Windows) 2008 R2"), level);
        assertEquals("Windows Server 2008 R2 Windows Server 2008 R2", domain.domainLevel() + " " + domain.forestLevel());
        var settings = tool("domain", "passwordsettings", "show");
        var policies = facts(DomainPasswordPolicy.class);
        var standard = policies.stream().filter(p -> p.name().equals("default")).findFirst().orElseThrow();
        assertTrue(settings.contains("Minimum password length: " + standard.minimumLength() + "\n"), settings);
        assertTrue(settings.contains("Password history length: " + standard.history() + "\n"), settings);
        assertTrue(settings.contains("Password complexity: " + (Boolean.TRUE.equals(standard.complexity()) ? "on" : "off")),
                settings);
        assertTrue(settings.contains("Minimum password age (days): 1\n") && Duration.ofDays(1).equals(standard.minimumAge()),
                settings);
        assertTrue(settings.contains("Maximum password age (days): 0\n") && standard.maximumAge() == null, settings);
        assertEquals("0 PT30M", standard.lockoutThreshold() + " " + standard.lockoutDuration());
    }

    @Test
    void rolesSitesAndPoliciesAreAsSambasToolListsThem() throws Exception {
        var controller = only(DomainControllerRole.class);
        assertEquals("DC1 dc1.ad.lab.test Default-First-Site-Name true false",
                controller.name() + " " + controller.hostName() + " "
                        + controller.site() + " " + controller.globalCatalog() + " " + controller.readOnly());
        assertEquals(5, controller.roles().size());
        assertEquals(7, tool("fsmo", "show").lines().filter(l -> l.contains("CN=DC1,")).count(), "five, and two of DNS");
        assertEquals(Set.of("Default-First-Site-Name", "Harbour"),
                facts(DirectorySite.class).stream().map(DirectorySite::name).collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(List.of("10.77.9.0/24"), facts(DirectorySite.class).stream().filter(s -> s.name().equals("Harbour"))
                .flatMap(s -> s.subnets().stream()).toList());
        var listed = tool("gpo", "listall", "-H", "/var/lib/samba/private/sam.ldb");
        assertEquals(2, facts(DirectoryPolicy.class).size());
        for (var policy : facts(DirectoryPolicy.class)) {
            assertTrue(listed.toLowerCase(Locale.ROOT).contains("{" + policy.id() + "}"), listed);
            assertTrue(listed.contains("display name : " + policy.name() + "\n"), listed);
            assertEquals(1, policy.links().size(), policy.links().toString());
        }
        assertTrue(tool("dns", "zoneinfo", "127.0.0.1", "ad.lab.test", "-U", "Administrator%" + Lab.PASSWORD)
                .contains("DNS_ZONE_UPDATE_SECURE"));
        // of the other zone Samba's directory holds no properties: its server takes what it always does
        assertEquals(Set.of("ad.lab.test domain secure only", "_msdcs.ad.lab.test forest null"),
                facts(DirectoryZone.class).stream().map(z -> z.name() + " " + z.partition() + " " + z.updates())
                        .collect(Collectors.toSet()));
    }

    @Test
    void membersOfPrivilegedGroupsAreFoundThroughOtherGroups() throws Exception {
        var members = facts(PrivilegedMember.class).stream().filter(m -> m.group().equals("Domain Admins"))
                .collect(Collectors.toMap(PrivilegedMember::member, m -> m));
        assertEquals(Set.of("Administrator", "Operators of Everything", "svc-backup"), members.keySet());
        assertEquals("user false group true", members.get("svc-backup").kind() + " " + members.get("svc-backup").direct() + " "
                + members.get("Operators of Everything").kind() + " " + members.get("Operators of Everything").direct());
        assertEquals(lines(tool("group", "listmembers", "Backup Operators")), facts(PrivilegedMember.class).stream()
                .filter(m -> m.group().equals("Backup Operators")).map(PrivilegedMember::member).collect(Collectors.toSet()));
        var notable = facts(NotableAccount.class).stream().collect(Collectors.toMap(NotableAccount::account, a -> a));
        assertEquals(List.of("MSSQLSvc/db1.ad.lab.test:1433"), notable.get("svc-backup").servicePrincipals());
        assertEquals(List.of("password never expires"), notable.get("lazy").flags());
        assertEquals(List.of("cifs/dc1.ad.lab.test"), notable.get("PC-0001$").delegatesTo());
        assertFalse(notable.containsKey("auditor"), "adminCount is set later than the membership");
        assertEquals(Set.of("Samba 1", "not told 1"), facts(ComputerPopulation.class).stream()
                .map(p -> p.operatingSystem() + " " + p.accounts()).collect(Collectors.toSet()));
    }

    @Test
    void passwordsInPoliciesAreFoundAndNeverRead() {
        var secrets = facts(PolicySecret.class);
        assertEquals(List.of("Administrator (built-in) local user true", "EXAMPLE\\scanner drive true",
                "EXAMPLE\\svc-backup service true", "EXAMPLE\\svc-task scheduled task true", "helper local user false",
                "null printer false", "stock data source true"),
                secrets.stream().map(s -> s.user() + " " + s.kind() + " " + s.password()).sorted().toList(),
                () -> visit.gaps().toString());
        var first = secrets.stream().filter(s -> s.kind().equals("service")).findFirst().orElseThrow();
        assertEquals(PolicyFiles.ID + " MACHINE\\Preferences\\Services\\Services.xml 1 Backup 2013-07-08 09:10:11",
                first.policy() + " "
                        + first.file() + " " + first.position() + " " + first.name() + " " + first.preferenceChanged());
        assertTrue(first.fileChanged() != null);
        for (var exchange : visit.exchanges()) {
            var stored = new String(exchange.out(), StandardCharsets.ISO_8859_1) + exchange.request() + exchange.ending();
            for (var secret : PolicyFiles.SECRETS) {
                assertFalse(stored.contains(secret) || stored.contains(new String(secret.getBytes(StandardCharsets.UTF_16LE),
                        StandardCharsets.ISO_8859_1)), () -> exchange + " holds " + secret);
            }
        }
        assertTrue(visit.rows().stream().noneMatch(r -> PolicyFiles.SECRETS.stream().anyMatch(r.item().toString()::contains)));
    }

    @Test
    void whatPoliciesSetIsReadFromTemplateAndRegistryPolicy() {
        var settings = facts(PolicySetting.class).stream().collect(Collectors.toMap(PolicySetting::name,
                s -> s.section() + " " + s.half() + " " + s.type() + " " + s.value(), (a, b) -> a + "; " + b));
        var services = "MACHINE\\System\\CurrentControlSet\\Services\\";
        var winlogon = "MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\";
        assertEquals("Registry Values computer REG_DWORD 2", settings.get(services + "NTDS\\Parameters\\LDAPServerIntegrity"));
        assertEquals("Registry Values computer REG_DWORD 1",
                settings.get(services + "NTDS\\Parameters\\LdapEnforceChannelBinding"));
        assertEquals("Registry Values computer REG_MULTI_SZ netlogon,samr",
                settings.get(services + "LanManServer\\Parameters\\NullSessionPipes"));
        assertEquals("Registry Values computer REG_SZ 10", settings.get(winlogon + "CachedLogonsCount"));
        assertEquals("Registry Values computer REG_SZ [secret cut]; Registry computer REG_SZ [secret cut]",
                settings.get(winlogon + "DefaultPassword"));
        assertEquals("Registry computer REG_SZ kiosk", settings.get(winlogon + "DefaultUserName"));
        assertEquals("Registry computer REG_DWORD 0",
                settings.get("MACHINE\\Software\\Policies\\Microsoft\\Windows NT\\DNSClient\\EnableMulticast"));
        assertEquals("Registry computer REG_SZ [secret cut]", settings.get("MACHINE\\Software\\Acme\\Agent\\Server"));
        assertEquals("System Access computer null 7", settings.get("MinimumPasswordLength"));
        assertEquals("System Access computer null Skipper", settings.get("NewAdministratorName"));
        assertEquals("Kerberos Policy computer null 10", settings.get("MaxTicketAge"));
        assertEquals("Privilege Rights computer null *S-1-5-32-546,*S-1-5-113",
                settings.get("SeDenyRemoteInteractiveLogonRight"));
        assertEquals("Privilege Rights computer null null", settings.get("SeCreateTokenPrivilege"));
        assertEquals("Service General Setting computer null 4,\"D:AR(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)\"",
                settings.get("Spooler"));
        assertEquals(30, settings.size());
    }

    @Test
    void withBothPortsShutOnlyWhatIsReadThereIsMissing() throws Exception {
        var shut = new DirectoryVisit(PortState.CLOSED).run(lab);
        assertEquals(List.of(), shut.rows());
        assertTrue(shut.gaps().stream().allMatch(g -> g.gap().reason() == GapReason.UNREACHABLE), () -> shut.gaps().toString());
        var detail = shut.gaps().getFirst().gap().detail();
        assertTrue(detail.contains("rule windows-tcp-389") && detail.contains("rule windows-tcp-636"), detail);
    }
}
