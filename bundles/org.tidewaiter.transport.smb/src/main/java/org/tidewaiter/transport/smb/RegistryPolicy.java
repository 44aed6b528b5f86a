package org.tidewaiter.transport.smb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.transport.smb.rpc.Ndr;

/** A registry policy file ([MS-GPREG] 2.2.1): {@code PReg}, version 1, then {@code [key;value;type;size;data]} in UTF-16. */
final class RegistryPolicy {

    private static final byte[] SIGNATURE = "PReg".getBytes(StandardCharsets.US_ASCII);
    /** [MS-GPREG] 2.2.1: a key has at most 1,023 characters, a value's name 259; both with room. */
    private static final int LONGEST_NAME = 2_048;

    private final ByteBuffer bytes;
    private final List<String> lines = new ArrayList<>();

    private RegistryPolicy(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What the bytes do not hold. */
    private static final class CutException extends Exception {
        private static final long serialVersionUID = 1;
    }

    static FileContent read(byte[] bytes) {
        if (bytes.length < 8 || !Arrays.equals(bytes, 0, 4, SIGNATURE, 0, 4) || bytes[4] != 1) {
            return new FileContent(List.of(), "is no registry policy of version 1");
        }
        var policy = new RegistryPolicy(bytes);
        policy.bytes.position(8);
        var begun = 8;
        try {
            while (policy.bytes.hasRemaining()) {
                if (policy.lines.size() >= FileContent.MOST_LINES) {
                    return new FileContent(policy.lines, "has too many values");
                }
                begun = policy.bytes.position();
                policy.entry();
            }
            return new FileContent(policy.lines, null);
        } catch (CutException _) {
            return new FileContent(policy.lines, "cannot be read from byte " + begun + " on");
        }
    }

    private void entry() throws CutException {
        expect('[');
        var key = name();
        expect(';');
        var name = name();
        expect(';');
        var type = checked(4).getInt();
        expect(';');
        var size = Integer.toUnsignedLong(checked(4).getInt());
        expect(';');
        var data = new byte[(int) Math.min(size, checked(size).remaining())];
        bytes.get(data);
        expect(']');
        var shown = PolicyValues.shown(key, name, type(type), text(type, data));
        lines.add(String.join("\t", FileContent.line(key), FileContent.line(shown.getFirst()), type(type),
                FileContent.line(shown.getLast())));
    }

    private void expect(char delimiter) throws CutException {
        if (checked(2).getChar() != delimiter) {
            throw new CutException();
        }
    }

    /** To its final zero. */
    private String name() throws CutException {
        var name = new StringBuilder();
        for (var unit = checked(2).getChar(); unit != 0; unit = checked(2).getChar()) {
            if (name.length() >= LONGEST_NAME) {
                throw new CutException();
            }
            name.append(unit);
        }
        return name.toString();
    }

    private ByteBuffer checked(long length) throws CutException {
        if (length > bytes.remaining()) {
            throw new CutException();
        }
        return bytes;
    }

    /** [MS-RRP] 3.1.1.5. */
    static String type(int number) {
        return switch (number) {
            case 1 -> "REG_SZ";
            case 2 -> "REG_EXPAND_SZ";
            case 3 -> "REG_BINARY";
            case 4 -> "REG_DWORD";
            case 5 -> "REG_DWORD_BIG_ENDIAN";
            case 7 -> "REG_MULTI_SZ";
            case 11 -> "REG_QWORD";
            default -> "REG_NONE";
        };
    }

    private static String text(int type, byte[] data) {
        var numbers = ByteBuffer.wrap(data).order(type == 5 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case 1, 2 -> Ndr.Reader.text(data, data.length);
            case 7 -> Arrays.stream(new String(data, 0, data.length & ~1, StandardCharsets.UTF_16LE).split("\0"))
                    .filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
            case 4, 5 -> data.length == 4 ? Integer.toUnsignedString(numbers.getInt()) : data.length + " bytes";
            case 11 -> data.length == 8 ? Long.toUnsignedString(numbers.getLong()) : data.length + " bytes";
            default -> data.length + " bytes";
        };
    }
}
