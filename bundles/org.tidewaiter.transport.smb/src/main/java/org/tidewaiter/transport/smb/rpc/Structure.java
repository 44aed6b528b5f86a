package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/**
 * A structure of numbers, and of pointers to texts and bytes; what is pointed to stands behind it, or behind the array of all of them ([C706]
 * 14.3.12.3). A field without a name is read and not told.
 */
record Structure(List<Field> fields) {
    private static final int LONGEST_TEXT = 8 << 10;
    private static final int MOST_BYTES = 64 << 10;

    enum Kind {
        NUMBER, TEXT, BYTES
    }

    record Field(String name, Kind kind) {
    }

    static Structure empty() {
        return new Structure(List.of());
    }

    Structure number(String name) {
        return with(name, Kind.NUMBER);
    }

    Structure text(String name) {
        return with(name, Kind.TEXT);
    }

    /** A conformant array; told as hexadecimal digits. */
    Structure bytes(String name) {
        return with(name, Kind.BYTES);
    }

    private Structure with(String name, Kind kind) {
        return new Structure(Stream.concat(fields.stream(), Stream.of(new Field(name, kind))).toList());
    }

    /** So many of them, with the values that have a name; one that is pointed to by nothing is left out. */
    List<SequencedMap<String, Object>> read(Ndr.Reader reader, long count) throws TransportException {
        if (count * fields.size() * Integer.BYTES > reader.remaining()) {
            throw new TransportException(Failure.BROKEN, "an RPC answer is cut: it has no room for " + count + " entries");
        }
        var numbers = new long[(int) count][fields.size()];
        for (var entry : numbers) {
            for (var i = 0; i < entry.length; i++) {
                entry[i] = reader.number();
            }
        }
        var rows = new ArrayList<SequencedMap<String, Object>>();
        for (var entry : numbers) {
            rows.add(row(reader, entry));
        }
        return rows;
    }

    private SequencedMap<String, Object> row(Ndr.Reader reader, long[] numbers) throws TransportException {
        var row = new LinkedHashMap<String, Object>();
        for (var i = 0; i < numbers.length; i++) {
            var field = fields.get(i);
            if (field.kind() != Kind.NUMBER && numbers[i] == 0) {
                continue;
            }
            var value = switch (field.kind()) {
                case NUMBER -> numbers[i];
                case TEXT -> reader.wideString(LONGEST_TEXT);
                case BYTES -> HexFormat.of().formatHex(reader.bytes(MOST_BYTES));
            };
            if (!field.name().isEmpty()) {
                row.put(field.name(), value);
            }
        }
        return row;
    }
}
