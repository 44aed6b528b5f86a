package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.acceptance.Child.Ended;

/**
 * {@code tidewaiter audit --prepare} and {@code tidewaiter undo} of a Windows whose Remoting is shut: over the SMB of somebody else, into a
 * registry and services whose encoding is somebody else's, until 5985 opens and the audit reads through it. No Windows has seen it.
 */
class PrepareTest {

    private static final String WIN6 = "10.77.0.29";
    private static final String POLICIES = "registry key HKLM\\SOFTWARE\\Policies\\Microsoft\\";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    private String before = "";

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = new String[] { "ns1", "win6" };
        LabNetwork.obstacle(hosts).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, hosts);
        tidewaiter = new Tidewaiter(folder).with("LAB_PASSWORD", LabNetwork.PASSWORD).with("WRONG_PASSWORD", "sesame-42");
        credential("admin", "WIN6\\admin", "LAB_PASSWORD");
        credential("wrong", "WIN6\\admin", "WRONG_PASSWORD");
        credential("locked", "WIN6\\locked", "LAB_PASSWORD");
        tidewaiter.succeed("credentials", "add", "elsewhere", "--user", "WIN6\\admin", "--hosts", "10.77.0.64/26", "--secret-env",
                "LAB_PASSWORD");
    }

    private static void credential(String name, String user, String variable) {
        tidewaiter.succeed("credentials", "add", name, "--user", user, "--secret-env", variable);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void asAtFirst() {
        lab.shell("win6", "nft flush ruleset");
        be("{}");
        before = state();
        await("5985 is shut", () -> !isOpen());
    }

    /** Starts the computer's registry and services anew, with something that is special about them. */
    private static void be(String special) {
        lab.exec("win6", "/usr/bin/python3", "/lab/win6.py", "be", special);
    }

    private static String state() {
        return lab.shell("win6", "cat /srv/state.json");
    }

    private static boolean isOpen() {
        return lab.auditor("nmap", "-n", "-Pn", "-p", "5985", WIN6).contains("5985/tcp open");
    }

    private static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited in vain: " + what + "; " + state());
            Child.pause(Duration.ofMillis(50));
        }
    }

    private static String[] audit(String engagement, String credential, String... more) {
        var all = new ArrayList<>(
                List.of("audit", WIN6, "--engagement", engagement, "--no-dns", "--credential", credential));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Ended undo(String engagement, String... more) {
        var all = new ArrayList<>(List.of("undo", "--engagement", engagement));
        all.addAll(List.of(more));
        return lab.run(tidewaiter, all.toArray(String[]::new));
    }

    private static List<String> stages(String engagement) {
        return tidewaiter.sql(engagement, "SELECT stage FROM device_change ORDER BY id");
    }

    /** Everything is as it was, to the byte, and nothing is left to be taken back. */
    private void assertAsBefore(String engagement) {
        assertEquals(before, state());
        await("5985 is shut", () -> !isOpen());
        var again = undo(engagement);
        assertEquals(0, again.code(), again::all);
        assertTrue(again.out().contains("nothing stands to be taken back"), again::all);
    }

    /** What is read over SMB alone: by MachineGuid the device is known again when Remoting is open. */
    @Test
    void whileRemotingIsShutTheComputerIsReadOverSmbAndNothingIsChanged() {
        lab.run(tidewaiter, audit("smb.tide", "admin"));
        assertEquals(before, state());
        assertEquals(List.of("0b6d3c52-7f1e-4a4e-8d39-5c2f61a7e9b4"),
                tidewaiter.sql("smb.tide", "SELECT value FROM identifier WHERE kind = 'INSTALLATION_ID'"));
        assertEquals(List.of("RemoteRegistry|RUNNING|AUTOMATIC", "Spooler|RUNNING|AUTOMATIC", "WinRM|STOPPED|ON_DEMAND"),
                tidewaiter.sql("smb.tide", "SELECT name, state, startMode FROM service ORDER BY name"));
        assertEquals(List.of("C:\\Windows\\System32\\spoolsv.exe"),
                tidewaiter.sql("smb.tide", "SELECT program FROM windows_service_program"));
        assertEquals(List.of("C$|1", "Data|0"),
                tidewaiter.sql("smb.tide", "SELECT name, special FROM shared_folder ORDER BY name"));
        assertEquals(List.of("S-1-1-0|allow|full", "S-1-5-32-545|allow|read", "S-1-5-32-546|deny|full"),
                tidewaiter.sql("smb.tide",
                        "SELECT trustee, access, rights FROM windows_share_permission ORDER BY trustee"));
        assertEquals(List.of("EXAMPLE\\maria"), tidewaiter.sql("smb.tide", "SELECT user FROM logon_session"));
        assertEquals("0", tidewaiter.sql("smb.tide", "SELECT count(*) FROM blob WHERE CAST(content AS TEXT) LIKE '%hunter2%'")
                .getFirst());
        // samr and lsarpc are not there
        assertEquals(List.of("NOT_REPORTED"), tidewaiter.sql("smb.tide",
                "SELECT DISTINCT reason FROM gap WHERE class = 'windows.effective-policy'"));
    }

    @Test
    void withoutPrepareNothingIsChangedAndTheReportSaysWhatIsShut() {
        var out = lab.run(tidewaiter, audit("plain.tide", "admin")).all();
        assertEquals(before, state());
        assertTrue(out.contains("winrm cannot be reached: tcp/5985 is CLOSED (rst)"), out);
        assertTrue(out.contains("`tidewaiter audit --prepare CREDENTIAL` can enable PowerShell Remoting from here"), out);
        assertEquals("0", tidewaiter.sql("plain.tide", "SELECT count(*) FROM device_change").getFirst());
        var ready = lab.succeed(tidewaiter, "readiness", WIN6, "--engagement", "ready.tide", "--no-dns", "--credential", "admin")
                .out();
        assertEquals("windows PREPARABLE", new ReadinessRows(tidewaiter, "ready.tide").verdict(WIN6), ready);
        assertEquals(before, state());
    }

    @Test
    void remotingIsEnabledTheAuditReadsThroughItAndUndoPutsEveryThingBack() throws IOException {
        var ended = lab.succeed(tidewaiter, audit("whole.tide", "admin", "--prepare", "admin", "--report", "whole"));
        assertTrue(isOpen(), ended::all);
        assertEquals(List.of("Microsoft Windows Server 2022 Standard|10.0.20348.2340"),
                tidewaiter.sql("whole.tide", "SELECT name, version FROM operating_system"), ended::all);
        assertTrue(Long.parseLong(tidewaiter.sql("whole.tide", "SELECT count(*) FROM firewall_rule").getFirst()) >= 200);
        assertTrue(ended.err().contains("prepared: 9 changes made; `tidewaiter undo --engagement whole.tide` takes them back"),
                ended::all);
        assertTrue(ended.err().contains(POLICIES + "WindowsFirewall is present already"), ended::all);
        // in the order in which they were made, each with what was before
        assertEquals(List.of("REGISTRY_KEY||present", "REGISTRY_KEY||present", "REGISTRY_VALUE||REG_DWORD 1",
                "REGISTRY_VALUE||REG_SZ *", "REGISTRY_VALUE||REG_SZ *", "REGISTRY_KEY||present",
                "REGISTRY_VALUE||REG_SZ v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5985|RA4=10.77.0.2|App=System"
                        + "|Name=Tidewaiter: PowerShell Remoting for an audit|",
                "SERVICE_START|DEMAND_START|AUTO_START", "SERVICE_STATE|STOPPED|RUNNING"),
                tidewaiter.sql("whole.tide", "SELECT kind, before, wanted FROM device_change ORDER BY id"));
        var page = Files.readString(tidewaiter.file("whole").resolve("report.html"));
        assertTrue(page.contains("Changes made on devices") && page.contains("9 of 9 still stand"), page);

        var undone = undo("whole.tide");
        assertEquals(0, undone.code(), undone::all);
        assertTrue(undone.out().contains("9 taken back, nothing is left"), undone::all);
        assertTrue(undone.out().contains(WIN6 + ": state of service WinRM: RUNNING -> STOPPED"), undone::all);
        assertAsBefore("whole.tide");
        tidewaiter.succeed("report", "--engagement", "whole.tide", "--format", "html", "--output", "undone.html");
        assertTrue(Tidewaiter.read(tidewaiter.file("undone.html")).contains("All of them were taken back"));
        var changes = Json.parse(
                tidewaiter.succeed("report", "--engagement", "whole.tide", "--format", "json", "--output", "-").out())
                .path("changes");
        assertEquals("undone", changes.path(0).path("stage").asString());
        assertEquals(9, changes.size());
    }

    /** As Windows 10 and 11 are: the registry cannot even be asked. */
    @Test
    void aClientWhoseRemoteRegistryIsDisabledIsPreparedAndPutBackToo() {
        be("{\"services\": {\"WinRM\": {\"start\": 3, \"state\": 1}, \"RemoteRegistry\": {\"start\": 4, \"state\": 1}}}");
        before = state();
        var plain = lab.run(tidewaiter, audit("client.tide", "admin")).all();
        assertTrue(plain.contains("the pipe winreg is not there: its service, RemoteRegistry, does not run"), plain);
        var ended = lab.succeed(tidewaiter, audit("client.tide", "admin", "--prepare", "admin"));
        assertTrue(ended.err().contains("prepared: 11 changes made"), ended::all);
        var undone = undo("client.tide");
        assertEquals(0, undone.code(), undone::all);
        assertTrue(undone.out().contains("start type of service RemoteRegistry: AUTO_START -> DISABLED"), undone::all);
        assertAsBefore("client.tide");
    }

    /** Each change takes a third of a second; the kill comes when the state shows what the change before it made. */
    @ParameterizedTest(name = "after {0}")
    @ValueSource(strings = { "AllowAutoConfig", "Tidewaiter-WinRM-HTTP-In", "\"WinRM\":{\"start\":2" })
    void whatAKilledRunHasChangedIsTakenBack(String sign) {
        be("{\"delay\": 0.3}");
        before = state();
        var engagement = "killed-" + sign.replaceAll("[^A-Za-z]", "") + ".tide";
        try (var child = lab.start(tidewaiter, audit(engagement, "admin", "--prepare", "admin"))) {
            await(sign, () -> state().replaceAll("\\s", "").contains(sign));
            child.signal("KILL");
            assertEquals(137, child.end().code());
        }
        assertNotEquals(before, state());
        var list = undo(engagement, "--list");
        assertTrue(list.out().contains("AllowAutoConfig: absent -> REG_DWORD 1"), list::all);
        var undone = undo(engagement);
        assertEquals(0, undone.code(), undone::all);
        assertAsBefore(engagement);
    }

    /** As when the computer is switched off in between. */
    @ParameterizedTest(name = "before change {0}")
    @ValueSource(ints = { 1, 4, 9 })
    void aRegistryThatDiesInTheMiddleEndsItAndWhatWasMadeIsTakenBack(int change) {
        be("{\"die\": " + change + "}");
        var engagement = "died-" + change + ".tide";
        var ended = lab.run(tidewaiter, audit(engagement, "admin", "--prepare", "admin"));
        assertEquals(change, stages(engagement).size(), ended::all);
        assertEquals("FAILED", stages(engagement).getLast());
        assertTrue(ended.err().contains(change == 1 ? "prepared: nothing was changed" : "prepared: " + (change - 1) + " change"),
                ended::all);
        lab.shell("win6", "sed -i 's/\"die\": [0-9]*/\"die\": 0/' /srv/state.json; before=$(cat /run/peer.pid); kill -9 $before;"
                + " while [ \"$(cat /run/peer.pid)\" = $before ]; do sleep 0.05; done");
        var undone = undo(engagement);
        assertEquals(0, undone.code(), undone::all);
        before = before.replaceFirst("\n}$", ",\n \"die\": 0\n}");
        assertAsBefore(engagement);
    }

    @Test
    void aKeyThatMayNotBeChangedEndsItAndWhatWasMadeIsListedAndCanBeTakenBack() {
        be("{\"denied\": [\"SOFTWARE\\\\Policies\\\\Microsoft\\\\WindowsFirewall\\\\FirewallRules\"]}");
        before = state();
        var ended = lab.run(tidewaiter, audit("denied.tide", "admin", "--prepare", "admin"));
        assertTrue(
                ended.err().contains(WIN6 + ": registry: SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules may not be"
                        + " changed; the account needs to be an administrator of the computer"),
                ended::all);
        assertTrue(ended.err().contains("prepared: 5 changes made, 4 not; `tidewaiter undo"), ended::all);
        assertFalse(isOpen());
        assertEquals(List.of("MADE", "MADE", "MADE", "MADE", "MADE", "FAILED"), stages("denied.tide"));
        var undone = undo("denied.tide");
        assertEquals(0, undone.code(), undone::all);
        assertAsBefore("denied.tide");
    }

    @ParameterizedTest(name = "tcp/{0}")
    @ValueSource(ints = { 135, 445 })
    void throughAShutPortNothingIsTried(int port) {
        lab.shell("win6", "nft add table inet shut && nft add chain inet shut input '{ type filter hook input priority 0; }' &&"
                + " nft add rule inet shut input tcp dport " + port + " reject with tcp reset");
        var logins = lab.lines("win6", "/var/log/win6.log", ".*").size();
        var engagement = "shut-" + port + ".tide";
        var ended = lab.run(tidewaiter, audit(engagement, "admin", "--prepare", "admin"));
        assertTrue(ended.err().contains(WIN6 + ": nothing was changed: tcp/" + port + ", through which it goes, is CLOSED"),
                ended::all);
        assertTrue(ended.err().contains("prepared: nothing was changed\n"), ended::all);
        assertEquals(before, state());
        assertEquals(List.of(), stages(engagement));
        if (port == 445) {
            assertEquals(logins, lab.lines("win6", "/var/log/win6.log", ".*").size());
        }
    }

    @Test
    void aWrongPasswordIsSentOnceAndTheAuditThatFollowsDoesNotSendItAgain() {
        var refusals = lab.lines("win6", "/var/log/win6.log", "refused .*").size();
        var ended = lab.run(tidewaiter, audit("wrong.tide", "wrong", "--prepare", "wrong"));
        assertEquals(refusals + 1, lab.lines("win6", "/var/log/win6.log", "refused .*").size(), ended::all);
        assertTrue(ended.err().contains(WIN6 + " SMB: user or password is wrong (credential wrong)"), ended::all);
        assertEquals(before, state());
        var locked = lab.run(tidewaiter, audit("locked.tide", "locked", "--prepare", "locked"));
        assertEquals(refusals + 2, lab.lines("win6", "/var/log/win6.log", "refused .*").size(), locked::all);
        assertTrue(locked.err().contains(WIN6 + " SMB: the account is locked (credential locked)"), locked::all);
        var logins = lab.lines("win6", "/var/log/win6.log", ".*").size();
        var elsewhere = lab.run(tidewaiter, audit("elsewhere.tide", "elsewhere", "--prepare", "elsewhere"));
        assertEquals(logins, lab.lines("win6", "/var/log/win6.log", ".*").size(), elsewhere::all);
        assertTrue(elsewhere.err().contains(WIN6 + ": credential elsewhere is not meant for " + WIN6), elsewhere::all);
        var unknown = tidewaiter.run("audit", WIN6, "--engagement", "none.tide", "--prepare", "nobody");
        Tidewaiter.assertRefused(2, unknown, "no credential is called nobody");
        Tidewaiter.assertRefused(2, undo("none.tide"), "none.tide is not there");
        assertFalse(tidewaiter.files().contains("none.tide"));
    }

    /** Somebody relies on the policy meanwhile, and has set another filter: both stay, and are said. */
    @Test
    void whatSomebodyElseHasSetSinceStays() {
        lab.succeed(tidewaiter, audit("shared.tide", "admin", "--prepare", "admin"));
        var theirs = state().replaceFirst("(\"IPv4Filter\": \\[\\s*1,\\s*)\"\\*\"", "$1\"192.0.2.1-192.0.2.9\"");
        lab.shell("win6", "cat >/srv/state.json <<'END'\n" + theirs + "\nEND\nbefore=$(cat /run/peer.pid); kill -9 $before;"
                + " while [ \"$(cat /run/peer.pid)\" = $before ]; do sleep 0.05; done");
        var undone = undo("shared.tide");
        assertEquals(3, undone.code(), undone::all);
        assertTrue(undone.out().contains("IPv4Filter: it is REG_SZ 192.0.2.1-192.0.2.9 now, which is neither"), undone::all);
        assertTrue(undone.out().contains(POLICIES + "Windows\\WinRM\\Service: it holds keys or values that are not ours"),
                undone::all);
        assertTrue(undone.out().contains("6 taken back, 3 left to whoever has changed them since\n"), undone::all);
        assertTrue(state().contains("192.0.2.1-192.0.2.9"));
        var again = undo("shared.tide");
        assertEquals(0, again.code(), again::all);
        assertTrue(again.out().contains("nothing stands to be taken back"), again::all);
    }
}
