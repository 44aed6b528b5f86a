package org.tidewaiter.transport.net;

import java.util.Arrays;
import java.util.Random;

/** Makes hostile input of a real answer: the same for the same seed. */
final class Mutations {
    private static final int[] TELLING = { 0, 1, 0x7f, 0x80, 0xc0, 0xff };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** One to four changes, each of one of eight sorts. */
    byte[] of(byte[] original) {
        var bytes = original.clone();
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = bytes.length == 0 ? junk(1 + random.nextInt(50)) : change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        var at = random.nextInt(bytes.length);
        var length = Math.min(bytes.length - at, 1 + random.nextInt(64));
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), (byte) 0xff);
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            }
            case 5 -> {
                var block = Arrays.copyOfRange(bytes, at, at + length);
                var repeated = new byte[block.length * (2 + random.nextInt(100))];
                for (var i = 0; i < repeated.length; i++) {
                    repeated[i] = block[i % block.length];
                }
                return joined(Arrays.copyOf(bytes, at), joined(repeated, Arrays.copyOfRange(bytes, at, bytes.length)));
            }
            case 6 -> System.arraycopy(junk(length), 0, bytes, at, length);
            default -> {
                return joined(Arrays.copyOf(bytes, at), joined(junk(length), Arrays.copyOfRange(bytes, at, bytes.length)));
            }
        }
        return bytes;
    }

    /** Random bytes. */
    byte[] junk(int length) {
        var junk = new byte[length];
        random.nextBytes(junk);
        return junk;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
