package org.tidewaiter.transport.smb.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/**
 * The buffer of services that an enumeration fills: structures of a fixed size, whose names are offsets into the buffer ([MS-SCMR] 2.2.11,
 * 2.2.13).
 *
 * @param withProcess whether the structures are ENUM_SERVICE_STATUS_PROCESSW
 */
record ServiceTable(byte[] buffer, boolean withProcess) {
    private static final int STATUS_SIZE = 36;
    private static final int PROCESS_SIZE = 44;
    // within a structure
    private static final int DISPLAY_NAME = 4;
    private static final int TYPE = 8;
    private static final int STATE = 12;
    private static final int PROCESS_ID = 36;
    /** Characters of a name; SC_MAX_NAME_LENGTH is 257 ([MS-SCMR] 2.2). */
    private static final int LONGEST_NAME = 512;

    /** The first so many. */
    List<SequencedMap<String, Object>> rows(long count) throws TransportException {
        var size = withProcess ? PROCESS_SIZE : STATUS_SIZE;
        if (count * size > buffer.length) {
            throw new TransportException(Failure.BROKEN, count + " services do not fit into " + buffer.length + " bytes");
        }
        var rows = new ArrayList<SequencedMap<String, Object>>();
        for (var i = 0; i < count; i++) {
            rows.add(row(i * size));
        }
        return rows;
    }

    private SequencedMap<String, Object> row(int at) throws TransportException {
        var row = new LinkedHashMap<String, Object>();
        row.put("lpServiceName", text(number(at)));
        row.put("lpDisplayName", text(number(at + DISPLAY_NAME)));
        row.put("dwServiceType", number(at + TYPE));
        row.put("dwCurrentState", number(at + STATE));
        if (withProcess) {
            row.put("dwProcessId", number(at + PROCESS_ID));
        }
        return row;
    }

    private long number(int at) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN).getInt(at));
    }

    private String text(long offset) throws TransportException {
        for (var end = offset; end + 1 < buffer.length && end <= offset + 2 * LONGEST_NAME; end += 2) {
            if (buffer[(int) end] == 0 && buffer[(int) end + 1] == 0) {
                var from = (int) offset;
                var units = Arrays.copyOfRange(buffer, from, (int) end);
                return Ndr.Reader.text(units, units.length);
            }
        }
        throw new TransportException(Failure.BROKEN, "the name of a service does not end within " + buffer.length + " bytes");
    }
}
