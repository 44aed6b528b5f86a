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
    private static final Pattern TEXT = Pattern.compile("S-1-(\\d{1,10}|0x[0-9a-f]{12})(-\\d{1,10}){0,15}");

    private Sids() {
    }

    /** {@code S-1-5-32-544}. */
    static String text(byte[] sid) {
        var bytes = ByteBuffer.wrap(sid);
        // the authority is in network order, all else is not
        var authority = bytes.getLong() & 0xffff_ffff_ffffL;
        var text = new StringBuilder("S-1-")
                .append(authority < 1L << 32 ? String.valueOf(authority) : "0x%012x".formatted(authority));
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
        bytes.putLong(1L << 56 | (long) (parts.length - 3) << 48 | Long.decode(parts[2])).order(ByteOrder.LITTLE_ENDIAN);
        for (var part = 3; part < parts.length; part++) {
            bytes.putInt((int) Long.parseLong(parts[part]));
        }
        return bytes.array();
    }
}
