package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess;

/**
 * An engine that speaks SNMPv3 for one user: SNMP4J's User-based Security Model knows one password for a user name, so each credential has a
 * model of its own. Keys are made local to each agent once and kept.
 */
final class UsmEngine extends Engine {

    private static final int LOCAL_ENGINE_ID_BYTES = 17;

    /** Whose turn it is to talk to engines of one id, and what was last heard from one. */
    static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Address last;
    }

    private final USM usm;
    private final MPv3 messages;
    private final int level;
    private final OctetString user;
    private final Map<OctetString, Turn> turns = new ConcurrentHashMap<>();
    private final Map<Address, ReentrantLock> discoveries = new ConcurrentHashMap<>();

    /**
     * An engine for a user.
     *
     * @throws IllegalArgumentException when a password is shorter than 8 characters (RFC 3414 section 11.2)
     */
    UsmEngine(Credential credential, SnmpAccess.Usm access) throws IOException {
        // the reports of wrong passwords come without authentication (RFC 3414 section 3.2): without this SNMP4J drops them
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        var protocols = new SecurityProtocols(SecurityProtocolSet.any);
        protocols.addPrivacyProtocol(new Priv3DES());
        var localId = new byte[LOCAL_ENGINE_ID_BYTES];
        ThreadLocalRandom.current().nextBytes(localId);
        // no enterprise of ours (RFC 3411 section 5, format "octets"), and nothing that would name this machine
        System.arraycopy(new byte[] { (byte) 0x80, 0, 0, 0, 5 }, 0, localId, 0, 5);
        usm = new USM(protocols, new OctetString(localId), 0);
        user = new OctetString(credential.user());
        usm.addUser(user(credential, access));
        messages = new MPv3(localId, null, protocols, SecurityModels.getCollection(new SecurityModel[] { usm }),
                CounterSupport.getInstance());
        dispatcher().addMessageProcessingModel(messages);
        level = access.authentication() == SnmpAccess.Authentication.NONE ? SecurityLevel.NOAUTH_NOPRIV
                : access.privacy() == SnmpAccess.Privacy.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
    }

    private UsmUser user(Credential credential, SnmpAccess.Usm access) {
        var authentication = authentication(access.authentication());
        var privacy = privacy(access.privacy());
        var privacyPassword = credential.passphrase() instanceof Secret own ? own : credential.secret();
        return new UsmUser(user, authentication, authentication == null ? null : octets(credential.secret()), privacy,
                privacy == null ? null : octets(privacyPassword));
    }

    private static OctetString octets(Secret secret) {
        return new OctetString(secret.utf8());
    }

    private static @Nullable OID authentication(SnmpAccess.Authentication protocol) {
        return switch (protocol) {
            case NONE -> null;
            case MD5 -> AuthMD5.ID;
            case SHA1 -> AuthSHA.ID;
            case SHA224 -> AuthHMAC128SHA224.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA384 -> AuthHMAC256SHA384.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        };
    }

    private static @Nullable OID privacy(SnmpAccess.Privacy protocol) {
        return switch (protocol) {
            case NONE -> null;
            case DES -> PrivDES.ID;
            case TRIPLE_DES -> Priv3DES.ID;
            case AES128 -> PrivAES128.ID;
            case AES192 -> PrivAES192.ID;
            case AES256 -> PrivAES256.ID;
            case AES192_CISCO -> PrivAES192With3DESKeyExtension.ID;
            case AES256_CISCO -> PrivAES256With3DESKeyExtension.ID;
        };
    }

    OctetString user() {
        return user;
    }

    int level() {
        return level;
    }

    /** What asks an address for its engine. */
    @FunctionalInterface
    interface Discovery {
        Answer ask() throws InterruptedException;
    }

    /** What discovery brought; the id is absent when no engine answered. */
    record Discovered(Answer answer, @Nullable OctetString id) {
    }

    /** Discovers which engine is at an address, whoever was there before. Of several sessions with one address one at a time. */
    Discovered discover(Address address, Discovery discovery) throws InterruptedException {
        var lock = discoveries.computeIfAbsent(address, a -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            messages.removeEngineID(address);
            var answer = discovery.ask();
            return new Discovered(answer, answer instanceof Answer.Heard ? messages.getEngineID(address) : null);
        } finally {
            lock.unlock();
        }
    }

    /** {boots, time in seconds} that the engine last told; absent before it did. */
    int @Nullable [] time(OctetString engineId) {
        var entry = usm.getTimeTable().getTime(engineId);
        return entry == null ? null : new int[] { entry.getEngineBoots(), entry.getLatestReceivedTime() };
    }

    /**
     * Waits until nobody else talks to an engine of this id. Two devices can have one id (cloned images, careless vendors) with different
     * clocks, and the security model keeps one clock for an id: where the last one that was asked was another device, its clock is forgotten.
     */
    Turn takeTurn(OctetString engineId, Address address) throws InterruptedException {
        var turn = turns.computeIfAbsent(engineId, id -> new Turn());
        turn.lock.lockInterruptibly();
        if (turn.last != null && !turn.last.equals(address)) {
            usm.removeEngineTime(engineId);
        }
        turn.last = address;
        return turn;
    }

    void endTurn(Turn turn) {
        turn.lock.unlock();
    }
}
