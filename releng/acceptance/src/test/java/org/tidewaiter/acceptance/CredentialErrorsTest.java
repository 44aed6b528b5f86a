package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials: what cannot be one is refused, and what is one stays where it belongs. */
class CredentialErrorsTest {

    private static final String SECRET = "q7Tz-Kp29-wLm4-Vx8R-s";

    @TempDir
    private Path folder;

    private Tidewaiter tidewaiter;

    @BeforeEach
    void writeFiles() throws IOException {
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("empty.txt", "");
        tidewaiter.write("blank-line.txt", "\nsecret in the second line\n");
        tidewaiter.write("public.pub",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKb0w1x9F2oJ0kGk1H7bYbqF1sKq4nN8b3l0uS9d3J5R me@here\n");
        tidewaiter.write("large.txt", "x".repeat(70_000));
        tidewaiter.write("good.txt", SECRET + "\n");
        Files.write(tidewaiter.file("binary.bin"), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1 });
    }

    @ParameterizedTest(name = "credentials add {0}")
    @CsvSource(delimiter = '|', textBlock = """
            x --user u                                                         | nobody is here to type the password; give it by a file or an environment variable
            x --user u --secret-file missing.txt                               | missing.txt: the password's file cannot be read; check its path and rights
            x --user u --secret-file empty.txt                                 | empty.txt: the first line is empty, so there is no password
            x --user u --secret-file blank-line.txt                            | blank-line.txt: the first line is empty, so there is no password
            x --user u --secret-file binary.bin                                | binary.bin: not text in UTF-8, so there is no password in it
            x --user u --secret-file large.txt                                 | large.txt is too large to hold a password
            x --user u --secret-file good.txt --secret-env HOME                | the password can come from a file or from a variable, not from both
            x --user u --secret-env NO_SUCH_VARIABLE                           | the environment variable NO_SUCH_VARIABLE is not set, so there is no password
            x --user u --key-file missing.key                                  | missing.key: the private key's file cannot be read; check its path and rights
            x --user u --key-file public.pub                                   | public.pub: this is no private key in PEM or OpenSSH form
            x --user u --secret-file good.txt --hosts 127.0.0.1/99             | --hosts 127.0.0.1/99: not an address or block such as 192.0.2.0/24
            x --user u --secret-file good.txt --sudo own                       | nobody is here to type the sudo password
            a/b --user u --secret-file good.txt                                | a credential's name has letters, digits and . _ @ -
            """)
    void isRefusedAndNothingIsStored(String arguments, String sentence) {
        Tidewaiter.assertRefused(2, tidewaiter.run(("credentials add " + arguments).split(" ")), sentence);
        assertTrue(tidewaiter.succeed("credentials", "list").out().startsWith("no credentials are stored"));
    }

    @Test
    void anUnknownOneCannotBeRemovedTestedOrUsed() {
        tidewaiter.succeed("credentials", "add", "known", "--user", "u", "--secret-file", "good.txt");
        Tidewaiter.assertRefused(2, tidewaiter.run("credentials", "remove", "other"), "no credential is called other");
        Tidewaiter.assertRefused(2, tidewaiter.run("credentials", "test", "other", "127.0.0.1"), "no credential is called other");
        Tidewaiter.assertRefused(2, tidewaiter.run("audit", "127.0.0.1", "--credential", "other"),
                "no credential is called other; there are: known");
        assertTrue(tidewaiter.succeed("credentials", "list").out().contains("\nknown "));
        assertEquals("removed credential known\n", tidewaiter.succeed("credentials", "remove", "known").out());
    }

    @Test
    void whatIsStoredIsForItsOwnerAloneAndUnreadable() throws IOException {
        tidewaiter.succeed("credentials", "add", "one", "--user", "somebody-special", "--secret-file", "good.txt");
        Files.delete(tidewaiter.file("good.txt"));
        assertFalse(tidewaiter.succeed("credentials", "list").all().contains(SECRET));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(SECRET), () -> "the secret is in " + file);
                if (file.startsWith(folder.resolve("home/vault"))) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file::toString);
                }
            }
        }
        assertTrue(Files.exists(folder.resolve("home/vault/credentials")));
    }

    @Test
    void aVaultWithoutItsKeyIsRefusedAndLeftAsItIs() throws IOException {
        tidewaiter.succeed("credentials", "add", "one", "--user", "u", "--secret-file", "good.txt");
        var store = Files.readAllBytes(folder.resolve("home/vault/credentials"));
        Files.move(folder.resolve("home/vault/credentials.key"), tidewaiter.file("key.elsewhere"));
        var ended = tidewaiter.run("credentials", "list");
        Tidewaiter.assertRefused(3, ended, "credentials.key");
        assertEquals(List.of(store.length), List.of(Files.readAllBytes(folder.resolve("home/vault/credentials")).length));
        Files.move(tidewaiter.file("key.elsewhere"), folder.resolve("home/vault/credentials.key"));
        assertTrue(tidewaiter.succeed("credentials", "list").out().contains("\none "));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root, to become somebody else");
        // /proc is a folder in which not even root can make anything
        tidewaiter.with("TIDEWAITER_HOME", "/proc/tidewaiter");
        Tidewaiter.assertRefused(3, tidewaiter.run("credentials", "add", "one", "--user", "u", "--secret-file", "good.txt"),
                "/proc/tidewaiter");
    }

    @Test
    void theSecretIsInNoArgumentAndInNoEnvironmentButTheGivenOne() throws IOException {
        var seen = new TreeSet<String>();
        try (var child = tidewaiter.start("credentials", "add", "one", "--user", "u", "--secret-file", "good.txt")) {
            while (child.isAlive()) {
                look(child.pid(), seen);
                ProcessHandle.of(child.pid()).ifPresent(p -> p.descendants().forEach(d -> look(d.pid(), seen)));
                Child.pause(Duration.ofMillis(5));
            }
            assertEquals(0, child.end().code());
        }
        assertTrue(seen.stream().anyMatch(s -> s.contains("good.txt")), "the sampling saw the command line");
        assertTrue(seen.stream().noneMatch(s -> s.contains(SECRET)), "the secret was visible to others");
        assertEquals("stored credential two\n", tidewaiter.with("MY_SECRET", SECRET)
                .succeed("credentials", "add", "two", "--user", "u", "--secret-env", "MY_SECRET").out());
    }

    private static void look(long pid, TreeSet<String> seen) {
        for (var what : List.of("cmdline", "environ")) {
            try {
                seen.add(
                        new String(Files.readAllBytes(Path.of("/proc", String.valueOf(pid), what)), StandardCharsets.ISO_8859_1));
            } catch (NoSuchFileException _) {
                // it has just ended
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("No such process"), e::toString);
            }
        }
    }
}
