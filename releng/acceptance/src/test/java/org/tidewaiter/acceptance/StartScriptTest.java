package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Child.Ended;

/** The scripts that find Java and start it: the product's and the checkout's. */
class StartScriptTest {

    private static final Path WORKBENCH = Tidewaiter.PRODUCT
            .resolve("../../../../../tidewaiter/linux/gtk/x86_64/tidewaiter/tidewaiter-workbench").normalize();

    @TempDir
    private Path folder;

    private Tidewaiter tidewaiter;

    @BeforeEach
    void newHome() {
        tidewaiter = new Tidewaiter(folder);
    }

    /** A checkout with just what its start script reads before it builds. */
    private Path checkout() throws IOException {
        var checkout = folder.resolve("checkout");
        for (var name : new String[] { "tidewaiter", "releng/scripts/build.sh",
            "features/org.tidewaiter.runtime.feature/rootfiles/unix/lib/start.sh" }) {
            Files.createDirectories(checkout.resolve(name).getParent());
            Files.copy(Tidewaiter.REPOSITORY.resolve(name), checkout.resolve(name));
        }
        return checkout.resolve("tidewaiter");
    }

    /** Runs a script where the machine's own Java folders are empty, in a mount namespace that ends with it. */
    private Ended withoutJava(String javaHome, Path script) {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root, to hide the machine's Java");
        return tidewaiter.with("JAVA_HOME", javaHome).with("TIDEWAITER_JAVA", "").with("PATH", "/usr/bin:/bin").shell("""
                exec unshare -m sh -c 'for d in /usr/lib/jvm /opt; do [ ! -d $d ] || mount -t tmpfs tidewaiter-test $d || exit 9; done; exec "$1" families' sh "$1"
                """, script.toString());
    }

    private static void assertNoJava(Ended ended, String found) {
        assertEquals(3, ended.code(), ended::all);
        assertEquals("", ended.out());
        assertTrue(ended.err().startsWith("tidewaiter: Java 25 or later is needed and was not found.\n"), ended::err);
        assertTrue(ended.err().contains(found), ended::err);
        assertTrue(ended.err().contains("tidewaiter: Install a JDK 25"), ended::err);
    }

    @Test
    void withoutAnyJavaTheProductSaysWhatToInstall() {
        assertNoJava(withoutJava("", Path.of(Tidewaiter.SCRIPT)), "JAVA_HOME (not set)");
    }

    @Test
    void withoutAnyJavaTheCheckoutSaysWhatToInstall() throws IOException {
        assertNoJava(withoutJava("", checkout()), "JAVA_HOME (not set)");
    }

    @Test
    void withAnOlderJavaTheProductAndTheCheckoutSayWhereItIs() throws IOException {
        var older = Files.createDirectories(folder.resolve("jdk-17"));
        Files.createDirectories(older.resolve("bin"));
        Files.writeString(older.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17.0.15\"\n");
        Files.writeString(older.resolve("bin/java"), "#!/bin/sh\necho 'this is Java 17' >&2; exit 1\n");
        Child.output(folder, "chmod", "+x", older.resolve("bin/java").toString());
        assertNoJava(withoutJava(older.toString(), Path.of(Tidewaiter.SCRIPT)), "Found only:\n  Java 17 in " + older);
        assertNoJava(withoutJava(older.toString(), checkout()), "Found only:\n  Java 17 in " + older);
    }

    @Test
    void anOlderJavaInJavaHomeIsPassedOver() throws IOException {
        var older = Files.createDirectories(folder.resolve("jdk-21"));
        Files.createDirectories(older.resolve("bin"));
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
        Files.writeString(older.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Child.output(folder, "chmod", "+x", older.resolve("bin/java").toString());
        assertEquals(0, tidewaiter.with("TIDEWAITER_JAVA", System.getProperty("java.home")).with("JAVA_HOME", older.toString())
                .run("families").code());
    }

    /** In a project's folder an old Maven loads the project's Tycho, and dies of it where it runs on an old Java. */
    @Test
    void anOlderMavenFetchesTheNewerOneOutsideTheCheckoutAndOnTheJavaThatWasFound() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("mvn"), """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'Apache Maven 3.8.7'; exit 0; fi
                echo "in $PWD on $JAVA_HOME" >"$SEEN"; echo 'no network here'; exit 1
                """);
        Child.output(folder, "chmod", "+x", bin.resolve("mvn").toString());
        var seen = folder.resolve("seen");
        var ended = tidewaiter.with("PATH", bin + ":/usr/bin:/bin").with("SEEN", seen.toString())
                .with("XDG_CACHE_HOME", folder.resolve("cache").toString()).shell("exec \"$1\" families", checkout().toString());
        assertEquals(3, ended.code(), ended::all);
        assertTrue(ended.err().contains("the system's is 3.8.7, and fetching 3.9.16 failed"), ended::err);
        assertTrue(ended.err().contains("no network here"), ended::err);
        var told = Tidewaiter.read(seen);
        assertTrue(told.startsWith("in " + folder.resolve("cache")), told);
        assertTrue(told.endsWith(" on " + System.getProperty("java.home") + "\n"), told);
    }

    @Test
    void withoutADisplayTheWorkbenchSaysSo() throws IOException {
        assumeTrue(Files.isExecutable(WORKBENCH), "needs the workbench product beside the headless one");
        for (var script : new Path[] { WORKBENCH, checkout() }) {
            Tidewaiter.assertRefused(3, tidewaiter.shell("exec \"$1\"", script.toString()), "the workbench needs a display",
                    "DISPLAY", "tidewaiter --help");
        }
    }

    @Test
    void withoutAPlaceForItsCacheItSaysSo() {
        Tidewaiter.assertRefused(3, tidewaiter.with("XDG_CACHE_HOME", "/proc/nowhere").run("families"),
                "cannot write to the folder /proc/nowhere", "set XDG_CACHE_HOME");
        Tidewaiter.assertRefused(3, tidewaiter.with("XDG_CACHE_HOME", "").with("HOME", "").run("families"),
                "neither HOME nor XDG_CACHE_HOME is set");
    }

    @Test
    void aCopyInAFolderWithBlanksAndUmlautsStartsThroughALink() {
        var ended = tidewaiter.with("XDG_CACHE_HOME", folder.resolve("cäche with blanks").toString()).shell("""
                cp -r "${T%/*}" "../Prüfung für Müller & Söhne" && ln -s "../Prüfung für Müller & Söhne/tidewaiter" link && exec ./link families
                """);
        assertEquals(0, ended.code(), ended::all);
        assertTrue(ended.out().contains("org.tidewaiter.family.unix"), ended::out);
        assertEquals("", ended.err());
    }

    @Test
    void argumentsArriveAsTheyWereGiven() {
        // Equinox takes these for itself where it sees them
        for (var option : new String[] { "-clean", "-console", "-debug", "--launcher.suppressErrors" }) {
            var ended = tidewaiter.run("families", option);
            assertEquals(2, ended.code(), ended::all);
            assertTrue(ended.err().contains("Unknown option"), ended::err);
        }
        Tidewaiter.assertRefused(3, tidewaiter.run("replay", "a \"quoted\" name\twith $HOME and ünicode"),
                "a \"quoted\" name\\u0009with $HOME and ünicode: there is no such engagement");
    }
}
