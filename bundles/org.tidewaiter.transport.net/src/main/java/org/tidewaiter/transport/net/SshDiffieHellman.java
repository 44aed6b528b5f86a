package org.tidewaiter.transport.net;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Diffie-Hellman in a fixed group (RFC 4253 section 8). The numbers are small enough for plain arithmetic. */
final class SshDiffieHellman implements SshExchange {
    /** Oakley group 2 of 1,024 bits (RFC 2409 section 6.2), which SSH calls 1. */
    static final BigInteger GROUP_1 = prime(1024, 129093);
    /** 2,048 bits (RFC 3526 section 3). */
    static final BigInteger GROUP_14 = prime(2048, 124476);
    /** 4,096 bits (RFC 3526 section 5). */
    static final BigInteger GROUP_16 = prime(4096, 240904);

    private static final int SECRET_BITS = 512;

    private final BigInteger prime;
    private final BigInteger secret;
    private final BigInteger ours;

    SshDiffieHellman(BigInteger prime) {
        this.prime = prime;
        secret = new BigInteger(SECRET_BITS, new SecureRandom()).setBit(SECRET_BITS - 1);
        ours = BigInteger.TWO.modPow(secret, prime);
    }

    /** The primes of these groups are 2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] + k), says RFC 2412 appendix E and RFC 3526. */
    private static BigInteger prime(int bits, int k) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - 64)).subtract(BigInteger.ONE)
                .add(pi(bits - 130).add(BigInteger.valueOf(k)).shiftLeft(64));
    }

    /** [2^bits pi] by Machin: pi is 16 arctan 1/5 - 4 arctan 1/239. */
    private static BigInteger pi(int bits) {
        var guard = 64;
        var one = BigInteger.ONE.shiftLeft(bits + guard);
        return arctan(one, 5).shiftLeft(4).subtract(arctan(one, 239).shiftLeft(2)).shiftRight(guard);
    }

    private static BigInteger arctan(BigInteger one, int inverse) {
        var square = BigInteger.valueOf((long) inverse * inverse);
        var power = one.divide(BigInteger.valueOf(inverse));
        var sum = power;
        for (var n = 3; power.signum() != 0; n += 2) {
            power = power.divide(square);
            var term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }

    @Override
    public byte[] ours() {
        return new SshBytes.Writer().integer(ours).array();
    }

    @Override
    public byte[] theirs(byte[] value) throws Unexpected {
        number(value);
        return new SshBytes.Writer().string(value).array();
    }

    @Override
    public BigInteger secret(byte[] theirs) throws Unexpected {
        return number(theirs).modPow(secret, prime);
    }

    /** Numbers that would give the secret away are refused (RFC 4253 section 8). */
    private BigInteger number(byte[] value) throws Unexpected {
        var number = value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
        if (number.compareTo(BigInteger.ONE) <= 0 || number.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
            throw new Unexpected("ssh-malformed");
        }
        return number;
    }
}
