package org.tidewaiter.transport.net;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/**
 * One key exchange of the client's side: Diffie-Hellman (RFC 4253 section 8, RFC 8268), or on an elliptic curve (RFC 5656 section 4, RFC
 * 8731). In all of them the client sends one number and the server answers with its host key, a number and a signature.
 */
interface SshExchange {
    /** What we can do, the best first. */
    List<String> METHODS = List.of("curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "diffie-hellman-group14-sha256", "diffie-hellman-group16-sha512", "diffie-hellman-group14-sha1",
            "diffie-hellman-group1-sha1");

    /** The client's number as it is sent and hashed: a string or an mpint, with its length. */
    byte[] ours();

    /** The server's number as it is hashed; {@link Unexpected} when it cannot be one. */
    byte[] theirs(byte[] value) throws Unexpected;

    /** The shared secret. */
    BigInteger secret(byte[] theirs) throws GeneralSecurityException, Unexpected;

    /** Makes a key of ours for one of {@link #METHODS}. */
    static SshExchange of(String method) throws GeneralSecurityException {
        return switch (method) {
            case "curve25519-sha256", "curve25519-sha256@libssh.org" -> new SshCurve25519();
            case "ecdh-sha2-nistp256" -> new SshNistCurve("secp256r1", 32);
            case "ecdh-sha2-nistp384" -> new SshNistCurve("secp384r1", 48);
            case "diffie-hellman-group14-sha256", "diffie-hellman-group14-sha1" ->
                new SshDiffieHellman(SshDiffieHellman.GROUP_14);
            case "diffie-hellman-group16-sha512" -> new SshDiffieHellman(SshDiffieHellman.GROUP_16);
            case "diffie-hellman-group1-sha1" -> new SshDiffieHellman(SshDiffieHellman.GROUP_1);
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** The hash that goes with a method. */
    static MessageDigest digest(String method) throws GeneralSecurityException {
        if (method.endsWith("-sha1")) {
            return MessageDigest.getInstance("SHA-1");
        }
        return MessageDigest.getInstance(switch (method) {
            case "ecdh-sha2-nistp384" -> "SHA-384";
            case "diffie-hellman-group16-sha512" -> "SHA-512";
            default -> "SHA-256";
        });
    }
}
