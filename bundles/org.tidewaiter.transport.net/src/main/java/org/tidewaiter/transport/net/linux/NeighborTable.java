package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.engine.spi.Links.Neighbor;

/** The kernel's neighbour table, ARP and NDP alike, by rtnetlink(7) RTM_GETNEIGH. Reads local state: sends nothing. */
final class NeighborTable {
    private static final int NETLINK_ROUTE = 0;
    private static final int RTM_NEWNEIGH = 28;
    private static final int RTM_GETNEIGH = 30;
    private static final int NLMSG_DONE = 3;
    private static final int NLMSG_ERROR = 2;
    private static final int REQUEST_DUMP = 0x301; // NLM_F_REQUEST | NLM_F_DUMP
    private static final int HEADER = 16;
    private static final int NEIGHBOR_MESSAGE = 12;
    private static final int NDA_DST = 1;
    private static final int NDA_LLADDR = 2;
    private static final int NDA_CACHEINFO = 3;
    private static final int INCOMPLETE = 0x01;
    private static final int REACHABLE = 0x02;
    private static final int PERMANENT = 0x80;
    private static final int FAILED = 0x20;
    private static final int NOARP = 0x40;
    private static final int ROOM = 1 << 18;
    private static final int MOST_MESSAGES = 1 << 17;
    // times in NDA_CACHEINFO are in USER_HZ, which is 100 on every architecture that Java runs on
    private static final long TICKS_PER_SECOND = 100;

    private NeighborTable() {
    }

    /** All entries, by address without zone; empty where the kernel does not let us read them. */
    static Map<IpAddress, Neighbor> read() {
        var libc = new Libc();
        var descriptor = libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | 0x80000, NETLINK_ROUTE);
        if (descriptor < 0) {
            return Map.of();
        }
        try (var arena = Arena.ofConfined()) {
            var kernel = arena.allocate(12, 4);
            kernel.set(ValueLayout.JAVA_SHORT, 0, (short) Libc.AF_NETLINK);
            var request = arena.allocate(HEADER + NEIGHBOR_MESSAGE, 4);
            request.set(ValueLayout.JAVA_INT, 0, HEADER + NEIGHBOR_MESSAGE);
            request.set(ValueLayout.JAVA_SHORT, 4, (short) RTM_GETNEIGH);
            request.set(ValueLayout.JAVA_SHORT, 6, (short) REQUEST_DUMP);
            request.set(ValueLayout.JAVA_INT, 8, 1);
            return libc.send(descriptor, request, kernel) < 0 ? Map.of() : replies(libc, descriptor, arena);
        } finally {
            libc.close(descriptor);
        }
    }

    private static Map<IpAddress, Neighbor> replies(Libc libc, int descriptor, Arena arena) {
        var found = new HashMap<IpAddress, Neighbor>();
        var buffer = arena.allocate(ROOM, 8);
        // The kernel has each part of the dump ready when it is asked for, so a part that is not there will not come.
        for (var i = 0; i < MOST_MESSAGES; i++) {
            var count = libc.receive(descriptor, buffer);
            if (count <= 0 || !messages(buffer, count, found)) {
                break;
            }
        }
        return found;
    }

    /** Whether more is to come. */
    private static boolean messages(MemorySegment buffer, long count, Map<IpAddress, Neighbor> found) {
        for (long at = 0; at + HEADER <= count;) {
            var length = buffer.get(ValueLayout.JAVA_INT, at);
            var type = buffer.get(ValueLayout.JAVA_SHORT, at + 4);
            if (type == NLMSG_DONE || type == NLMSG_ERROR || length < HEADER || at + length > count) {
                return false;
            }
            if (type == RTM_NEWNEIGH && length >= HEADER + NEIGHBOR_MESSAGE) {
                neighbor(ByteBuffer.wrap(buffer.asSlice(at + HEADER, length - HEADER).toArray(ValueLayout.JAVA_BYTE))
                        .order(ByteOrder.nativeOrder()), found);
            }
            at += (length + 3) / 4 * 4;
        }
        return true;
    }

    private static void neighbor(ByteBuffer message, Map<IpAddress, Neighbor> found) {
        var state = message.getShort(8);
        IpAddress address = null;
        MacAddress mac = null;
        var confirmed = Long.MAX_VALUE;
        for (var at = NEIGHBOR_MESSAGE; at + 4 <= message.capacity();) {
            var length = Short.toUnsignedInt(message.getShort(at));
            if (length < 4 || at + length > message.capacity()) {
                break;
            }
            var value = new byte[length - 4];
            message.get(at + 4, value);
            switch (Short.toUnsignedInt(message.getShort(at + 2)) & 0x3fff) {
                case NDA_DST -> address = value.length == 4 || value.length == 16 ? IpAddress.ofBytes(value) : null;
                case NDA_LLADDR -> mac = mac(value);
                case NDA_CACHEINFO -> confirmed = value.length >= 4
                        ? Integer.toUnsignedLong(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt())
                                / TICKS_PER_SECOND
                        : confirmed;
                default -> {
                    // other attributes say nothing of who answered
                }
            }
            at += (length + 3) / 4 * 4;
        }
        if (address != null && (state & NOARP) == 0) {
            found.put(address, new Neighbor(mac, state(state), confirmed));
        }
    }

    private static Neighbor.State state(int state) {
        if ((state & INCOMPLETE) != 0) {
            return Neighbor.State.UNRESOLVED;
        }
        if ((state & FAILED) != 0) {
            return Neighbor.State.FAILED;
        }
        // DELAY and PROBE are stale entries that the kernel is about to check
        return (state & (REACHABLE | PERMANENT)) != 0 ? Neighbor.State.RESOLVED : Neighbor.State.STALE;
    }

    private static @Nullable MacAddress mac(byte[] value) {
        if (value.length != 6) {
            return null;
        }
        var mac = new MacAddress(ByteBuffer.allocate(8).position(2).put(value).getLong(0));
        return mac.isZero() ? null : mac;
    }
}
