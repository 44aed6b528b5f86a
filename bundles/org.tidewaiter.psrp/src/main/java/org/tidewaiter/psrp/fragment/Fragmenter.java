package org.tidewaiter.psrp.fragment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the messages of one direction of a runspace pool into fragments, [MS-PSRP] 2.2.4. Gives each message its object id. */
public final class Fragmenter {

    /** The smallest fragment that carries anything. */
    public static final int MINIMUM_BYTES = Fragment.HEADER_BYTES + 1;

    private long objectId;

    /**
     * Cuts a message.
     *
     * @param message       its bytes, at least one
     * @param fragmentBytes the most that a fragment may have, header included
     * @return the fragments in order, each with its header
     */
    public List<byte[]> fragment(byte[] message, int fragmentBytes) {
        if (message.length == 0 || fragmentBytes < MINIMUM_BYTES) {
            throw new IllegalArgumentException(message.length + " bytes in fragments of " + fragmentBytes);
        }
        objectId++;
        var room = fragmentBytes - Fragment.HEADER_BYTES;
        var fragments = new ArrayList<byte[]>();
        for (var from = 0; from < message.length;) {
            var to = message.length - from <= room ? message.length : from + room;
            var blob = Arrays.copyOfRange(message, from, to);
            fragments.add(new Fragment(objectId, fragments.size(), from == 0, to == message.length, blob).bytes());
            from = to;
        }
        return fragments;
    }
}
