package org.tidewaiter.transport.smb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.tidewaiter.transport.smb.rpc.Ndr;

/**
 * A value of the registry.
 *
 * @param type as [MS-RRP] 3.1.1.5 numbers them
 * @param data as it is stored
 */
record RegistryValue(int type, byte[] data) {
    private static final int SZ = 1;
    private static final int EXPAND_SZ = 2;
    private static final int DWORD = 4;
    private static final int MULTI_SZ = 7;
    private static final int QWORD = 11;

    /** REG_SZ and REG_EXPAND_SZ, the variables in it as they stand. */
    Optional<String> text() {
        return type == SZ || type == EXPAND_SZ ? Optional.of(Ndr.Reader.text(data, data.length)) : Optional.empty();
    }

    /** REG_DWORD and REG_QWORD. */
    Optional<Long> number() {
        var bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        if (type == DWORD && data.length == 4) {
            return Optional.of(Integer.toUnsignedLong(bytes.getInt()));
        }
        return type == QWORD && data.length == 8 ? Optional.of(bytes.getLong()) : Optional.empty();
    }

    /** REG_MULTI_SZ. */
    Optional<List<String>> texts() {
        return type != MULTI_SZ ? Optional.empty()
                : Optional.of(Arrays.stream(new String(data, 0, data.length & ~1, StandardCharsets.UTF_16LE).split("\0"))
                        .filter(t -> !t.isEmpty()).toList());
    }
}
