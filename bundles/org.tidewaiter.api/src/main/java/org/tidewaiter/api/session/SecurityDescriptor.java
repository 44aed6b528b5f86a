package org.tidewaiter.api.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who owns an object and what its discretionary access control list says, [MS-DTYP] 2.4.6.
 *
 * @param owner   SID; absent where it was not told
 * @param entries of the list in its order, as far as they can be read; one that allows Everyone everything where there is explicitly no list
 *                (a NULL DACL); none where it was not told
 */
public record SecurityDescriptor(@Nullable String owner, List<Ace> entries) {

    /** ACCESS_ALLOWED and ACCESS_ALLOWED_OBJECT, [MS-DTYP] 2.4.4.1. */
    private static final int ALLOWED = 0;
    private static final int ALLOWED_OBJECT = 5;
    private static final int INHERIT_ONLY = 0x08;
    private static final int MOST_ENTRIES = 2_000;
    /** [MS-DTYP] 2.4.6, DP. */
    private static final int DACL_PRESENT = 0x4;
    /** GENERIC_ALL for Everyone. */
    private static final Ace EVERYTHING = new Ace(true, 0x1000_0000, null, "S-1-1-0");

    /**
     * An entry of the list.
     *
     * @param allows     whether it grants; otherwise it denies, or is of a kind that is neither
     * @param mask       rights, [MS-ADTS] 5.1.3.2
     * @param objectType which extended right, property or class it is about; absent for all
     * @param trustee    SID
     */
    public record Ace(boolean allows, int mask, @Nullable String objectType, String trustee) {
    }

    public SecurityDescriptor {
        entries = List.copyOf(entries);
    }

    /** Reads a self-relative one; empty when it is none. */
    public static Optional<SecurityDescriptor> of(byte[] bytes) {
        if (bytes.length < 20 || bytes[0] != 1) {
            return Optional.empty();
        }
        var buffer = little(bytes);
        var owner = buffer.getInt(4);
        var list = buffer.getInt(16);
        var open = list == 0 && (buffer.getShort(2) & DACL_PRESENT) != 0;
        return Optional.of(new SecurityDescriptor(owner <= 0 ? null : sid(bytes, owner).orElse(null),
                open ? List.of(EVERYTHING) : list <= 0 ? List.of() : acl(bytes, list)));
    }

    private static List<Ace> acl(byte[] bytes, int start) {
        var entries = new ArrayList<Ace>();
        if (start > bytes.length - 8) {
            return entries;
        }
        var buffer = little(bytes);
        var count = Math.min(MOST_ENTRIES, buffer.getShort(start + 4) & 0xffff);
        var at = start + 8;
        for (var i = 0; i < count && at <= bytes.length - 8; i++) {
            var size = buffer.getShort(at + 2) & 0xffff;
            if (size < 8 || size > bytes.length - at) {
                break;
            }
            ace(bytes, at, size).ifPresent(entries::add);
            at += size;
        }
        return entries;
    }

    /** One that counts for the object itself: what is only for children to inherit says nothing of it. */
    private static Optional<Ace> ace(byte[] bytes, int at, int size) {
        var type = bytes[at];
        if (type < ALLOWED || type > 12 || (bytes[at + 1] & INHERIT_ONLY) != 0) {
            return Optional.empty();
        }
        var buffer = little(bytes);
        // the object forms, [MS-DTYP] 2.4.4.3: flags, and up to two GUIDs before the SID
        var isObject = type >= ALLOWED_OBJECT && type <= 8 || type == 11 || type == 12;
        var end = at + size;
        var sidAt = at + 8;
        String objectType = null;
        if (isObject && size >= 12) {
            var flags = buffer.getInt(at + 8);
            sidAt += 4;
            if ((flags & 1) != 0 && sidAt <= end - 16) {
                objectType = guid(Arrays.copyOfRange(bytes, sidAt, sidAt + 16)).orElse(null);
                sidAt += 16;
            }
            sidAt += (flags & 2) != 0 ? 16 : 0;
        }
        var mask = buffer.getInt(at + 4);
        var about = objectType;
        return sidAt >= end ? Optional.empty()
                : sid(bytes, sidAt).map(trustee -> new Ace(type == ALLOWED || type == ALLOWED_OBJECT, mask, about, trustee));
    }

    /** A SID as text, [MS-DTYP] 2.4.2.1. */
    public static Optional<String> sid(byte[] bytes) {
        return bytes.length >= 8 && bytes.length == 8 + 4 * (bytes[1] & 0xff) ? sid(bytes, 0) : Optional.empty();
    }

    private static Optional<String> sid(byte[] bytes, int at) {
        if (at < 0 || at > bytes.length - 8 || bytes[at] != 1 || bytes[at + 1] < 0 || bytes[at + 1] > 15
                || at + 8 + 4 * bytes[at + 1] > bytes.length) {
            return Optional.empty();
        }
        var authority = ByteBuffer.wrap(bytes).getLong(at) & 0xffff_ffff_ffffL;
        var text = new StringBuilder("S-1-")
                .append(authority >= 1L << 32 ? "0x%012x".formatted(authority) : Long.toString(authority));
        for (var i = 0; i < bytes[at + 1]; i++) {
            text.append('-').append(little(bytes).getInt(at + 8 + 4 * i) & 0xffff_ffffL);
        }
        return Optional.of(text.toString());
    }

    /** A GUID as text, [MS-DTYP] 2.3.4: its first three fields are little-endian. */
    static Optional<String> guid(byte[] bytes) {
        if (bytes.length != 16) {
            return Optional.empty();
        }
        var little = little(bytes);
        var rest = ByteBuffer.wrap(bytes).getLong(8);
        return Optional.of("%08x-%04x-%04x-%04x-%012x".formatted(little.getInt(0), little.getShort(4), little.getShort(6),
                rest >>> 48, rest & 0xffff_ffff_ffffL));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
