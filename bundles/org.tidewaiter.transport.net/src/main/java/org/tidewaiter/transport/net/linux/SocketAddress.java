package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.util.Optional;

import org.tidewaiter.api.model.IpAddress;

/** {@code struct sockaddr_in} and {@code sockaddr_in6} (ip(7), ipv6(7)). */
final class SocketAddress {
    /** Room for either. */
    static final long LARGEST = 28;

    private static final long V4 = 16;
    private static final ValueLayout.OfShort PORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddress() {
    }

    /** AF_INET or AF_INET6. */
    static int family(IpAddress address) {
        return address.version() == 4 ? Libc.AF_INET : Libc.AF_INET6;
    }

    /** Writes the structure; empty when the address has a zone that this machine does not have. */
    static Optional<MemorySegment> write(IpAddress address, int port, Arena arena) {
        var structure = arena.allocate(address.version() == 4 ? V4 : LARGEST, 4);
        structure.set(ValueLayout.JAVA_SHORT, 0, (short) family(address));
        structure.set(PORT, 2, (short) port);
        MemorySegment.copy(address.bytes(), 0, structure, ValueLayout.JAVA_BYTE, address.version() == 4 ? 4 : 8,
                address.version() == 4 ? 4 : 16);
        if (address.zone() instanceof String zone) {
            var index = index(zone);
            if (index < 0) {
                return Optional.empty();
            }
            structure.set(ValueLayout.JAVA_INT, 24, index);
        }
        return Optional.of(structure);
    }

    private static int index(String zone) {
        if (zone.matches("[0-9]{1,9}")) {
            return Integer.parseInt(zone);
        }
        try {
            var found = NetworkInterface.getByName(zone);
            return found == null ? -1 : found.getIndex();
        } catch (SocketException _) {
            return -1;
        }
    }

    /** The address in a structure, without its zone; empty when it is of another family. */
    static Optional<IpAddress> address(MemorySegment structure) {
        return switch (structure.get(ValueLayout.JAVA_SHORT, 0)) {
            case Libc.AF_INET -> Optional.of(IpAddress.ofBytes(structure.asSlice(4, 4).toArray(ValueLayout.JAVA_BYTE)));
            case Libc.AF_INET6 -> Optional.of(IpAddress.ofBytes(structure.asSlice(8, 16).toArray(ValueLayout.JAVA_BYTE)));
            default -> Optional.empty();
        };
    }

    /** The port in a structure. */
    static int port(MemorySegment structure) {
        return Short.toUnsignedInt(structure.get(PORT, 2));
    }
}
