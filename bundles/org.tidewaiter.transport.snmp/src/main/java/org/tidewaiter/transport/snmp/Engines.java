package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.SnmpAccess;

/** The engines in use, made when they are first needed: one for all communities, one for each SNMPv3 credential. Safe for many threads. */
final class Engines implements AutoCloseable {

    private final Map<String, UsmEngine> users = new HashMap<>();
    private final Clones clones = new Clones();
    private @Nullable Engine communities;
    private boolean closed;

    /** The engine for SNMPv1 and SNMPv2c. */
    synchronized Engine communities() throws IOException {
        requireOpen();
        var engine = communities;
        if (engine == null) {
            engine = new Engine();
            engine.dispatcher().addMessageProcessingModel(new MPv1());
            engine.dispatcher().addMessageProcessingModel(new MPv2c());
            communities = engine;
        }
        return engine;
    }

    /**
     * The engine for a user.
     *
     * @throws IllegalArgumentException when a password is shorter than 8 characters
     */
    synchronized UsmEngine user(Credential credential, SnmpAccess.Usm access) throws IOException {
        requireOpen();
        var key = digest(credential, access);
        var engine = users.get(key);
        if (engine == null) {
            engine = new UsmEngine(credential, access);
            users.put(key, engine);
        }
        return engine;
    }

    /** Which engine ids were met at which addresses. */
    Clones clones() {
        return clones;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the SNMP transport was stopped");
        }
    }

    /** Two credentials of one name may follow each other, with different passwords. */
    private static String digest(Credential credential, SnmpAccess.Usm access) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((credential.user() + "\0" + access + "\0").getBytes(StandardCharsets.UTF_8));
            for (var secret : credential.secrets()) {
                var bytes = secret.utf8();
                digest.update((byte) bytes.length);
                digest.update(bytes);
                Arrays.fill(bytes, (byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Ends all questions under way and closes the sockets. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (var engine : users.values()) {
            engine.close();
        }
        users.clear();
        if (communities != null) {
            communities.close();
            communities = null;
        }
    }
}
