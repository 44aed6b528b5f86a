package org.tidewaiter.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.CredentialVault;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess;

/** The vault inside a real Equinox. */
class SecureStorageVaultTest {

    private static final String CANARY = "kanarienvogel-K4n4ry-ÄÖ€";

    @TempDir
    private static Path area;
    private static Equinox equinox;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        equinox = Equinox.start(area);
    }

    @AfterAll
    static void stop() throws Exception {
        equinox.close();
    }

    private CredentialVault vault() throws Exception {
        return equinox.vault(Map.of("TIDEWAITER_HOME", home().toString()));
    }

    private Path home() {
        return folder.resolve("my settings");
    }

    private static Credential password(String name, String secret) {
        return new Credential(name, Credential.Kind.PASSWORD, "auditor", "LAB", List.of(), new Secret(secret.toCharArray()), null,
                Credential.Elevation.LOGIN_PASSWORD, null);
    }

    private static String text(Secret secret) {
        return secret.lend(String::new);
    }

    @Test
    void everyFieldComesBackFromAnotherVaultOnTheSameFiles() throws Exception {
        var given = new Credential("root key", Credential.Kind.KEY, "root", "LAB.TEST",
                List.of(Prefix.tryParse("10.0.0.0/8").orElseThrow(), Prefix.tryParse("fd77::/64").orElseThrow()),
                new Secret("-----BEGIN\nkey\n-----END\n".toCharArray()), new Secret(CANARY.toCharArray()),
                Credential.Elevation.OWN_PASSWORD,
                new Secret("sudo ".toCharArray()));
        vault().put(given);
        var found = vault().find("root key").orElseThrow();
        assertEquals(
                List.of("root key", "root", "LAB.TEST", given.hosts(), Credential.Kind.KEY, Credential.Elevation.OWN_PASSWORD),
                List.of(found.name(), found.user(), found.realm(), found.hosts(), found.kind(), found.elevation()));
        assertEquals("-----BEGIN\nkey\n-----END\n", text(found.secret()));
        assertEquals(CANARY, text(found.passphrase()));
        assertEquals("sudo ", text(found.elevationSecret()));
    }

    @Test
    void communitiesAndUsersOfSnmpComeBack() throws Exception {
        var community = Credential.community("core", List.of(), new Secret(CANARY.toCharArray()),
                new SnmpAccess.Community(SnmpAccess.Community.Version.V1));
        var anyVersion = Credential.community("edge", List.of(), new Secret(CANARY.toCharArray()),
                SnmpAccess.Community.ANY_VERSION);
        var user = Credential.usm("v3", "auditor", List.of(), new Secret("authentication".toCharArray()),
                new Secret("privacy-privacy".toCharArray()),
                new SnmpAccess.Usm(SnmpAccess.Authentication.SHA512, SnmpAccess.Privacy.AES256_CISCO, "vlan-7"));
        var open = Credential.usm("v3 open", "guest", List.of(), new Secret(new char[0]), null,
                new SnmpAccess.Usm(SnmpAccess.Authentication.NONE, SnmpAccess.Privacy.NONE, ""));
        for (var given : List.of(community, anyVersion, user, open)) {
            vault().put(given);
            var found = vault().find(given.name()).orElseThrow();
            assertEquals(List.of(given.kind(), given.user(), given.snmp()), List.of(found.kind(), found.user(), found.snmp()));
            assertEquals(text(given.secret()), text(found.secret()));
            assertEquals(given.passphrase() == null, found.passphrase() == null);
        }
        assertEquals("privacy-privacy", text(vault().find("v3").orElseThrow().passphrase()));
    }

    @Test
    void absentSecretsStayAbsent() throws Exception {
        vault().put(password("plain", "p"));
        var found = vault().find("plain").orElseThrow();
        assertEquals(null, found.passphrase());
        assertEquals(null, found.elevationSecret());
        assertEquals(List.of(), found.hosts());
    }

    @Test
    void anEmptyVaultHasNoNamesAndMakesNoFiles() throws Exception {
        assertEquals(List.of(), vault().names());
        assertTrue(vault().find("x").isEmpty());
        assertFalse(vault().remove("x"));
        assertFalse(Files.exists(home()));
    }

    @Test
    void replacedAndRemovedCredentialsAreGoneForOtherVaultsThatReadBefore() throws Exception {
        var first = vault();
        var second = vault();
        first.put(password("a", "1"));
        first.put(password("b", "1"));
        assertEquals(List.of("a", "b"), second.names());
        second.put(password("a", "2"));
        assertEquals("2", text(first.find("a").orElseThrow().secret()));
        assertTrue(first.remove("b"));
        assertFalse(second.remove("b"));
        assertEquals(List.of("a"), second.names());
    }

    @Test
    void noFileShowsTheSecretTheUserOrTheNameInAnyForm() throws Exception {
        vault().put(new Credential("canary-name", Credential.Kind.PASSWORD, "canary-user", "canary-realm", List.of(),
                new Secret(CANARY.toCharArray()), new Secret((CANARY + "2").toCharArray()), Credential.Elevation.OWN_PASSWORD,
                new Secret((CANARY + "3").toCharArray())));
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertTrue(files.size() >= 2, files.toString());
        for (var file : files) {
            var raw = Files.readAllBytes(file);
            var bytes = new String(raw, StandardCharsets.ISO_8859_1);
            for (var word : List.of(CANARY, "canary-name", "canary-user", "canary-realm")) {
                for (var form : forms(word)) {
                    assertFalse(bytes.contains(form), file + " holds " + form);
                }
            }
        }
    }

    /** As bytes of several charsets, base64 at every alignment, and hex; as text in ISO 8859-1. */
    private static List<String> forms(String word) {
        var forms = new ArrayList<String>();
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var bytes = word.getBytes(charset);
            forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(bytes));
            forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
            for (var shift = 0; shift < 3; shift++) {
                var padded = new byte[bytes.length + shift];
                System.arraycopy(bytes, 0, padded, shift, bytes.length);
                var base64 = Base64.getEncoder().withoutPadding().encodeToString(padded);
                // without the characters that also depend on the neighbours
                forms.add(base64.substring(shift == 0 ? 0 : shift + 1, base64.length() - 2));
            }
        }
        return forms;
    }

    @Test
    void theFileSaysAesAndNotDes() throws Exception {
        vault().put(password("a", "1"));
        var text = Files.readString(home().resolve("credentials"));
        assertTrue(text.contains("cipher=PBEWithHmacSHA512AndAES_256\n"), text);
        assertTrue(text.contains("keyFactory=PBEWithHmacSHA512AndAES_256\n"), text);
    }

    @Test
    void filesAreTheOwnersAloneAndNothingElseIsLeft() throws Exception {
        vault().put(password("a", "1"));
        vault().put(password("b", "1"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home())));
        try (var files = Files.list(home())) {
            var all = files.sorted().toList();
            assertEquals(List.of("credentials", "credentials.key", "credentials.lock"),
                    all.stream().map(f -> f.getFileName().toString()).toList());
            for (var file : all) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }

    @Test
    void theKeyIs256RandomBits() throws Exception {
        vault().put(password("a", "1"));
        var key = Base64.getDecoder().decode(Files.readString(home().resolve("credentials.key")).strip());
        assertEquals(32, key.length);
        var other = equinox.vault(Map.of("TIDEWAITER_HOME", folder.resolve("other").toString()));
        other.put(password("a", "1"));
        assertFalse(Files.readString(home().resolve("credentials.key"))
                .equals(Files.readString(folder.resolve("other/credentials.key"))));
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws Exception {
        vault().put(password("a", "1"));
        Files.setPosixFilePermissions(home().resolve("credentials.key"), PosixFilePermissions.fromString("rw-r-----"));
        var e = assertThrows(IOException.class, () -> vault().find("a"));
        assertTrue(
                e.getMessage().contains("credentials.key is open to others (rw-r-----)") && e.getMessage().contains("chmod 600"),
                e.getMessage());
    }

    @Test
    void aLostKeyFileIsNeverReplacedByANewOne() throws Exception {
        vault().put(password("a", "1"));
        Files.delete(home().resolve("credentials.key"));
        for (var attempt : List.<Attempt> of(() -> vault().names(), () -> vault().put(password("b", "1")),
                () -> vault().remove("a"))) {
            var e = assertThrows(IOException.class, attempt::run);
            assertEquals("the key file " + home()
                    + "/credentials.key is missing: stored credentials cannot be read; restore it, or remove " + home()
                    + "/credentials and add them again", e.getMessage());
        }
        assertFalse(Files.exists(home().resolve("credentials.key")));
    }

    private interface Attempt {
        void run() throws Exception;
    }

    @Test
    void anotherVaultsKeyOpensNothingAndHarmsNothing() throws Exception {
        vault().put(password("a", CANARY));
        var key = home().resolve("credentials.key");
        var right = Files.readAllBytes(key);
        var before = Files.readAllBytes(home().resolve("credentials"));
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        for (var attempt : List.<Attempt> of(() -> vault().find("a"), () -> vault().put(password("b", "1")))) {
            var e = assertThrows(IOException.class, attempt::run);
            assertTrue(e.getMessage().contains("does not open") && !e.getMessage().contains(CANARY), e.getMessage());
        }
        assertArrayEquals(before, Files.readAllBytes(home().resolve("credentials")));
        Files.write(key, right);
        assertEquals(CANARY, text(vault().find("a").orElseThrow().secret()));
    }

    @Test
    void aKeyFileOfTheUsersOwnIsUsedAndNotMade() throws Exception {
        var key = folder.resolve("own.key");
        var vault = equinox.vault(Map.of("TIDEWAITER_HOME", home().toString(), "TIDEWAITER_KEY_FILE", key.toString()));
        var missing = assertThrows(IOException.class, () -> vault.put(password("a", "1")));
        assertTrue(missing.getMessage().contains("TIDEWAITER_KEY_FILE names it"), missing.getMessage());
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "not a key\n");
        var wrong = assertThrows(IOException.class, () -> vault.put(password("a", "1")));
        assertTrue(wrong.getMessage().contains("holds no key") && !wrong.getMessage().contains("not a key\n"),
                wrong.getMessage());
        Files.writeString(key,
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                        + "\r\n");
        vault.put(password("a", "1"));
        assertEquals(List.of("a"), vault.names());
        assertFalse(Files.exists(home().resolve("credentials.key")));
    }

    @Test
    void twoProcessesAtOnceLoseNothing() throws Exception {
        var processes = new ArrayList<Process>();
        for (var prefix : List.of("left-", "right-")) {
            processes.add(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"),
                    OtherProcess.class.getName(), folder.resolve("area-" + prefix).toString(), home().toString(), prefix, "12")
                    .redirectErrorStream(true).redirectOutput(folder.resolve(prefix + "log").toFile()).start());
        }
        for (var i = 0; i < 12; i++) {
            vault().put(password("own-" + i, "s"));
        }
        for (var process : processes) {
            var ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended);
        }
        assertEquals(36, vault().names().size(),
                Files.readString(folder.resolve("left-log")) + Files.readString(folder.resolve("right-log")));
    }

    @Test
    void aDraftOfAKilledProcessIsSweptByTheNextChange() throws Exception {
        vault().put(password("a", "1"));
        Files.writeString(home().resolve("credentials.1234.tmp"), "half");
        vault().put(password("b", "1"));
        assertFalse(Files.exists(home().resolve("credentials.1234.tmp")));
        assertEquals(List.of("a", "b"), vault().names());
    }
}
