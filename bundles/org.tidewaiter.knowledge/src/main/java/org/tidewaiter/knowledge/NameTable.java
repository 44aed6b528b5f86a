package org.tidewaiter.knowledge;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Numbers to names, from a snapshot: lines {@code # dated: 2026-07-01} and {@code # source: ...}, then one name a line, a tab, and its numbers
 * divided by blanks. Held as one sorted array of numbers and one array of letters.
 */
final class NameTable {

    /** A row is the key in the upper 40 bits and the ordinal of its name in the lower 24. */
    private static final int NAME_BITS = 24;
    private static final long LARGEST_KEY = (1L << 39) - 1;

    private final long[] rows;
    private final int[] nameStarts;
    private final byte[] letters;
    private final LocalDate dated;
    private final String source;

    private NameTable(Builder builder) {
        rows = Arrays.copyOf(builder.rows, builder.rowCount);
        Arrays.sort(rows);
        nameStarts = Arrays.copyOf(builder.nameStarts, builder.nameCount + 1);
        letters = builder.letters.toByteArray();
        nameStarts[builder.nameCount] = letters.length;
        dated = LocalDate.parse(builder.dated);
        source = builder.source;
    }

    /**
     * Reads a snapshot that lies beside this class.
     *
     * @param key a number's text to its key, 0 to 2^39 - 1
     */
    static NameTable resource(String name, ToLongFunction<String> key) {
        try (var in = NameTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the bundle");
            }
            return read(in, key);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Reads a snapshot. */
    static NameTable read(InputStream in, ToLongFunction<String> key) throws IOException {
        var builder = new Builder();
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            builder.line(line, key);
        }
        return new NameTable(builder);
    }

    /** The name of a key. */
    Optional<String> name(long key) {
        if (key < 0 || key > LARGEST_KEY) {
            return Optional.empty();
        }
        var found = Arrays.binarySearch(rows, key << NAME_BITS);
        var at = found < 0 ? -found - 1 : found;
        if (at == rows.length || rows[at] >>> NAME_BITS != key) {
            return Optional.empty();
        }
        var name = (int) rows[at] & (1 << NAME_BITS) - 1;
        return Optional
                .of(new String(letters, nameStarts[name], nameStarts[name + 1] - nameStarts[name], StandardCharsets.UTF_8));
    }

    /** How many numbers have a name. */
    int size() {
        return rows.length;
    }

    LocalDate dated() {
        return dated;
    }

    String source() {
        return source;
    }

    private static final class Builder {
        private final ByteArrayOutputStream letters = new ByteArrayOutputStream(1 << 20);
        private long[] rows = new long[1 << 12];
        private int[] nameStarts = new int[1 << 12];
        private int rowCount;
        private int nameCount;
        private String dated = "";
        private String source = "";

        void line(String line, ToLongFunction<String> key) {
            if (line.startsWith("# dated: ")) {
                dated = line.substring(9);
            } else if (line.startsWith("# source: ")) {
                source = line.substring(10);
            }
            var tab = line.indexOf('\t');
            if (line.startsWith("#") || tab < 1) {
                return;
            }
            if (nameCount + 1 == nameStarts.length) {
                nameStarts = Arrays.copyOf(nameStarts, 2 * nameCount + 2);
            }
            nameStarts[nameCount] = letters.size();
            letters.writeBytes(line.substring(0, tab).getBytes(StandardCharsets.UTF_8));
            for (var number : line.substring(tab + 1).split(" ")) {
                if (rowCount == rows.length) {
                    rows = Arrays.copyOf(rows, 2 * rowCount);
                }
                rows[rowCount++] = key.applyAsLong(number) << NAME_BITS | nameCount;
            }
            nameCount++;
        }
    }
}
