package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The services that the service control manager knows ([MS-SCMR]). Nothing is started, stopped or set. */
final class ServiceList {
    /** svcctl 2.0 ([MS-SCMR] 1.9). */
    private static final String SYNTAX = "81bb7a364498f135ad3298f03800100302000000";
    private static final int HANDLE = 20;
    // [MS-SCMR] 3.1.4
    private static final int CLOSE_HANDLE = 0;
    private static final int ENUM_STATUS = 14;
    private static final int OPEN_MANAGER = 15;
    private static final int OPEN_SERVICE = 16;
    private static final int QUERY_CONFIG = 17;
    private static final int ENUM_STATUS_EX = 42;
    /** SC_MANAGER_CONNECT and SC_MANAGER_ENUMERATE_SERVICE ([MS-SCMR] 3.1.4). */
    private static final int MANAGER_RIGHTS = 0x0001 | 0x0004;
    private static final int SERVICE_QUERY_CONFIG = 0x0001;
    /** SC_ENUM_PROCESS_INFO. */
    private static final int PROCESS_INFO = 0;
    /** SERVICE_WIN32_OWN_PROCESS and SERVICE_WIN32_SHARE_PROCESS, in any state. */
    private static final int SERVICE_WIN32 = 0x10 | 0x20;
    private static final int SERVICE_STATE_ALL = 3;
    private static final int FIRST_BUFFER = 64 << 10;
    /** As [MS-SCMR] 3.1.4.40 bounds it. */
    private static final int LARGEST_BUFFER = 256 << 10;
    private static final int CONFIG_BYTES = 8192;
    static final int MOST_SERVICES = 3_000;
    private static final int MOST_PAGES = 200;
    /** [MS-SCMR] 2.2.15. */
    private static final Structure QUERY_SERVICE_CONFIG = Structure.empty().number("").number("dwStartType").number("")
            .text("lpBinaryPathName").text("").number("").text("").text("lpServiceStartName").text("");
    /** A path without what follows it: within its quotation marks, up to a file extension, or the first word. */
    private static final Pattern PROGRAM = Pattern.compile(
            "\\s*(\"[^\"]*\"|(?:[a-z]:|\\\\|%)[^\"]*?\\.(?:exe|com|bat|cmd|dll|sys|scr|vbs|js|ps1|msc|cpl|hta|lnk)(?=[\\s,\"]|$)|[^\\s,]+)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final RpcPipe pipe;
    private final byte[] manager;

    private ServiceList(RpcPipe pipe, byte[] manager) {
        this.pipe = pipe;
        this.manager = manager;
    }

    /** The services of user mode. One whose configuration is not told has no value of it. */
    static List<SequencedMap<String, Object>> services(RpcPipes pipes) throws TransportException {
        try (var pipe = pipes.pipe("svcctl", SYNTAX)) {
            var result = new Ndr.Reader(
                    pipe.call(OPEN_MANAGER, new Ndr.Writer().number(0).number(0).number(MANAGER_RIGHTS).array()));
            var handle = result.raw(HANDLE);
            Win32Error.check("svcctl ROpenSCManagerW", result.number());
            try (var manager = new Handle(pipe, handle)) {
                return new ServiceList(pipe, manager.handle()).told();
            }
        }
    }

    /** SC_RPC_HANDLE ([MS-SCMR] 2.2.4), closed in the end. */
    private record Handle(RpcPipe pipe, byte[] handle) implements AutoCloseable {
        @Override
        public void close() throws TransportException {
            pipe.call(CLOSE_HANDLE, handle);
        }
    }

    private List<SequencedMap<String, Object>> told() throws TransportException {
        var rows = all();
        for (var row : rows) {
            if (row.get("lpServiceName") instanceof String name) {
                configure(name, row);
            }
        }
        return rows;
    }

    private List<SequencedMap<String, Object>> all() throws TransportException {
        try {
            return list(true);
        } catch (TransportException e) {
            // Samba has the older call alone
            if (e.failure() != Failure.UNSUPPORTED) {
                throw e;
            }
            return list(false);
        }
    }

    private List<SequencedMap<String, Object>> list(boolean withProcess) throws TransportException {
        var rows = new ArrayList<SequencedMap<String, Object>>();
        var size = FIRST_BUFFER;
        var resume = 0L;
        for (var page = 0; page < MOST_PAGES && rows.size() < MOST_SERVICES; page++) {
            var answer = withProcess
                    ? pipe.call(ENUM_STATUS_EX, arguments(new Ndr.Writer().raw(manager).number(PROCESS_INFO), size,
                            resume).number(0).array())
                    : pipe.call(ENUM_STATUS, arguments(new Ndr.Writer().raw(manager), size, resume).array());
            var status = Ndr.status(answer);
            if (status != Win32Error.MORE_DATA) {
                Win32Error.check("svcctl REnumServicesStatus" + (withProcess ? "ExW" : "W"), status);
            }
            var result = new Ndr.Reader(answer);
            var buffer = result.bytes(size);
            result.number(); // how many bytes the rest needs
            var count = result.number();
            rows.addAll(new ServiceTable(buffer, withProcess).rows(count));
            var next = result.number() == 0 ? 0 : result.number();
            if (status != Win32Error.MORE_DATA || count > 0 && next <= resume || count == 0 && size == LARGEST_BUFFER) {
                break;
            }
            size = count == 0 ? LARGEST_BUFFER : size;
            resume = count == 0 ? resume : next;
        }
        return rows.size() > MOST_SERVICES ? rows.subList(0, MOST_SERVICES) : rows;
    }

    private static Ndr.Writer arguments(Ndr.Writer begun, int size, long resume) {
        return begun.number(SERVICE_WIN32).number(SERVICE_STATE_ALL).number(size).pointer().number(resume);
    }

    /** Adds what the configuration of a service says, where it is told. */
    private void configure(String name, SequencedMap<String, Object> row) throws TransportException {
        var opened = new Ndr.Reader(pipe.call(OPEN_SERVICE,
                new Ndr.Writer().raw(manager).wideString(name).number(SERVICE_QUERY_CONFIG).array()));
        var handle = opened.raw(HANDLE);
        if (opened.number() != Win32Error.SUCCESS) {
            return;
        }
        try (var service = new Handle(pipe, handle)) {
            var answer = pipe.call(QUERY_CONFIG, new Ndr.Writer().raw(service.handle()).number(CONFIG_BYTES).array());
            if (Ndr.status(answer) == Win32Error.SUCCESS) {
                row.putAll(QUERY_SERVICE_CONFIG.read(new Ndr.Reader(answer), 1).getFirst());
                row.computeIfPresent("lpBinaryPathName", (_, path) -> program((String) path));
            }
        }
    }

    /** The program of a command line, without its arguments, which may hold passwords. */
    static String program(String commandLine) {
        var found = PROGRAM.matcher(commandLine);
        return found.lookingAt() ? found.group(1) : "";
    }
}
