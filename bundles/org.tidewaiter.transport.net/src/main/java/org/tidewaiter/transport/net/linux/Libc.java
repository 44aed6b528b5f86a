package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's socket calls. Each returns what the C function does, or the negative error number. One object serves one thread at a time,
 * since it holds that thread's last error.
 */
final class Libc {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ENETUNREACH = 101;
    static final int ECONNRESET = 104;
    static final int ENOBUFS = 105;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    static final int EINPROGRESS = 115;
    static final int EPERM = 1;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int NON_BLOCKING = 0x800 | 0x80000; // SOCK_NONBLOCK | SOCK_CLOEXEC
    static final int SOL_SOCKET = 1;
    static final int SO_ERROR = 4;
    static final int SO_RCVBUF = 8;
    static final int SHUT_WR = 1;
    static final int MSG_ERRQUEUE = 0x2000;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO = CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
    private static final MethodHandle CONNECT = function("connect", INT, INT, POINTER, INT);
    private static final MethodHandle BIND = function("bind", INT, INT, POINTER, INT);
    private static final MethodHandle SETSOCKOPT = function("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = function("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle SHUTDOWN = function("shutdown", INT, INT, INT);
    private static final MethodHandle CLOSE = function("close", INT, INT);
    private static final MethodHandle RECV = function("recv", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle SENDTO = function("sendto", LONG, INT, POINTER, LONG, INT, POINTER, INT);
    private static final MethodHandle RECVFROM = function("recvfrom", LONG, INT, POINTER, LONG, INT, POINTER, POINTER);
    private static final MethodHandle RECVMSG = function("recvmsg", LONG, INT, POINTER, INT);
    private static final MethodHandle EPOLL_CREATE = function("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT = function("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);
    private static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle READ = function("read", LONG, INT, POINTER, LONG);

    private final MemorySegment captured = Arena.ofAuto().allocate(CAPTURED);
    private final MemorySegment number = Arena.ofAuto().allocate(8, 8);
    private final MemorySegment length = Arena.ofAuto().allocate(8, 8);

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private int checked(int result) {
        return result >= 0 ? result : -captured.get(ValueLayout.JAVA_INT, ERRNO);
    }

    private long checked(long result) {
        return result >= 0 ? result : -captured.get(ValueLayout.JAVA_INT, ERRNO);
    }

    private static IllegalStateException impossible(Throwable e) {
        return new IllegalStateException("no native call throws", e);
    }

    int socket(int family, int type, int protocol) {
        try {
            return checked((int) SOCKET.invokeExact(captured, family, type, protocol));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int connect(int descriptor, MemorySegment address) {
        try {
            return checked((int) CONNECT.invokeExact(captured, descriptor, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int bind(int descriptor, MemorySegment address) {
        try {
            return checked((int) BIND.invokeExact(captured, descriptor, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int set(int descriptor, int level, int option, int value) {
        number.set(ValueLayout.JAVA_INT, 0, value);
        return set(descriptor, level, option, number.asSlice(0, 4));
    }

    int set(int descriptor, int level, int option, MemorySegment value) {
        try {
            return checked((int) SETSOCKOPT.invokeExact(captured, descriptor, level, option, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The pending error of a socket, which is cleared by asking; 0 when there is none. */
    int error(int descriptor) {
        length.set(ValueLayout.JAVA_INT, 0, 4);
        try {
            var result = checked((int) GETSOCKOPT.invokeExact(captured, descriptor, SOL_SOCKET, SO_ERROR, number, length));
            return result < 0 ? -result : number.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int shutdown(int descriptor, int how) {
        try {
            return checked((int) SHUTDOWN.invokeExact(captured, descriptor, how));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int close(int descriptor) {
        try {
            return checked((int) CLOSE.invokeExact(captured, descriptor));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    long receive(int descriptor, MemorySegment buffer) {
        try {
            return checked((long) RECV.invokeExact(captured, descriptor, buffer, buffer.byteSize(), MSG_DONTWAIT));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    long send(int descriptor, MemorySegment bytes, MemorySegment address) {
        try {
            return checked((long) SENDTO.invokeExact(captured, descriptor, bytes, bytes.byteSize(), MSG_DONTWAIT | MSG_NOSIGNAL,
                    address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Receives, and writes the sender into {@code address}. */
    long receiveFrom(int descriptor, MemorySegment buffer, MemorySegment address) {
        length.set(ValueLayout.JAVA_INT, 0, (int) address.byteSize());
        try {
            return checked(
                    (long) RECVFROM.invokeExact(captured, descriptor, buffer, buffer.byteSize(), MSG_DONTWAIT, address, length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    long receiveMessage(int descriptor, MemorySegment header, int flags) {
        try {
            return checked((long) RECVMSG.invokeExact(captured, descriptor, header, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int epollCreate() {
        try {
            return checked((int) EPOLL_CREATE.invokeExact(captured, 0x80000));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int epollControl(int epoll, int operation, int descriptor, MemorySegment event) {
        try {
            return checked((int) EPOLL_CTL.invokeExact(captured, epoll, operation, descriptor, event));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int epollWait(int epoll, MemorySegment events, int most, int millis) {
        try {
            return checked((int) EPOLL_WAIT.invokeExact(captured, epoll, events, most, millis));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int eventDescriptor() {
        try {
            return checked((int) EVENTFD.invokeExact(captured, 0, NON_BLOCKING));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Adds to an event descriptor's counter, which wakes who waits for it. */
    void signal(int descriptor) {
        number.set(ValueLayout.JAVA_LONG, 0, 1);
        try {
            checked((long) WRITE.invokeExact(captured, descriptor, number, 8L));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Resets an event descriptor's counter. */
    void unsignal(int descriptor) {
        try {
            checked((long) READ.invokeExact(captured, descriptor, number, 8L));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }
}
