package org.tidewaiter.transport.winrm.kerberos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The realms whose key distribution centres Java's Kerberos may ask. Java has one configuration for a process, a file; this is ours, and it only
 * grows, so that logins of several realms can run at the same time. It holds no secret.
 */
final class Realms {

    private static final Map<String, String> CENTRES = new TreeMap<>();
    private static int timeoutMillis;
    private static @Nullable Path file;

    private Realms() {
    }

    /**
     * Makes a realm known.
     *
     * @param centre {@code 192.0.2.25:88} or {@code [2001:db8::25]:88}: numeric, so that nothing is looked up
     */
    static synchronized void know(String realm, String centre, int patienceMillis) {
        var known = centre.equals(CENTRES.put(realm, centre)) && timeoutMillis == patienceMillis;
        timeoutMillis = patienceMillis;
        var old = file;
        if (!known || old == null || !Files.exists(old)) {
            write(old);
        }
    }

    private static void write(@Nullable Path old) {
        var text = new StringBuilder("[libdefaults]\n");
        text.append("default_realm = ").append(CENTRES.keySet().iterator().next()).append('\n');
        // Nothing is asked of DNS, and nothing goes by UDP: a ticket with a PAC would not fit, and a firewall would be met twice.
        text.append("dns_lookup_kdc = false\ndns_lookup_realm = false\ndns_canonicalize_hostname = false\nrdns = false\n");
        text.append("udp_preference_limit = 1\nmax_retries = 1\nkdc_timeout = ").append(timeoutMillis).append('\n');
        // RC4 is what old domains still have; it is no weaker than NTLM, which would be tried next.
        text.append("allow_weak_crypto = true\n");
        for (var use : new String[] { "default_tkt_enctypes", "default_tgs_enctypes", "permitted_enctypes" }) {
            text.append(use).append(" = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96 aes256-cts-hmac-sha384-192"
                    + " aes128-cts-hmac-sha256-128 rc4-hmac\n");
        }
        text.append("[realms]\n");
        CENTRES.forEach((realm, centre) -> text.append(realm).append(" = {\nkdc = ").append(centre).append("\n}\n"));
        try {
            // Readable for its owner alone, as temporary files are.
            var next = Files.createTempFile("tidewaiter-krb5", ".conf");
            Files.writeString(next, text);
            if (old == null) {
                next.toFile().deleteOnExit();
                file = next;
            } else {
                Files.move(next, old, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            System.setProperty("java.security.krb5.conf", String.valueOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file for Kerberos", e);
        }
    }
}
