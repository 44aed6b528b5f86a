package org.tidewaiter.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

import javax.crypto.spec.PBEKeySpec;

/** The key that opens the vault: 256 random bits as one line of base64, in a file that its owner alone can read. */
final class KeyFile {

    private static final int KEY_BYTES = 32;
    /** More than a key with line ends can have; a larger file is not read. */
    private static final int MOST_BYTES = 128;
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);

    private KeyFile() {
    }

    /** Makes a key; fails when the file exists. Durable when it returns. */
    static void create(Path file) throws IOException {
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        var text = Base64.getEncoder().encode(random);
        var line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        try (var channel = PrivateFiles.create(file)) {
            for (var left = ByteBuffer.wrap(line); left.hasRemaining();) {
                channel.write(left);
            }
            channel.force(true);
        } finally {
            Arrays.fill(random, (byte) 0);
            Arrays.fill(text, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    /**
     * Reads the key.
     *
     * @return the caller clears it
     * @throws NoSuchFileException when it is missing; any other {@link IOException} says what to do
     */
    static PBEKeySpec read(Path file) throws IOException {
        refuseOthers(file);
        if (Files.size(file) > MOST_BYTES) {
            throw noKey(file);
        }
        var bytes = Files.readAllBytes(file);
        var characters = StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(bytes));
        try {
            var from = 0;
            var to = characters.length();
            while (to > from && Character.isWhitespace(characters.get(to - 1))) {
                to--;
            }
            while (from < to && Character.isWhitespace(characters.get(from))) {
                from++;
            }
            var key = Arrays.copyOfRange(characters.array(), from, to);
            try {
                if (!isKey(key)) {
                    throw noKey(file);
                }
                return new PBEKeySpec(key);
            } finally {
                Arrays.fill(key, '\0');
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(characters.array(), '\0');
        }
    }

    private static boolean isKey(char[] key) {
        var encoded = StandardCharsets.ISO_8859_1.encode(CharBuffer.wrap(key));
        try {
            var decoded = Base64.getDecoder().decode(Arrays.copyOf(encoded.array(), encoded.limit()));
            var whole = decoded.length == KEY_BYTES;
            Arrays.fill(decoded, (byte) 0);
            return whole;
        } catch (IllegalArgumentException e) {
            return false;
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    private static void refuseOthers(Path file) throws IOException {
        if (!PrivateFiles.posix(file)) {
            return;
        }
        var permissions = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(permissions)) {
            throw new IOException("the key file " + file + " is open to others (" + PosixFilePermissions.toString(permissions)
                    + "): whoever read it can read the stored credentials; run chmod 600 on it, and change those passwords if others use this machine");
        }
    }

    private static IOException noKey(Path file) {
        return new IOException("the key file " + file + " holds no key: expected one line of base64 for 32 bytes, such as "
                + "'openssl rand -base64 32' prints");
    }
}
