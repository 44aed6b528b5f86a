package org.tidewaiter.acceptance;

import java.util.ArrayList;
import java.util.List;

/** The communities and users of the lab's agents (releng/lab/README.md), and wrong ones, as stored credentials. */
final class SnmpCredentials {

    /** Each reads all of snmp1. {@code public} is the community public-lab. */
    static final List<String> RIGHT = List.of("public", "words", "v1", "near", "noauth", "md5", "md5des", "sha1aes128",
            "sha1aes256",
            "sha1aes256c", "sha256aes256", "sha512aes192c");

    private SnmpCredentials() {
    }

    static void addTo(Tidewaiter user) {
        user.write("auth.txt", "lab-auth-pass\n");
        user.write("priv.txt", "lab-priv-pass\n");
        user.write("bad.txt", "not-the-password\n");
        community(user, "public", "public-lab");
        community(user, "words", "two words");
        community(user, "v1", "v1-lab");
        community(user, "near", "near-lab");
        community(user, "far", "far-lab");
        community(user, "system", "system-lab");
        community(user, "wrong", "wrong-lab");
        add(user, "noauth", "noauth", "none", "", "", "");
        add(user, "md5", "md5", "md5", "", "auth.txt", "");
        add(user, "md5des", "md5des", "md5", "des", "auth.txt", "priv.txt");
        add(user, "sha1aes128", "sha1aes128", "sha1", "aes128", "auth.txt", "priv.txt");
        add(user, "sha1aes256", "sha1aes256", "sha1", "aes256", "auth.txt", "priv.txt");
        add(user, "sha1aes256c", "sha1aes256c", "sha1", "aes256-cisco", "auth.txt", "priv.txt");
        add(user, "sha256aes256", "sha256aes256", "sha256", "aes256", "auth.txt", "priv.txt");
        add(user, "sha512aes192c", "sha512aes192c", "sha512", "aes192-cisco", "auth.txt", "priv.txt");
        add(user, "wrong-user", "stranger", "sha256", "aes256", "auth.txt", "priv.txt");
        add(user, "wrong-auth", "sha256aes256", "sha256", "aes256", "bad.txt", "priv.txt");
        add(user, "wrong-priv", "sha256aes256", "sha256", "aes256", "auth.txt", "bad.txt");
        add(user, "wrong-digest", "sha256aes256", "sha1", "aes256", "auth.txt", "priv.txt");
        add(user, "wrong-cipher", "sha1aes256", "sha1", "aes256-cisco", "auth.txt", "priv.txt");
        add(user, "too-low", "sha256aes256", "sha256", "", "auth.txt", "");
    }

    static void community(Tidewaiter user, String name, String community) {
        user.write("community.txt", community + "\n");
        user.succeed("credentials", "add", name, "--community", "--secret-file", "community.txt");
    }

    /** A user; "" for a protocol or file that it has not. */
    static void add(Tidewaiter user, String name, String login, String auth, String priv,
            String secret, String passphrase) {
        var arguments = new ArrayList<>(List.of("credentials", "add", name, "--user", login, "--usm-auth", auth));
        if (!priv.isEmpty()) {
            arguments.addAll(List.of("--usm-priv", priv, "--passphrase-file", passphrase));
        }
        if (!secret.isEmpty()) {
            arguments.addAll(List.of("--secret-file", secret));
        }
        user.succeed(arguments.toArray(String[]::new));
    }
}
