package org.tidewaiter.transport.smb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.transport.smb.rpc.Ndr;
import org.tidewaiter.transport.smb.rpc.RpcPipe;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/** The service control manager ([MS-SCMR]): how an existing service starts, and whether it runs. It creates none. */
final class ServiceControl implements AutoCloseable {

    /** svcctl 2.0 ([MS-SCMR] 1.9). */
    private static final String SYNTAX = "81bb7a364498f135ad3298f03800100302000000";
    private static final int HANDLE = 20;
    // [MS-SCMR] 3.1.4
    private static final int CLOSE_HANDLE = 0;
    private static final int CONTROL = 1;
    private static final int QUERY_STATUS = 6;
    private static final int CHANGE_CONFIG = 11;
    private static final int OPEN_MANAGER = 15;
    private static final int OPEN_SERVICE = 16;
    private static final int QUERY_CONFIG = 17;
    private static final int START = 19;
    // 3.1.4: SC_MANAGER_CONNECT; SERVICE_QUERY_CONFIG, CHANGE_CONFIG, QUERY_STATUS, START, STOP
    private static final int CONNECT = 0x0001;
    private static final int SERVICE_RIGHTS = 0x0001 | 0x0002 | 0x0004 | 0x0010 | 0x0020;
    private static final int NO_CHANGE = 0xffff_ffff;
    /** Path, group, tag, dependencies and their size, account, password and its size, display name. */
    private static final int UNCHANGED = 9;
    private static final int CONTROL_STOP = 1;
    private static final int CONFIG_BYTES = 8192;
    private static final int STOPPED = 1;
    private static final int RUNNING = 4;
    /** Starting, stopping, continuing, pausing ([MS-SCMR] 2.2.47). */
    private static final Set<Long> PENDING = Set.of(2L, 3L, 5L, 6L);
    // [MS-ERREF] 2.2
    private static final int ACCESS_DENIED = 5;
    private static final int ALREADY_RUNNING = 1056;
    private static final int NOT_ACTIVE = 1062;
    private static final int NO_SUCH_SERVICE = 1060;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 250;

    private final RpcPipe pipe;
    private final byte[] manager;

    private ServiceControl(RpcPipe pipe, byte[] manager) {
        this.pipe = pipe;
        this.manager = manager;
    }

    static ServiceControl open(RpcPipes login) throws TransportException {
        var pipe = login.pipe("svcctl", SYNTAX);
        var result = new Ndr.Reader(pipe.call(OPEN_MANAGER, new Ndr.Writer().number(0).number(0).number(CONNECT).array()));
        var handle = result.raw(HANDLE);
        check("the service control manager", result.number());
        return new ServiceControl(pipe, handle);
    }

    /** How a service starts: {@code AUTO_START}, {@code DEMAND_START}, {@code DISABLED}, or {@code start type 0}. */
    String startType(String service) throws TransportException {
        var handle = open(service);
        try {
            var answer = pipe.call(QUERY_CONFIG, new Ndr.Writer().raw(handle).number(CONFIG_BYTES).array());
            check("service " + service, Ndr.status(answer));
            var result = new Ndr.Reader(answer);
            result.number(); // the type of service
            var start = result.number();
            return switch ((int) start) {
                case 2 -> "AUTO_START";
                case 3 -> "DEMAND_START";
                case 4 -> "DISABLED";
                default -> "start type " + start;
            };
        } finally {
            close(handle);
        }
    }

    void setStartType(String service, String type) throws TransportException {
        var number = switch (type) {
            case "AUTO_START" -> 2;
            case "DEMAND_START" -> 3;
            case "DISABLED" -> 4;
            default -> throw new TransportException(Failure.UNSUPPORTED, "service " + service + ": " + type + " cannot be set");
        };
        var handle = open(service);
        try {
            // nothing but the start type: all else is "no change" or null
            var arguments = new Ndr.Writer().raw(handle).number(NO_CHANGE).number(number).number(NO_CHANGE);
            for (var others = 0; others < UNCHANGED; others++) {
                arguments.number(0);
            }
            var result = new Ndr.Reader(pipe.call(CHANGE_CONFIG, arguments.array()));
            if (result.number() != 0) {
                result.number();
            }
            check("service " + service, result.number());
        } finally {
            close(handle);
        }
    }

    /** Whether it runs: {@code RUNNING}, {@code STOPPED}; while it starts or stops, what comes of that is waited for. */
    String state(String service) throws TransportException, InterruptedException {
        var handle = open(service);
        try {
            var deadline = Deadline.in(SETTLING);
            var state = status(service, handle);
            while (PENDING.contains(state) && !deadline.passed()) {
                Thread.sleep(POLL_MILLIS);
                state = status(service, handle);
            }
            return switch ((int) state) {
                case STOPPED -> "STOPPED";
                case RUNNING -> "RUNNING";
                default -> "state " + state;
            };
        } finally {
            close(handle);
        }
    }

    private long status(String service, byte[] handle) throws TransportException {
        var result = new Ndr.Reader(pipe.call(QUERY_STATUS, handle));
        result.number();
        var state = result.number();
        for (var rest = 0; rest < 5; rest++) {
            result.number();
        }
        check("service " + service, result.number());
        return state;
    }

    /** Starts it, and waits until it runs. */
    void start(String service) throws TransportException, InterruptedException {
        var handle = open(service);
        try {
            var status = new Ndr.Reader(pipe.call(START, new Ndr.Writer().raw(handle).number(0).number(0).array())).number();
            if (status != ALREADY_RUNNING) {
                check("service " + service, status);
            }
            await(service, handle, RUNNING);
        } finally {
            close(handle);
        }
    }

    /** Stops it, and waits until it has. */
    void stop(String service) throws TransportException, InterruptedException {
        var handle = open(service);
        try {
            var result = new Ndr.Reader(pipe.call(CONTROL, new Ndr.Writer().raw(handle).number(CONTROL_STOP).array()));
            for (var rest = 0; rest < 7; rest++) {
                result.number();
            }
            var status = result.number();
            if (status != NOT_ACTIVE) {
                check("service " + service, status);
            }
            await(service, handle, STOPPED);
        } finally {
            close(handle);
        }
    }

    private void await(String service, byte[] handle, int wanted) throws TransportException, InterruptedException {
        var deadline = Deadline.in(SETTLING);
        while (status(service, handle) != wanted) {
            if (deadline.passed()) {
                throw new TransportException(Failure.TIMED_OUT, "service " + service + " did not "
                        + (wanted == RUNNING ? "start" : "stop") + " within " + SETTLING.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private byte[] open(String service) throws TransportException {
        var name = (service + "\0").getBytes(StandardCharsets.UTF_16LE);
        var units = name.length / 2;
        var result = new Ndr.Reader(pipe.call(OPEN_SERVICE, new Ndr.Writer().raw(manager).number(units).number(0).number(units)
                .raw(name).number(SERVICE_RIGHTS).array()));
        var handle = result.raw(HANDLE);
        check("service " + service, result.number());
        return handle;
    }

    private void close(byte[] handle) throws TransportException {
        pipe.call(CLOSE_HANDLE, handle);
    }

    private static void check(String what, long status) throws TransportException {
        switch ((int) status) {
            case 0 -> {
                // done
            }
            case ACCESS_DENIED -> throw new TransportException(Failure.DENIED,
                    what + ": access denied; " + SmbFailures.NEEDS_ADMINISTRATOR);
            case NO_SUCH_SERVICE -> throw new TransportException(Failure.UNSUPPORTED, what + " is not installed");
            default -> throw new TransportException(Failure.UNSUPPORTED, what + " gave error " + status);
        }
    }

    @Override
    public void close() {
        pipe.close();
    }
}
