package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;

/** The queue of ICMP errors that Linux keeps for a socket with IP_RECVERR (ip(7)). Serves one thread. */
final class ErrorQueue {
    private static final int SOL_IP = 0;
    private static final int IP_RECVERR = 11;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_RECVERR = 25;
    private static final byte ORIGIN_LOCAL = 1;
    private static final int CONTROL = 512;
    private static final int CONTROL_HEADER = 16;
    private static final int EXTENDED_ERROR = 16;

    private final Libc libc;
    private final MemorySegment header = Arena.ofAuto().allocate(56, 8);
    private final MemorySegment vector = Arena.ofAuto().allocate(16, 8);
    private final MemorySegment data = Arena.ofAuto().allocate(1024, 8);
    private final MemorySegment control = Arena.ofAuto().allocate(CONTROL, 8);
    private final MemorySegment name = Arena.ofAuto().allocate(32, 8);

    ErrorQueue(Libc libc) {
        this.libc = libc;
        vector.set(ValueLayout.ADDRESS, 0, data);
        vector.set(ValueLayout.JAVA_LONG, 8, data.byteSize());
    }

    /** Has the kernel queue errors for this socket. */
    static void enable(Libc libc, int descriptor, int family) {
        if (family == Libc.AF_INET) {
            libc.set(descriptor, SOL_IP, IP_RECVERR, 1);
        } else {
            libc.set(descriptor, SOL_IPV6, IPV6_RECVERR, 1);
        }
    }

    /** The next ICMP error; empty when the queue holds none. Errors of this machine's own making are skipped. */
    Optional<IcmpError> next(int descriptor) {
        for (var tries = 0; tries < 64; tries++) {
            prepare();
            if (libc.receiveMessage(descriptor, header, Libc.MSG_ERRQUEUE | Libc.MSG_DONTWAIT) < 0) {
                return Optional.empty();
            }
            var error = read();
            if (error != null) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    private void prepare() {
        name.fill((byte) 0);
        header.set(ValueLayout.ADDRESS, 0, name);
        header.set(ValueLayout.JAVA_INT, 8, (int) SocketAddress.LARGEST);
        header.set(ValueLayout.ADDRESS, 16, vector);
        header.set(ValueLayout.JAVA_LONG, 24, 1);
        header.set(ValueLayout.ADDRESS, 32, control);
        header.set(ValueLayout.JAVA_LONG, 40, CONTROL);
        header.set(ValueLayout.JAVA_INT, 48, 0);
    }

    private @Nullable IcmpError read() {
        var used = header.get(ValueLayout.JAVA_LONG, 40);
        for (long at = 0; at + CONTROL_HEADER + EXTENDED_ERROR <= used;) {
            var length = control.get(ValueLayout.JAVA_LONG, at);
            var level = control.get(ValueLayout.JAVA_INT, at + 8);
            var type = control.get(ValueLayout.JAVA_INT, at + 12);
            if (length < CONTROL_HEADER) {
                return null;
            }
            if (level == SOL_IP && type == IP_RECVERR || level == SOL_IPV6 && type == IPV6_RECVERR) {
                return error(at + CONTROL_HEADER, level == SOL_IP ? 4 : 6, Math.min(used, at + length));
            }
            at += (length + 7) / 8 * 8;
        }
        return null;
    }

    private @Nullable IcmpError error(long at, int version, long end) {
        var origin = control.get(ValueLayout.JAVA_BYTE, at + 4);
        if (origin <= ORIGIN_LOCAL) {
            return null;
        }
        var type = Byte.toUnsignedInt(control.get(ValueLayout.JAVA_BYTE, at + 5));
        var code = Byte.toUnsignedInt(control.get(ValueLayout.JAVA_BYTE, at + 6));
        var offenderAt = at + EXTENDED_ERROR;
        var size = version == 4 ? 16 : SocketAddress.LARGEST;
        IpAddress offender = end - offenderAt >= size ? SocketAddress.address(control.asSlice(offenderAt, size)).orElse(null)
                : null;
        return new IcmpError(version, type, code, offender, SocketAddress.address(name).orElse(null), SocketAddress.port(name));
    }
}
