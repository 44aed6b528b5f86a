package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.testkit.lab.Lab;

/** Against a domain controller's SYSVOL, whose files Samba's own tools wrote, held against what smbclient reads there. */
@Timeout(180)
class SysvolLabTest {

    private static final String DC1 = "10.77.0.25";
    /** [MS-GPOL] 1.9: the default domain policy. */
    private static final String POLICY = "ad.lab.test\\Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}";
    private static final String CANARY = "edBSHOwhZLTjt/QS9FeIcJ83mjWA98gw9guKOhJOdcqh+ZGMeXOsQbCpZ3xUjTLfCuNH8pG5aSVYdYw/NglVmQ";
    private static final FileShareRead PREFERENCES = FileShareRead.of("sysvol-preferences", "SYSVOL",
            List.of("*\\Policies\\*\\*\\Preferences\\Groups\\Groups.xml"), List.of("name", "changed", "userName"),
            List.of("cpassword"));
    private static final FileShareRead SETTINGS = FileShareRead.of("sysvol-settings", "SYSVOL",
            List.of("*\\Policies\\*\\*\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf", "*\\Policies\\*\\*\\Registry.pol"),
            List.of(),
            List.of());
    /** {@code   GPT.INI      A       20  Tue Dec  1 03:29:52 2026}. */
    private static final Pattern LISTED = Pattern.compile("(?m)^  (\\S.*?) +([A-Z]*) +([0-9]+)  [A-Z][a-z]{2} [A-Z][a-z]{2} .*$");
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("dc1", "client");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("dc1", "client");
        SysvolFiles.make(lab, CANARY);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static SmbLogin login(String user) throws Exception {
        var scoped = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25)), List.of()).admit(IpAddress.parse(DC1));
        var credential = new Credential("lab", Credential.Kind.PASSWORD, user, "ad.lab.test", List.of(),
                new Secret(Lab.PASSWORD.toCharArray()), null, Credential.Elevation.NEVER, null);
        return SmbLogin.open(scoped, 445, credential, Duration.ofSeconds(10));
    }

    private static String smbclient(String command) throws Exception {
        return lab.exec("client", "smbclient", "//" + DC1 + "/sysvol", "-U", "LABDOM\\auditor%" + Lab.PASSWORD, "-c", command);
    }

    @Test
    void foldersAreListedAsSmbclientListsThem() throws Exception {
        for (var path : List.of("", "ad.lab.test", "ad.lab.test\\Policies", POLICY, POLICY + "\\MACHINE")) {
            var told = lab.inside(() -> {
                try (var login = login("auditor")) {
                    return login.folders("SYSVOL").list(path, 1_000).stream()
                            .map(e -> e.name() + " " + (e.folder() ? "D" : e.sizeBytes()))
                            .collect(Collectors.toCollection(TreeSet::new));
                }
            });
            var listed = LISTED.matcher(smbclient("ls \"" + (path.isEmpty() ? "" : path + "\\") + "*\"")).results()
                    .map(l -> l.group(1) + " " + (l.group(2).contains("D") ? "D" : l.group(3)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(listed, told, path);
            assertTrue(told.size() > 2, told::toString);
        }
    }

    @Test
    void aFilesBytesAreThoseThatSmbclientReads() throws Exception {
        for (var path : List.of(POLICY + "\\GPT.INI", POLICY + "\\MACHINE\\Registry.pol",
                POLICY + "\\MACHINE\\Preferences\\Groups\\Groups.xml")) {
            smbclient("get \"" + path + "\" /tmp/fetched");
            var sum = lab.exec("client", "sha256sum", "/tmp/fetched").replaceFirst(" .*", "").strip();
            lab.inside(() -> {
                try (var login = login("auditor")) {
                    var bytes = login.folders("SYSVOL").read(path, 1 << 20);
                    assertTrue(bytes.length > 0);
                    assertEquals(sum, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)), path);
                    assertEquals(7, login.folders("SYSVOL").read(path, 7).length);
                    return "";
                }
            });
        }
    }

    /** As the engine uses it, with the rights of an ordinary user. */
    @Test
    void aSessionReadsWhatAStepDeclaredAndNoTraceOfThePasswordIsStored() throws Exception {
        lab.inside(() -> {
            var visit = new SmbVisit(DC1, "auditor", Lab.PASSWORD, "ad.lab.test");
            FileShareReply preferences;
            FileShareReply settings;
            try (var live = new SmbFileTransport().open(visit.opening())) {
                var session = live.lend(List.of(PREFERENCES, SETTINGS));
                preferences = session.read(PREFERENCES);
                settings = session.read(SETTINGS);
                assertThrows(UndeclaredRequestException.class, () -> session.read(
                        FileShareRead.of("other", "SYSVOL", List.of("*\\Registry.pol"), List.of(), List.of())));
            }
            assertEquals(null, preferences.shortfall());
            assertEquals(List.of(POLICY + "\\MACHINE\\Preferences\\Groups\\Groups.xml"),
                    preferences.files().stream().map(f -> f.path()).toList());
            assertEquals(List.of("Groups/User name=\"Administrator (built-in)\" changed=\"2012-05-01 10:00:00\"",
                    "Groups/User/Properties cpassword=\"[secret cut]\" userName=\"Administrator (built-in)\""),
                    preferences.files().getFirst().lines());
            assertEquals(null, settings.shortfall());
            assertEquals(
                    Set.of(POLICY + "\\MACHINE\\Registry.pol", POLICY + "\\MACHINE\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf"),
                    settings.files().stream().map(f -> f.path()).collect(Collectors.toSet()));
            assertEquals(List.of("smb-files", "sysvol-preferences", "sysvol-settings"),
                    visit.exchanges().stream().map(e -> e.requestId()).toList());
            assertEquals(1, visit.proofs());
            for (var exchange : visit.exchanges()) {
                var stored = new String(exchange.out(), StandardCharsets.ISO_8859_1)
                        + new String(exchange.err(), StandardCharsets.ISO_8859_1)
                        + exchange.ending() + exchange.request();
                for (var trace : List.of(CANARY, CANARY.substring(4, 20), Lab.PASSWORD, SysvolFiles.AUTOLOGON,
                        HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8)),
                        Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)).substring(0, 40),
                        new String(SysvolFiles.AUTOLOGON.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1))) {
                    assertFalse(stored.contains(trace), exchange + " holds " + trace);
                }
            }
            return "";
        });
    }

    /** Samba wrote the files and Samba's own decoder says what is in them. */
    @Test
    void registryPoliciesAreReadAsSambasDecoderReadsThem() throws Exception {
        var decoded = lab.exec("dc1", "/usr/bin/python3", "-c", """
                from samba.ndr import ndr_unpack
                from samba.dcerpc import preg
                import sys
                f = ndr_unpack(preg.file, open(sys.argv[1], 'rb').read())
                for e in f.entries:
                    print('\\t'.join([e.keyname, e.valuename, str(e.type), str(e.data)]))
                """, SysvolFiles.POLICY + "/MACHINE/Registry.pol");
        lab.inside(() -> {
            try (var login = login("auditor")) {
                var outcome = FileWalk.walk(login.folders("SYSVOL"), SETTINGS);
                var told = outcome.text().lines().filter(l -> l.startsWith(" ") && l.contains("\t"))
                        .map(l -> l.substring(1).split("\t"))
                        .map(c -> c[0] + "\t" + c[1]).toList();
                assertEquals(decoded.lines().map(l -> l.split("\t")).map(c -> c[0] + "\t" + c[1]).toList(), told);
                assertTrue(
                        outcome.text()
                                .contains(" Software\\Policies\\Samba\\smb_conf\tserver min protocol\tREG_SZ\t[secret cut]\n"),
                        outcome.text());
                assertTrue(decoded.contains("EnableMulticast\t4\t0"), decoded);
                assertTrue(outcome.text().contains("\tEnableMulticast\tREG_DWORD\t0\n"), outcome.text());
                return "";
            }
        });
    }

    @Test
    void aShareThatIsNotThereAndAFolderThatIsRefusedAreToldAsThat() throws Exception {
        lab.inside(() -> {
            try (var login = login("auditor")) {
                assertEquals(Failure.UNSUPPORTED,
                        assertThrows(TransportException.class, () -> login.folders("NOSUCH")).failure());
                assertEquals(Failure.UNSUPPORTED,
                        assertThrows(TransportException.class, () -> login.folders("IPC$")).failure());
                assertEquals(Failure.UNSUPPORTED,
                        assertThrows(TransportException.class, () -> login.folders("SYSVOL").read("ad.lab.test", 10)).failure());
            }
            return "";
        });
        lab.exec("dc1", "samba-tool", "ntacl", "set", "O:BAG:BAD:PAI(A;OICI;FA;;;BA)", SysvolFiles.POLICY + "/USER");
        try {
            assertEquals("1 DENIED sysvol-preferences: " + POLICY + "\\USER: STATUS_ACCESS_DENIED", preferences());
        } finally {
            lab.exec("dc1", "samba-tool", "ntacl", "sysvolreset");
        }
    }

    /** How many files are read, and what is not. */
    private static String preferences() throws Exception {
        return lab.inside(() -> {
            var visit = new SmbVisit(DC1, "auditor", Lab.PASSWORD, "ad.lab.test");
            try (var live = new SmbFileTransport().open(visit.opening())) {
                var reply = live.lend(List.of(PREFERENCES)).read(PREFERENCES);
                return reply.files().size() + " "
                        + (reply.shortfall() == null ? "" : reply.shortfall().reason() + " " + reply.shortfall().detail());
            }
        });
    }

    /** As it is on controllers of Windows: SYSVOL is a DFS root, and a link in it leads to another server, which is in no scope. */
    @Test
    void inADfsRootFilesAreReadAndALinkToAnotherServerIsNotFollowed() throws Exception {
        lab.exec("dc1", "sh", "-c",
                "cp /etc/samba/smb.conf /tmp/smb.conf && sed -i 's/^\\[sysvol\\]/&\\n\\tmsdfs root = yes/' /etc/samba/smb.conf"
                        + " && ln -s 'msdfs:10.77.0.240\\\\sysvol' '" + SysvolFiles.POLICY
                        + "/LINK' && smbcontrol smbd reload-config");
        try {
            assertTrue(lab.exec("dc1", "testparm", "-s").contains("msdfs root = Yes"));
            assertEquals("1 NOT_REPORTED sysvol-preferences: " + POLICY + "\\LINK: STATUS_PATH_NOT_COVERED", preferences());
        } finally {
            lab.exec("dc1", "sh", "-c",
                    "mv /tmp/smb.conf /etc/samba/smb.conf; rm '" + SysvolFiles.POLICY + "/LINK'; smbcontrol smbd reload-config");
        }
    }
}
