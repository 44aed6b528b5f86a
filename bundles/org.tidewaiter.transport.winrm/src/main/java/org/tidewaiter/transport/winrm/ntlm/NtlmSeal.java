package org.tidewaiter.transport.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;

import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.SealException;

/** Sealing with extended session security and key exchange ([MS-NLMP] 3.4.3 and 3.4.4.2). */
public final class NtlmSeal implements MessageSeal {

    private static final int VERSION = 1;
    private static final int LENGTH = 16;

    private final Half ours;
    private final Half theirs;

    /** One direction: its keys, its stream of RC4, its count. */
    private static final class Half {

        private final byte[] signingKey;
        private final byte[] sealingKey;
        private final Cipher stream;
        private int sequence;

        Half(byte[] sessionKey, String direction) {
            signingKey = key(sessionKey, direction, "signing");
            sealingKey = key(sessionKey, direction, "sealing");
            stream = Digests.rc4(sealingKey);
        }

        /** SIGNKEY and SEALKEY (3.4.5.2, 3.4.5.3). */
        private static byte[] key(byte[] sessionKey, String direction, String purpose) {
            return Digests.md5(sessionKey, ("session key to " + direction + " " + purpose + " key magic constant\0")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        /** NTLMSSP_MESSAGE_SIGNATURE of the next message; its checksum takes its bytes from the given stream. */
        byte[] signature(byte[] message, Cipher checksumStream) {
            var number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(sequence).array();
            var checksum = checksumStream.update(Arrays.copyOf(Digests.hmacMd5(signingKey, number, message), 8));
            sequence++;
            return ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN).putInt(VERSION).put(checksum).put(number).array();
        }

        byte[] applied(byte[] message) {
            return message.length == 0 ? message : stream.update(message);
        }
    }

    private NtlmSeal(Half ours, Half theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    static NtlmSeal ofClient(byte[] sessionKey) {
        return new NtlmSeal(new Half(sessionKey, "client-to-server"), new Half(sessionKey, "server-to-client"));
    }

    @Override
    public Sealed seal(byte[] message) {
        // First the message, then its checksum: both take from one stream.
        var data = ours.applied(message);
        return new Sealed(ours.signature(message, ours.stream), data);
    }

    @Override
    public byte[] unseal(byte[] signature, byte[] data) throws SealException {
        if (signature.length != LENGTH) {
            throw new SealException("has a signature of " + signature.length + " bytes");
        }
        var message = theirs.applied(data);
        check(signature, theirs.signature(message, theirs.stream));
        return message;
    }

    /** Signs SPNEGO's list of mechanisms. [MS-SPNG] 3.3.5.1: the stream is put back afterwards, the count is not. */
    public byte[] signMechanisms(byte[] mechanisms) {
        return ours.signature(mechanisms, Digests.rc4(ours.sealingKey));
    }

    /** Checks the server's signature of the same list. */
    public void checkMechanisms(byte[] mechanisms, byte[] signature) throws SealException {
        check(signature, theirs.signature(mechanisms, Digests.rc4(theirs.sealingKey)));
    }

    private static void check(byte[] found, byte[] expected) throws SealException {
        if (!MessageDigest.isEqual(found, expected)) {
            throw new SealException(
                    "was changed on the way, or comes out of order: its NTLM signature is not the one it should have");
        }
    }
}
