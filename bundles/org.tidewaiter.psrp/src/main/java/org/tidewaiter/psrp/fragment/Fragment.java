package org.tidewaiter.psrp.fragment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a message, [MS-PSRP] 2.2.4.
 *
 * @param objectId   which message it belongs to, unique in its direction of a runspace pool; 64 bits without sign
 * @param fragmentId its place in the message, from 0; 64 bits without sign
 * @param start      the message begins with it
 * @param end        the message ends with it
 * @param blob       its part of the message
 */
public record Fragment(long objectId, long fragmentId, boolean start, boolean end, byte[] blob) {

    /** Bytes before the blob: both ids, the bits, the blob's length. */
    public static final int HEADER_BYTES = 21;

    private static final int START = 1;
    private static final int END = 2;

    /**
     * The fragments that stand one behind the other in what a transport delivers at once: one Stream, one creationXml.
     *
     * @throws PsrpException when the last one is cut, or a length makes no sense
     */
    public static List<Fragment> read(byte[] bytes) throws PsrpException {
        var fragments = new ArrayList<Fragment>();
        var in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            if (in.remaining() < HEADER_BYTES) {
                throw new PsrpException("a fragment's header is cut: " + in.remaining() + " of " + HEADER_BYTES + " bytes");
            }
            var objectId = in.getLong();
            var fragmentId = in.getLong();
            var bits = in.get();
            var length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new PsrpException(
                        "fragment " + Long.toUnsignedString(fragmentId) + " of object " + Long.toUnsignedString(objectId)
                                + " announces " + Integer.toUnsignedString(length) + " bytes, " + in.remaining() + " are there");
            }
            var blob = new byte[length];
            in.get(blob);
            fragments.add(new Fragment(objectId, fragmentId, (bits & START) != 0, (bits & END) != 0, blob));
        }
        return fragments;
    }

    /** Header and blob. */
    public byte[] bytes() {
        var out = ByteBuffer.allocate(HEADER_BYTES + blob.length);
        out.putLong(objectId).putLong(fragmentId);
        out.put((byte) ((start ? START : 0) | (end ? END : 0)));
        out.putInt(blob.length).put(blob);
        return out.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fragment that && objectId == that.objectId && fragmentId == that.fragmentId && start == that.start
                && end == that.end && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(objectId) + Long.hashCode(fragmentId);
    }
}
