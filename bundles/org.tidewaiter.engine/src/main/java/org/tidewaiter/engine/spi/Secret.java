package org.tidewaiter.engine.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** A password, key or passphrase. It shows itself to nobody by accident: no text form, no equality, wiped on {@link #destroy()}. */
public final class Secret {

    private final char[] characters;

    /** Takes a copy; the caller wipes its own. */
    public Secret(char[] characters) {
        this.characters = characters.clone();
    }

    /** Lends the characters for one call; what is lent is a copy that is wiped afterwards. */
    public <T> T lend(Function<char[], T> use) {
        var copy = characters.clone();
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    /** The secret in UTF-8; the caller wipes it. */
    public byte[] utf8() {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Arrays.fill(buffer.array(), (byte) 0);
        return bytes;
    }

    /** Whether it has no characters. */
    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** Overwrites the characters; the secret is useless from then on. */
    public void destroy() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
