package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** How much a server or workstation service tells ([MS-SRVS] 2.2.3, [MS-WKST] 2.2.4): a number, and the structure that goes with it. */
record InfoLevel(int level, Structure entry) {
    private static final int PREFERRED_LENGTH = 1 << 18;
    private static final int MOST_PAGES = 200;
    private static final int LONGEST_LIST = 8 << 20;

    /** One structure, of a call that takes the server's name and a level. */
    SequencedMap<String, Object> one(RpcPipe pipe, int operation, String call) throws TransportException {
        var answer = pipe.call(operation, new Ndr.Writer().number(0).number(level).array());
        Win32Error.check(call, Ndr.status(answer));
        var result = new Ndr.Reader(answer);
        sameLevel(call, result.number());
        if (result.number() == 0) {
            throw new TransportException(Failure.BROKEN, call + " told nothing");
        }
        return entry.read(result, 1).getFirst();
    }

    /**
     * A list, page by page.
     *
     * @param names how many names the call takes before the level: the server's, and what would select; none of them is given
     * @param most  the list is no longer than that
     */
    List<SequencedMap<String, Object>> list(RpcPipe pipe, int operation, int names, String call, int most)
            throws TransportException {
        var rows = new ArrayList<SequencedMap<String, Object>>();
        var resume = 0L;
        var length = 0;
        for (var page = 0; page < MOST_PAGES && rows.size() < most; page++) {
            var answer = pipe.call(operation, arguments(names, resume));
            var status = Ndr.status(answer);
            if (status != Win32Error.MORE_DATA) {
                Win32Error.check(call, status);
            }
            length += answer.length;
            if (length > LONGEST_LIST) {
                throw new TransportException(Failure.BROKEN, call + " told more than " + LONGEST_LIST + " bytes");
            }
            var result = new Ndr.Reader(answer);
            var entries = entries(call, result);
            rows.addAll(entries);
            result.number(); // how many there are in all
            var next = result.number() == 0 ? 0 : result.number();
            if (status != Win32Error.MORE_DATA || entries.isEmpty() || next == resume) {
                break;
            }
            resume = next;
        }
        return rows.size() > most ? rows.subList(0, most) : rows;
    }

    /** Level and union with an empty container, as long as it may become, where to go on. */
    private byte[] arguments(int names, long resume) {
        var arguments = new Ndr.Writer();
        for (var i = 0; i < names; i++) {
            arguments.number(0);
        }
        return arguments.number(level).number(level).pointer().number(0).number(0).number(PREFERRED_LENGTH).pointer()
                .number(resume)
                .array();
    }

    private List<SequencedMap<String, Object>> entries(String call, Ndr.Reader result) throws TransportException {
        sameLevel(call, result.number());
        sameLevel(call, result.number());
        if (result.number() == 0) {
            return List.of();
        }
        var count = result.number();
        if (result.number() == 0) {
            return List.of();
        }
        if (result.number() != count) {
            throw new TransportException(Failure.BROKEN, call + " told of two counts");
        }
        return entry.read(result, count);
    }

    private void sameLevel(String call, long told) throws TransportException {
        if (told != level) {
            throw new TransportException(Failure.BROKEN, call + " was asked for level " + level + " and told " + told);
        }
    }
}
