package org.tidewaiter.transport.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.PeerPins.Pin;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Trusts a host key on first use and holds it against the pin from then on. It runs before any secret is sent. */
final class HostKeyCheck implements HostKeyVerifier {

    private final PeerPins pins;
    private final String endpoint;
    private volatile @Nullable Pin seen;
    private volatile @Nullable Pin expected;

    HostKeyCheck(PeerPins pins, String endpoint) {
        this.pins = pins;
        this.endpoint = endpoint;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var shown = new Pin(KeyType.fromKey(key).toString(), fingerprint(key));
        seen = shown;
        var pin = pins.pinFirst(endpoint, shown);
        expected = pin;
        return pin.equals(shown);
    }

    /** The pinned algorithm, so that a server with several keys shows the one we know. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return pins.find(endpoint).map(p -> p.algorithm().equals(KeyType.RSA.toString())
                ? List.of("rsa-sha2-512", "rsa-sha2-256", p.algorithm()) : List.of(p.algorithm())).orElse(List.of());
    }

    /** The key that the server showed; absent before the key exchange. */
    @Nullable
    Pin seen() {
        return seen;
    }

    /** What it should have shown, when it showed something else. */
    @Nullable
    Pin contradicted() {
        var pin = expected;
        return pin == null || Objects.equals(pin, seen) ? null : pin;
    }

    /** {@code SHA256:...} without padding, as OpenSSH prints it. */
    static String fingerprint(PublicKey key) {
        try {
            var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            var hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
