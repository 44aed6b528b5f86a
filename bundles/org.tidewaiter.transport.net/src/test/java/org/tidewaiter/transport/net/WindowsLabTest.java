package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.testkit.lab.Lab;
import org.tidewaiter.transport.net.windows.LdapProber;
import org.tidewaiter.transport.net.windows.RdpProber;
import org.tidewaiter.transport.net.windows.RpcProber;
import org.tidewaiter.transport.net.windows.SmbProber;
import org.tidewaiter.transport.net.windows.WsmanProber;

/** Against Samba, xrdp and a synthetic Windows; nmap and ldapsearch say what is right. */
@Timeout(120)
class WindowsLabTest {
    private static final String[] HOSTS = { "win1", "win2", "win3", "win4", "win5", "dc1", "rdp1" };
    private static final String WINDOWS = "10.77.0.27";

    private static LabNetwork network;
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor(HOSTS);
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up(HOSTS);
        network = new LabNetwork(lab);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String nmap(String address, int port, String script) throws Exception {
        return network.shell("nmap -n -Pn -p" + port + " --script " + script + " " + address).replaceAll("[|_]", " ");
    }

    private static Observation.SmbServer smb(String address) throws Exception {
        return network.see(Observation.SmbServer.class, new SmbProber(), address, new Probe.SmbNegotiate(445));
    }

    private static Observation.Smb1Server smb1(String address) throws Exception {
        return network.see(Observation.Smb1Server.class, new SmbProber(), address, new Probe.Smb1Negotiate(445));
    }

    private static void isNow(@Nullable Instant time) {
        assertNotNull(time);
        assertTrue(Duration.between(time, Instant.now()).abs().toSeconds() < 60, () -> "a clock of " + time);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.21,FILESRV2,FILESRV2,win1.lab.test", "10.77.0.22,OLDNT,OLDNT,win2.lab.test",
        "fd77::23,SIGNED,SIGNED,win3.lab.test", "10.77.0.24,EPM1,EPM1,win4.lab.test", "fd77::25,DC1,LABDOM,dc1.ad.lab.test",
        "10.77.0.27,DC2022,EXAMPLE,dc2022.example.test" })
    void smbServersTellTheirNamesAndClockWithoutALogin(String address, String computer, String domain, String dnsName)
            throws Exception {
        var seen = smb(address);
        assertEquals("3.1.1", seen.dialect());
        isNow(seen.time());
        assertNull(seen.started());
        assertEquals(8_388_608, seen.maxReadBytes());
        var ntlm = seen.ntlm();
        assertNotNull(ntlm);
        assertEquals(List.of(computer, domain, dnsName),
                List.of(String.valueOf(ntlm.computer()), String.valueOf(ntlm.domain()), String.valueOf(ntlm.dnsName())));
        isNow(ntlm.time());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.21", "10.77.0.22", "10.77.0.23", "10.77.0.24", "10.77.0.25", "10.77.0.27" })
    void signingAndSmb1AreWhatNmapFinds(String address) throws Exception {
        var told = nmap(address, 445, "smb2-security-mode,smb-protocols");
        var seen = smb(address);
        assertTrue(seen.signing());
        assertEquals(told.contains("signing enabled and required"), seen.signingRequired(), told);
        var answer = network.ask(new SmbProber(), address, new Probe.Smb1Negotiate(445));
        var old = new SmbProber().decode(new Probe.Smb1Negotiate(445), answer.bytes(), LabNetwork.EVIDENCE);
        var accepts = old.isPresent() && old.get() instanceof Observation.Smb1Server server && server.accepted();
        assertEquals(told.contains("NT LM 0.12"), accepts, told);
    }

    @Test
    void whoSpeaksSmb1TellsItsVersion() throws Exception {
        var seen = smb1("10.77.0.22");
        assertTrue(seen.accepted());
        isNow(seen.time());
        var told = nmap("10.77.0.22", 445, "smb-os-discovery");
        assertTrue(told.contains("OS: " + seen.system() + " (" + seen.lanManager() + ")"), told);
        assertFalse(smb1("10.77.0.23").accepted());
    }

    @Test
    void aWindowsWithoutSmb1ClosesTheConnection() throws Exception {
        assertEquals("closed 0", network.ask(new SmbProber(), WINDOWS, new Probe.Smb1Negotiate(445)).reason() + " "
                + network.ask(new SmbProber(), WINDOWS, new Probe.Smb1Negotiate(445)).bytes().length);
    }

    @Test
    void anEndpointMapperTellsWhatIsRegistered() throws Exception {
        var seen = network.see(Observation.RpcServer.class, new RpcProber(), "10.77.0.24", new Probe.RpcEndpointMap(135));
        assertFalse(seen.resolves());
        assertEquals(List.of(), seen.addresses());
        var port = seen.interfaces().stream().filter(i -> i.startsWith("338cd001-2244-31f1-aaaa-900038001003 1.0 ncacn_ip_tcp:"))
                .map(i -> i.replaceFirst(".*tcp:", "").replaceFirst(" .*", "")).findFirst().orElse("");
        // the port that it names for the registry is one that listens
        assertTrue(lab.exec("win4", "ss", "-tlnH").contains("0.0.0.0:" + port + " "), seen::toString);
        assertEquals("EPM1", name(seen.ntlm()));
        var controller = network.see(Observation.RpcServer.class, new RpcProber(), "fd77::25", new Probe.RpcEndpointMap(135));
        assertTrue(controller.interfaces().stream().anyMatch(i -> i.startsWith("e3514235-4b06-11d1-ab04-00c04fc2dcd2 4.0")));
    }

    private static String name(@Nullable NtlmTarget target) {
        return target == null ? "no challenge" : String.valueOf(target.computer());
    }

    @Test
    void theObjectResolverTellsEveryAddress() throws Exception {
        var seen = network.see(Observation.RpcServer.class, new RpcProber(), WINDOWS, new Probe.RpcEndpointMap(135));
        assertTrue(seen.resolves());
        assertEquals(List.of("DC2022", "10.77.0.27", "192.0.2.27", "2001:db8::27"), seen.addresses());
        assertTrue(seen.interfaces().contains(
                "e3514235-4b06-11d1-ab04-00c04fc2dcd2 4.0 ncacn_ip_tcp:49667 MS NT Directory DRS Interface"), seen::toString);
    }

    @Test
    void theRootEntryIsWhatLdapsearchReads() throws Exception {
        var seen = network.see(Observation.LdapServer.class, new LdapProber(), "10.77.0.25", new Probe.LdapRootDse(389));
        var told = network.shell("ldapsearch -x -LLL -o ldif-wrap=no -H ldap://10.77.0.25 -b '' -s base '(objectClass=*)'"
                + " defaultNamingContext dnsHostName serverName domainFunctionality forestFunctionality vendorName vendorVersion"
                + " isGlobalCatalogReady");
        for (var line : List.of("defaultNamingContext: " + seen.namingContext(), "dnsHostName: " + seen.dnsName(),
                "serverName: " + seen.serverName(), "domainFunctionality: " + seen.domainLevel(),
                "forestFunctionality: " + seen.forestLevel(), "vendorName: " + seen.vendor(),
                "vendorVersion: " + seen.vendorVersion(), "isGlobalCatalogReady: TRUE")) {
            assertTrue(told.lines().anyMatch(line::equals), () -> line + "\n" + told);
        }
        assertEquals(Boolean.TRUE, seen.globalCatalog());
        assertTrue(seen.activeDirectory());
        isNow(seen.time());
    }

    @Test
    void remoteDesktopsTellWhichProtectionsTheyTake() throws Exception {
        var open = network.see(Observation.RdpServer.class, new RdpProber(), "10.77.0.26", new Probe.RdpNegotiate(3389));
        assertEquals(List.of("RDP", "SSL"), open.protocols());
        assertNull(open.ntlm());
        var guarded = network.see(Observation.RdpServer.class, new RdpProber(), WINDOWS, new Probe.RdpNegotiate(3389));
        assertEquals(List.of("HYBRID_EX"), guarded.protocols());
        assertEquals("RDP HYBRID_REQUIRED_BY_SERVER", guarded.failures().getFirst());
        var told = nmap(WINDOWS, 3389, "rdp-ntlm-info");
        var ntlm = guarded.ntlm();
        assertNotNull(ntlm);
        for (var line : List.of("NetBIOS Computer Name: " + ntlm.computer(), "NetBIOS Domain Name: " + ntlm.domain(),
                "DNS Computer Name: " + ntlm.dnsName(), "DNS Domain Name: " + ntlm.dnsDomain(),
                "DNS Tree Name: " + ntlm.dnsForest(), "Product Version: " + ntlm.version())) {
            assertTrue(told.contains(line), () -> line + "\n" + told);
        }
    }

    @ParameterizedTest
    @CsvSource({ "5985,false", "5986,true" })
    void managementServersSayWhoTheyAreAndWhichLoginsTheyTake(int port, boolean secure) throws Exception {
        var probe = new Probe.WsmanIdentify(port, secure);
        var seen = network.see(Observation.WsmanServer.class, new WsmanProber(), WINDOWS, probe);
        assertEquals("Microsoft Corporation", seen.vendor());
        assertEquals("OS: 0.0.0 SP: 0.0 Stack: 3.0", seen.version());
        assertEquals(List.of("Negotiate", "Kerberos"), seen.schemes());
        assertEquals("DC2022", name(seen.ntlm()));
    }

    @Test
    void nobodyHasTriedToLogIn() throws Exception {
        smb(WINDOWS);
        network.ask(new RdpProber(), WINDOWS, new Probe.RdpNegotiate(3389));
        network.ask(new RpcProber(), WINDOWS, new Probe.RpcEndpointMap(135));
        network.ask(new WsmanProber(), WINDOWS, new Probe.WsmanIdentify(5985, false));
        assertEquals("", lab.exec("win5", "sh", "-c", "cat /var/log/win5.log 2>/dev/null || :"));
        smb("10.77.0.22");
        smb1("10.77.0.22");
        var log = lab.exec("win2", "sh", "-c", "cat /var/log/samba/*log*");
        assertFalse(log.contains("FAILED with error") || log.contains("Auth:"), log);
    }
}
