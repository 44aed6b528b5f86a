package org.tidewaiter.transport.smb.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.SecurityDescriptor;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Security identifiers as text ([MS-DTYP] 2.4.2.1) and as bytes (2.4.2.2). */
final class Sids {
    private static final int HEAD = 8;
    private static final Pattern TEXT = Pattern.compile("S-1-(\\d{1,10}|0x[0-9a-f]{12})(-\\d{1,10}){0,15}");

    private Sids() {
    }

    /** {@code S-1-5-32-544}. */
    static String text(byte[] sid) throws TransportException {
        return SecurityDescriptor.sid(sid)
                .orElseThrow(() -> new TransportException(Failure.BROKEN, "an RPC answer has a SID that is none"));
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
