package org.tidewaiter.transport.net;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;

import javax.crypto.KeyAgreement;

/** curve25519-sha256 (RFC 8731, RFC 7748). */
final class SshCurve25519 implements SshExchange {
    private static final int LENGTH = 32;

    private final KeyPair key;

    SshCurve25519() throws GeneralSecurityException {
        key = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    }

    @Override
    public byte[] ours() {
        if (!(key.getPublic() instanceof XECPublicKey ours)) {
            throw new IllegalStateException("an X25519 key is one");
        }
        return new SshBytes.Writer().string(reversed(SshHostKey.fixed(ours.getU(), LENGTH))).array();
    }

    @Override
    public byte[] theirs(byte[] value) throws Unexpected {
        if (value.length != LENGTH) {
            throw new Unexpected("ssh-malformed");
        }
        return new SshBytes.Writer().string(value).array();
    }

    @Override
    public BigInteger secret(byte[] theirs) throws GeneralSecurityException {
        var u = reversed(theirs);
        u[0] &= 0x7f;
        var spec = new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, u));
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(key.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(spec), true);
        return new BigInteger(1, agreement.generateSecret());
    }

    /** This curve's numbers begin with their lowest byte. */
    static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
