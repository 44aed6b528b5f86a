package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Secret;

/** Reads a secret from a file, an environment variable or a prompt: never from an argument, which every process list shows. */
final class SecretSource {

    private static final int MOST_BYTES = 64 << 10;

    private SecretSource() {
    }

    /**
     * A secret.
     *
     * @param what     for the prompt and for messages: {@code password}
     * @param file     its first line is the secret; may be absent
     * @param variable environment variable that holds it; may be absent
     */
    static Secret read(String what, @Nullable Path file, @Nullable String variable) throws IOException, UserException {
        if (file != null && variable != null) {
            throw new UserException(ExitStatus.USAGE, "the " + what + " can come from a file or from a variable, not from both");
        }
        if (file != null) {
            return firstLine(what, file);
        }
        if (variable != null) {
            var value = System.getenv(variable);
            if (value == null || value.isEmpty()) {
                throw new UserException(ExitStatus.USAGE,
                        "the environment variable " + variable + " is not set, so there is no " + what);
            }
            return new Secret(value.toCharArray());
        }
        return prompt(what);
    }

    private static Secret prompt(String what) throws UserException {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new UserException(ExitStatus.USAGE,
                    "nobody is here to type the " + what + "; give it by a file or an environment variable (see --help)");
        }
        var typed = console.readPassword("%s: ", what);
        if (typed == null || typed.length == 0) {
            throw new UserException(ExitStatus.USAGE, "no " + what + " was typed; nothing was changed");
        }
        try {
            return new Secret(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static Secret firstLine(String what, Path file) throws IOException, UserException {
        var characters = characters(what, file);
        try {
            var end = 0;
            while (end < characters.length && characters[end] != '\n' && characters[end] != '\r') {
                end++;
            }
            if (end == 0) {
                throw new UserException(ExitStatus.USAGE, file + ": the first line is empty, so there is no " + what);
            }
            var line = Arrays.copyOf(characters, end);
            try {
                return new Secret(line);
            } finally {
                Arrays.fill(line, '\0');
            }
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** A private key: the whole file. */
    static Secret key(Path file) throws IOException, UserException {
        var characters = characters("private key", file);
        try {
            if (!new String(characters).contains("PRIVATE KEY")) {
                throw new UserException(ExitStatus.USAGE, file + ": this is no private key in PEM or OpenSSH form");
            }
            return new Secret(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static char[] characters(String what, Path file) throws IOException, UserException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UserException(ExitStatus.USAGE,
                    file + ": the " + what + "'s file cannot be read; check its path and rights");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new UserException(ExitStatus.USAGE, file + " is too large to hold a " + what);
        }
        var bytes = Files.readAllBytes(file);
        try {
            var buffer = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var characters = Arrays.copyOfRange(buffer.array(), 0, buffer.limit());
            Arrays.fill(buffer.array(), '\0');
            return characters;
        } catch (CharacterCodingException e) {
            throw new UserException(ExitStatus.USAGE, file + ": not text in UTF-8, so there is no " + what + " in it");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
