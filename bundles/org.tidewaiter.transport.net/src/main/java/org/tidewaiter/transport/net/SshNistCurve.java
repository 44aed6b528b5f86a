package org.tidewaiter.transport.net;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

import javax.crypto.KeyAgreement;

/** ecdh-sha2-nistp256 and its larger sister (RFC 5656 section 4). */
final class SshNistCurve implements SshExchange {
    private final String curve;
    private final int length;
    private final KeyPair key;

    /**
     * A key on a curve.
     *
     * @param curve  Java's name of it
     * @param length of a coordinate in bytes
     */
    SshNistCurve(String curve, int length) throws GeneralSecurityException {
        this.curve = curve;
        this.length = length;
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        key = generator.generateKeyPair();
    }

    @Override
    public byte[] ours() {
        if (!(key.getPublic() instanceof ECPublicKey ours)) {
            throw new IllegalStateException("an EC key is one");
        }
        var point = new SshBytes.Writer().octet(4).raw(SshHostKey.fixed(ours.getW().getAffineX(), length))
                .raw(SshHostKey.fixed(ours.getW().getAffineY(), length)).array();
        return new SshBytes.Writer().string(point).array();
    }

    @Override
    public byte[] theirs(byte[] value) {
        return new SshBytes.Writer().string(value).array();
    }

    @Override
    public BigInteger secret(byte[] theirs) throws GeneralSecurityException, Unexpected {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key.getPrivate());
        agreement.doPhase(point(curve, length, theirs), true);
        return new BigInteger(1, agreement.generateSecret());
    }

    /** The key of an uncompressed point (SEC 1 section 2.3.4). */
    static PublicKey point(String curve, int length, byte[] value) throws GeneralSecurityException, Unexpected {
        if (value.length != 1 + 2 * length || value[0] != 4) {
            throw new Unexpected("ssh-malformed");
        }
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        var point = new ECPoint(new BigInteger(1, Arrays.copyOfRange(value, 1, 1 + length)),
                new BigInteger(1, Arrays.copyOfRange(value, 1 + length, value.length)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }
}
