package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * One platform thread that waits for all sockets by epoll(7), and for deadlines. Everything but {@link #execute} and {@link #close} is called
 * on that thread alone. The thread starts with the first task and ends with {@link #close}.
 */
final class EventLoop implements AutoCloseable {
    static final int READABLE = 1;
    static final int WRITABLE = 4;
    static final int ERROR = 8;
    static final int HANG_UP = 16;

    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int CHANGE = 3;
    private static final int EVENTS = 512;
    private static final boolean PACKED = System.getProperty("os.arch", "").matches("amd64|x86_64");
    private static final long EVENT_SIZE = PACKED ? 12 : 16;
    private static final long EVENT_DATA = PACKED ? 4 : 8;
    private static final int TASKS_AT_ONCE = 256;

    /** A deadline that can be cancelled. */
    static final class Timer implements Comparable<Timer> {
        private static final AtomicLong ORDER = new AtomicLong();
        private final long at;
        private final long order = ORDER.incrementAndGet();
        private @Nullable Runnable action;

        private Timer(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }

        void cancel() {
            action = null;
        }

        @Override
        public int compareTo(Timer other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at - other.at, 0);
        }
    }

    private final Libc libc = new Libc();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ArrayList<@Nullable IntConsumer> handlers = new ArrayList<>();
    private final MemorySegment events = Arena.ofAuto().allocate(EVENT_SIZE * EVENTS, 8);
    private final MemorySegment event = Arena.ofAuto().allocate(16, 8);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Libc waker = new Libc();
    private int cancelled;
    private int epoll = -1;
    private int wake = -1;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** The C library, for the loop's thread. */
    Libc libc() {
        return libc;
    }

    /** Runs something on the loop's thread soon. */
    void execute(Runnable task) {
        start();
        tasks.add(task);
        if (Thread.currentThread() != thread && awake.compareAndSet(false, true)) {
            synchronized (waker) {
                if (wake >= 0) {
                    waker.signal(wake);
                }
            }
        }
    }

    private synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the event loop has ended");
        }
        if (thread == null) {
            epoll = libc.epollCreate();
            wake = libc.eventDescriptor();
            if (epoll < 0 || wake < 0) {
                throw new IllegalStateException("no epoll: error " + Math.min(epoll, wake));
            }
            control(ADD, wake, READABLE);
            thread = Thread.ofPlatform().name("network events").daemon().start(this::run);
        }
    }

    /** Calls back with the events that a descriptor has. */
    void watch(int descriptor, int interest, IntConsumer handler) {
        while (handlers.size() <= descriptor) {
            handlers.add(null);
        }
        handlers.set(descriptor, handler);
        control(ADD, descriptor, interest);
    }

    /** Waits for other events of a watched descriptor. */
    void rewatch(int descriptor, int interest) {
        control(CHANGE, descriptor, interest);
    }

    /** Has somebody else called back. */
    void handle(int descriptor, IntConsumer handler) {
        handlers.set(descriptor, handler);
    }

    /** Forgets the descriptor and closes it. */
    void release(int descriptor) {
        handlers.set(descriptor, null);
        control(DELETE, descriptor, 0);
        libc.close(descriptor);
    }

    private void control(int operation, int descriptor, int interest) {
        event.set(ValueLayout.JAVA_INT, 0, interest);
        event.set(ValueLayout.JAVA_INT_UNALIGNED, EVENT_DATA, descriptor);
        libc.epollControl(epoll, operation, descriptor, event);
    }

    /** Calls back after a while. */
    Timer after(long nanos, Runnable action) {
        var timer = new Timer(System.nanoTime() + nanos, action);
        timers.add(timer);
        return timer;
    }

    /** Cancels, and sweeps out the cancelled once they are many: most deadlines are cancelled long before their time. */
    void cancel(Timer timer) {
        timer.cancel();
        if (++cancelled > 4096 && cancelled > timers.size() / 2) {
            timers.removeIf(t -> t.action == null);
            cancelled = 0;
        }
    }

    private void run() {
        while (!closed) {
            dispatch(libc.epollWait(epoll, events, EVENTS, patience()));
            runTasks();
            runTimers();
        }
        for (var descriptor = 0; descriptor < handlers.size(); descriptor++) {
            if (handlers.get(descriptor) != null) {
                libc.close(descriptor);
            }
        }
        synchronized (waker) {
            libc.close(wake);
            wake = -1;
        }
        libc.close(epoll);
    }

    private int patience() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        var next = timers.peek();
        return next == null ? 1000 : (int) Math.clamp((next.at - System.nanoTime() + 999_999) / 1_000_000, 0, 1000);
    }

    private void dispatch(int count) {
        for (var i = 0; i < count; i++) {
            var at = i * EVENT_SIZE;
            var descriptor = events.get(ValueLayout.JAVA_INT_UNALIGNED, at + EVENT_DATA);
            if (descriptor == wake) {
                awake.set(false);
                libc.unsignal(wake);
                continue;
            }
            var handler = descriptor < handlers.size() ? handlers.get(descriptor) : null;
            if (handler != null) {
                var seen = events.get(ValueLayout.JAVA_INT_UNALIGNED, at);
                guarded(() -> handler.accept(seen));
            }
        }
    }

    /** A defect in one conversation must not end all others: it is told as any uncaught one, and the loop goes on. */
    private static void guarded(Runnable code) {
        try {
            code.run();
        } catch (RuntimeException e) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void runTasks() {
        for (var i = 0; i < TASKS_AT_ONCE; i++) {
            var task = tasks.poll();
            if (task == null) {
                return;
            }
            guarded(task);
        }
    }

    private void runTimers() {
        var now = System.nanoTime();
        for (var timer = timers.peek(); timer != null && timer.at - now <= 0; timer = timers.peek()) {
            timers.poll();
            var action = timer.action;
            if (action != null) {
                guarded(action);
            } else {
                cancelled = Math.max(0, cancelled - 1);
            }
        }
    }

    /** Ends the thread and closes every socket; questions under way are not answered any more. */
    @Override
    public void close() {
        closed = true;
        var running = thread;
        if (running == null) {
            return;
        }
        synchronized (waker) {
            if (wake >= 0) {
                waker.signal(wake);
            }
        }
        try {
            running.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
