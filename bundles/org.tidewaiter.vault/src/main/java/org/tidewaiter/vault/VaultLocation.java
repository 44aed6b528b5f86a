package org.tidewaiter.vault;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the vault's files lie.
 *
 * @param folder   holds everything but a key file of the user's own
 * @param key      the key file
 * @param ownKey   whether the user named the key file; such a one is never made by us
 */
record VaultLocation(Path folder, Path key, boolean ownKey) {

    private static final String STORE = "credentials";

    /** The encrypted credentials. */
    Path store() {
        return folder.resolve(STORE);
    }

    /** Locked while the credentials change. */
    Path lock() {
        return folder.resolve(STORE + ".lock");
    }

    /** Whether a file is a new version that a killed process left unfinished. */
    static boolean isLeftOver(String name) {
        return name.startsWith(STORE + ".") && name.endsWith(".tmp");
    }

    /** A name for a new version of the credentials. */
    Path draft(String unique) {
        return folder.resolve(STORE + "." + unique + ".tmp");
    }

    /**
     * From the environment: {@code TIDEWAITER_HOME}, else the system's usual place for a user's settings; {@code TIDEWAITER_KEY_FILE} for the key.
     *
     * @param system {@code os.name}
     * @param home   {@code user.home}
     * @throws IOException when a variable holds no usable path
     */
    static VaultLocation of(Map<String, String> environment, String system, String home) throws IOException {
        var folder = folder(environment, system, home);
        // Secure storage reads through a URL, decoded, and writes through a path, as it is: the two differ for these characters.
        if (folder.toString().matches(".*[%#?].*")) {
            throw new IOException(folder
                    + ": secure storage cannot work in a folder with %, # or ? in its name; set TIDEWAITER_HOME to another");
        }
        var key = value(environment, "TIDEWAITER_KEY_FILE");
        return key.isEmpty()
                ? new VaultLocation(folder, folder.resolve(STORE + ".key"), false)
                : new VaultLocation(folder, path("TIDEWAITER_KEY_FILE", key), true);
    }

    private static Path folder(Map<String, String> environment, String system, String home) throws IOException {
        var chosen = value(environment, "TIDEWAITER_HOME");
        if (!chosen.isEmpty()) {
            return path("TIDEWAITER_HOME", chosen);
        }
        if (system.startsWith("Windows")) {
            var roaming = value(environment, "APPDATA");
            return (roaming.isEmpty() ? path("user.home", home).resolve("AppData").resolve("Roaming") : path("APPDATA", roaming))
                    .resolve("Tidewaiter");
        }
        if (system.startsWith("Mac")) {
            return path("user.home", home).resolve("Library").resolve("Application Support").resolve("Tidewaiter");
        }
        var settings = value(environment, "XDG_CONFIG_HOME");
        // XDG Base Directory Specification: a relative path there is invalid and is ignored
        if (!settings.startsWith("/")) {
            var own = value(environment, "HOME");
            return path("HOME", own.isEmpty() ? home : own).resolve(".config").resolve("tidewaiter");
        }
        return path("XDG_CONFIG_HOME", settings).resolve("tidewaiter");
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static Path path(String name, String value) throws IOException {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IOException(name + " is no path: " + e.getMessage(), e);
        }
    }
}
