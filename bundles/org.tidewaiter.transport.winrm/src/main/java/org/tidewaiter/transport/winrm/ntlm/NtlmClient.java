package org.tidewaiter.transport.winrm.ntlm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.bouncycastle.crypto.digests.MD4Digest;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.transport.winrm.seal.SealException;

/**
 * One login by NTLMv2 ([MS-NLMP] 3.1.5 and 3.3.2), with sealing, key exchange and the message integrity code. jcifs-ng's messages would do
 * but for channel bindings, which they overwrite, and for the password, which they want as a string.
 */
public final class NtlmClient {

    static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
    static final int NEGOTIATE_VERSION = 0x0200_0000;
    // 56, KEY_EXCH, 128, TARGET_INFO, EXTENDED_SESSIONSECURITY, ALWAYS_SIGN, NTLM, SEAL, SIGN, REQUEST_TARGET, UNICODE (2.2.2.5).
    private static final int FLAGS = 0xe088_8235;
    // Without these a sealed conversation is not what it should be.
    private static final int NEEDED = 0x6008_8031 & ~0x0000_8000;
    private static final byte[] NO_VERSION = new byte[8];
    private static final int MIC_PROVIDED = 2;
    private static final int MIC_AT = 72;
    private static final long EPOCH = 116_444_736_000_000_000L;

    private final byte[] negotiate;
    private final SecureRandom random;

    /** A login of its own: nothing is shared with others. */
    public NtlmClient() {
        this(new SecureRandom());
    }

    NtlmClient(SecureRandom random) {
        this.random = random;
        negotiate = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(1).putInt(FLAGS).putLong(0)
                .putLong(0)
                .put(NO_VERSION).array();
    }

    /** What a login ends with: the message that proves the password, and the seal that holds when the server takes it. */
    public record Proof(byte[] message, NtlmSeal seal) {
    }

    /**
     * Whose login it is.
     *
     * @param domain     "" where the user is a principal name, or an account of the server itself
     * @param targetName the service, {@code HTTP/192.0.2.7}
     * @param endPoint   channel binding after RFC 5929, {@code tls-server-end-point:...}; absent without TLS
     */
    public record Account(String domain, String user, Secret password, String targetName, byte @Nullable [] endPoint) {

        @Override
        public String toString() {
            return domain + "\\" + user;
        }
    }

    /** NEGOTIATE_MESSAGE (2.2.1.1): says what we can, and nothing of whom. */
    public byte[] negotiate() {
        return negotiate.clone();
    }

    /** AUTHENTICATE_MESSAGE (2.2.1.3). */
    public Proof authenticate(NtlmChallenge challenge, Account account) throws SealException {
        if ((challenge.flags() & NEEDED) != NEEDED) {
            throw new SealException(
                    String.format("does not offer NTLM with sealing and 128-bit keys (flags %08x)", challenge.flags()));
        }
        var responseKey = Digests.responseKey(ntHash(account.password()), account.user(), account.domain());
        var clientChallenge = new byte[8];
        random.nextBytes(clientChallenge);
        var sessionKey = new byte[16];
        random.nextBytes(sessionKey);
        var answer = ntResponse(challenge, account, responseKey, clientChallenge);
        var keyExchangeKey = Digests.hmacMd5(responseKey, Arrays.copyOf(answer, 16));
        var encrypted = Digests.rc4(keyExchangeKey).update(sessionKey);
        var message = message(challenge, account, answer, encrypted);
        if (challenge.pairs().containsKey(NtlmChallenge.TIMESTAMP)) {
            var mic = Digests.hmacMd5(sessionKey, negotiate, challenge.bytes(), message);
            System.arraycopy(mic, 0, message, MIC_AT, 16);
        }
        Arrays.fill(responseKey, (byte) 0);
        Arrays.fill(keyExchangeKey, (byte) 0);
        return new Proof(message, NtlmSeal.ofClient(sessionKey));
    }

    /** NTOWFv1: MD4 of the password in UTF-16 (3.3.1). It is as good as the password, and is wiped by whoever gets it. */
    static byte[] ntHash(Secret password) {
        return password.lend(characters -> {
            var bytes = new byte[characters.length * 2];
            for (var i = 0; i < characters.length; i++) {
                bytes[2 * i] = (byte) characters[i];
                bytes[2 * i + 1] = (byte) (characters[i] >>> 8);
            }
            var digest = new MD4Digest();
            digest.update(bytes, 0, bytes.length);
            Arrays.fill(bytes, (byte) 0);
            var hash = new byte[16];
            digest.doFinal(hash, 0);
            return hash;
        });
    }

    /** NTLMv2_RESPONSE (2.2.2.8), computed as in 3.3.2. */
    private static byte[] ntResponse(NtlmChallenge challenge, Account account, byte[] responseKey, byte[] clientChallenge) {
        var time = challenge.pairs().get(NtlmChallenge.TIMESTAMP);
        var information = targetInformation(challenge, account);
        var blob = ByteBuffer.allocate(28 + information.length + 4).order(ByteOrder.LITTLE_ENDIAN).put((byte) 1).put((byte) 1)
                .putShort((short) 0).putInt(0).put(time == null || time.length != 8 ? now() : time).put(clientChallenge).putInt(0)
                .put(information).putInt(0).array();
        return response(responseKey, challenge.serverChallenge(), blob);
    }

    /** NTProofStr and the blob that it proves. */
    static byte[] response(byte[] responseKey, byte[] serverChallenge, byte[] blob) {
        var proof = Digests.hmacMd5(responseKey, serverChallenge, blob);
        var answer = Arrays.copyOf(proof, proof.length + blob.length);
        System.arraycopy(blob, 0, answer, proof.length, blob.length);
        return answer;
    }

    private static byte[] now() {
        var now = Instant.now();
        var time = now.getEpochSecond() * 10_000_000L + now.getNano() / 100 + EPOCH;
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(time).array();
    }

    /** The server's pairs, and ours (3.1.5.1.2). */
    private static byte[] targetInformation(NtlmChallenge challenge, Account account) {
        var pairs = new LinkedHashMap<>(challenge.pairs());
        if (pairs.containsKey(NtlmChallenge.TIMESTAMP)) {
            var old = pairs.get(NtlmChallenge.FLAGS);
            var flags = old == null || old.length != 4 ? 0 : ByteBuffer.wrap(old).order(ByteOrder.LITTLE_ENDIAN).getInt();
            pairs.put(NtlmChallenge.FLAGS,
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(flags | MIC_PROVIDED).array());
        }
        // 16 zeros say that there is no binding.
        var endPoint = account.endPoint();
        pairs.put(NtlmChallenge.CHANNEL_BINDINGS, endPoint == null ? new byte[16] : Digests.channelBinding(endPoint));
        pairs.put(NtlmChallenge.TARGET_NAME, account.targetName().getBytes(StandardCharsets.UTF_16LE));
        var bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, byte[]> pair : pairs.entrySet()) {
            bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putShort(pair.getKey().shortValue())
                    .putShort((short) pair.getValue().length).array());
            bytes.writeBytes(pair.getValue());
        }
        bytes.writeBytes(new byte[4]);
        return bytes.toByteArray();
    }

    private static byte[] message(NtlmChallenge challenge, Account account, byte[] answer, byte[] encryptedKey) {
        var domain = account.domain().getBytes(StandardCharsets.UTF_16LE);
        var user = account.user().getBytes(StandardCharsets.UTF_16LE);
        var lm = new byte[24];
        var start = MIC_AT + 16;
        var message = ByteBuffer.allocate(start + domain.length + user.length + lm.length + answer.length + encryptedKey.length)
                .order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(3);
        var at = start + domain.length + user.length;
        field(message, lm.length, at);
        field(message, answer.length, at + lm.length);
        field(message, domain.length, start);
        field(message, user.length, start + domain.length);
        field(message, 0, at);
        field(message, encryptedKey.length, at + lm.length + answer.length);
        // The flags that both have; the version says that there is none.
        return message.putInt(FLAGS & challenge.flags()).put(NO_VERSION).put(new byte[16]).put(domain).put(user).put(lm)
                .put(answer)
                .put(encryptedKey).array();
    }

    private static void field(ByteBuffer message, int length, int offset) {
        message.putShort((short) length).putShort((short) length).putInt(offset);
    }

    /** As NTOWFv2 has it: the user in upper case, letter by letter as Windows does it (no "SS" for a sharp s), the domain as it is (3.3.2). */
    static String userForKey(String user, String domain) {
        var upper = user.toCharArray();
        for (var i = 0; i < upper.length; i++) upper[i] = Character.toUpperCase(upper[i]);
        return new String(upper) + domain;
    }
}
