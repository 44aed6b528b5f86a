package org.tidewaiter.transport.smb.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Security identifiers as text ([MS-DTYP] 2.4.2.1) and as bytes (2.4.2.2). */
final class Sids {
    static final int MOST_AUTHORITIES = 15;
    private static final int HEAD = 8;
    private static final Pattern TEXT = Pattern.compile("S-1-\\d{1,10}(-\\d{1,10}){0,15}");

    private Sids() {
    }

    /** {@code S-1-5-32-544}. */
    static String text(byte[] sid) {
        var bytes = ByteBuffer.wrap(sid);
        // the authority is in network order, all else is not
        var text = new StringBuilder("S-").append(sid[0]).append('-').append(bytes.getLong() & 0xffff_ffff_ffffL);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            text.append('-').append(Integer.toUnsignedString(bytes.getInt()));
        }
        return text.toString();
    }

    static byte[] binary(String text) throws TransportException {
        var parts = text.split("-");
        if (!TEXT.matcher(text).matches()) {
            throw new TransportException(Failure.BROKEN, "there is no SID " + text);
        }
        var bytes = ByteBuffer.allocate(HEAD + 4 * (parts.length - 3));
        bytes.putLong(1L << 56 | (long) (parts.length - 3) << 48 | Long.parseLong(parts[2])).order(ByteOrder.LITTLE_ENDIAN);
        for (var part = 3; part < parts.length; part++) {
            bytes.putInt((int) Long.parseLong(parts[part]));
        }
        return bytes.array();
    }
}
