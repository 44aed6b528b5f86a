package org.tidewaiter.transport.net;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A server's public key (RFC 4253 section 6.6, RFC 5656, RFC 8332, RFC 8709), and whether a signature is by it.
 *
 * @param type what stands in the key: {@code ssh-rsa}, {@code ssh-ed25519}
 * @param blob the key as sent
 */
record SshHostKey(String type, byte[] blob) {
    /** Signature algorithms that we can verify, the best first. */
    static final List<String> ALGORITHMS = List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa", "ssh-dss");
    private static final BigInteger PRIME_25519 = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    // The y of points whose order is 1, 2, 4 or 8: as a key each of them accepts signatures that anybody can make.
    private static final Set<BigInteger> SMALL_ORDER = Set.of(BigInteger.ZERO, BigInteger.ONE,
            PRIME_25519.subtract(BigInteger.ONE),
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));
    private static final int MOST_RSA_BITS = 16_384;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int MOST_DSA_BITS = 4096;
    private static final int DSA_NUMBER = 20;

    /** Reads the type. */
    static SshHostKey of(byte[] blob) throws Unexpected {
        return new SshHostKey(new SshBytes(blob).text(), blob);
    }

    /** The fingerprint as OpenSSH prints it: {@code SHA256:} and Base64 without padding. */
    String fingerprint() {
        try {
            return "SHA256:"
                    + Base64.getEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether the signature over the data is by this key; false also for keys and signatures that are none. */
    boolean signed(byte[] data, byte[] signatureBlob) {
        try {
            var parts = new SshBytes(signatureBlob);
            var algorithm = parts.text();
            var signature = parts.string();
            if (!ALGORITHMS.contains(algorithm) || !type.equals(algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm)) {
                return false;
            }
            return verify(algorithm, data, signature);
        } catch (GeneralSecurityException | Unexpected | RuntimeException _) {
            // A key or signature that is malformed or too weak for this Java signs nothing; the library has unchecked exceptions for some.
            return false;
        }
    }

    private boolean verify(String algorithm, byte[] data, byte[] signature) throws GeneralSecurityException, Unexpected {
        var key = new SshBytes(blob);
        key.string();
        return switch (algorithm) {
            case "ssh-ed25519" -> verify("Ed25519", edwards(key.string()), data, signature);
            case "rsa-sha2-512" -> rsa("SHA512withRSA", key, data, signature);
            case "rsa-sha2-256" -> rsa("SHA256withRSA", key, data, signature);
            case "ssh-rsa" -> rsa("SHA1withRSA", key, data, signature);
            case "ecdsa-sha2-nistp256" -> ecdsa("SHA256", "secp256r1", 32, key, data, signature);
            case "ecdsa-sha2-nistp384" -> ecdsa("SHA384", "secp384r1", 48, key, data, signature);
            case "ecdsa-sha2-nistp521" -> ecdsa("SHA512", "secp521r1", 66, key, data, signature);
            case "ssh-dss" -> dsa(key, data, signature);
            default -> false;
        };
    }

    private static boolean verify(String name, PublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance(name);
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }

    /** RFC 8032 section 5.1.2: y with its lowest byte first, and the lowest bit of x in the highest bit. */
    private static PublicKey edwards(byte[] value) throws GeneralSecurityException, Unexpected {
        if (value.length != 32) {
            throw new Unexpected("ssh-malformed");
        }
        var y = SshCurve25519.reversed(value);
        var isOdd = y[0] < 0;
        y[0] &= 0x7f;
        var number = new BigInteger(1, y);
        if (number.compareTo(PRIME_25519) >= 0 || SMALL_ORDER.contains(number)) {
            throw new Unexpected("ssh-malformed");
        }
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(isOdd, number)));
    }

    private static boolean rsa(String name, SshBytes key, byte[] data, byte[] signature)
            throws GeneralSecurityException, Unexpected {
        var exponent = key.integer();
        var modulus = key.integer();
        if (modulus.bitLength() > MOST_RSA_BITS || exponent.bitLength() > MOST_EXPONENT_BITS) {
            return false;
        }
        var length = (modulus.bitLength() + 7) / 8;
        // Some servers leave out leading zeros.
        var whole = signature.length < length ? fixed(new BigInteger(1, signature), length) : signature;
        return verify(name, KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)), data, whole);
    }

    private static boolean ecdsa(String hash, String curve, int length, SshBytes key, byte[] data, byte[] signature)
            throws GeneralSecurityException, Unexpected {
        key.string(); // the curve's name again
        var numbers = new SshBytes(signature);
        var whole = new SshBytes.Writer().raw(fixed(numbers.integer(), length)).raw(fixed(numbers.integer(), length)).array();
        return verify(hash + "withECDSAinP1363Format", SshNistCurve.point(curve, length, key.string()), data, whole);
    }

    private static boolean dsa(SshBytes key, byte[] data, byte[] signature) throws GeneralSecurityException, Unexpected {
        var p = key.integer();
        var q = key.integer();
        var g = key.integer();
        var y = key.integer();
        if (p.bitLength() > MOST_DSA_BITS || q.bitLength() > 8 * DSA_NUMBER || g.compareTo(p) >= 0 || y.compareTo(p) >= 0
                || signature.length != 2 * DSA_NUMBER) {
            return false;
        }
        return verify("SHA1withDSAinP1363Format", KeyFactory.getInstance("DSA").generatePublic(new DSAPublicKeySpec(y, p, q, g)),
                data, signature);
    }

    /** A number in just so many bytes, the highest first; numbers that need more are none of ours. */
    static byte[] fixed(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var surplus = bytes.length - length;
        if (surplus > 1 || surplus == 1 && bytes[0] != 0 || number.signum() < 0) {
            throw new IllegalArgumentException("a number of " + bytes.length + " bytes where " + length + " have room");
        }
        if (surplus == 1) {
            return Arrays.copyOfRange(bytes, 1, bytes.length);
        }
        var fixed = new byte[length];
        System.arraycopy(bytes, 0, fixed, length - bytes.length, bytes.length);
        return fixed;
    }
}
