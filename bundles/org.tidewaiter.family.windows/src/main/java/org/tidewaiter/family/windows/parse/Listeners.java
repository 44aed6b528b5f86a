package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.CimRow;

/** Processes, and the sockets that they listen on. */
public final class Listeners {

    private static final String SYSTEM = "System";
    private static final long SYSTEM_PROCESS = 4;

    private Listeners() {
    }

    /** Names of processes by number. */
    public static Map<Long, String> processes(List<CimRow> rows) {
        Map<Long, String> names = new HashMap<>();
        for (var row : rows) {
            var id = Clean.number(row, "ProcessId");
            var name = Clean.text(row, "Name");
            if (id != null && name != null) {
                names.putIfAbsent(id, name);
            }
        }
        names.putIfAbsent(SYSTEM_PROCESS, SYSTEM);
        return names;
    }

    /** Services by the process that they run in. */
    public static Map<Long, List<String>> services(List<CimRow> rows) {
        Map<Long, List<String>> services = new HashMap<>();
        for (var row : rows) {
            var id = Clean.positive(row, "ProcessId");
            var name = Clean.text(row, "Name");
            if (id != null && name != null) {
                services.computeIfAbsent(id, k -> new ArrayList<>()).add(name);
            }
        }
        return services;
    }

    /** A row of MSFT_NetTCPConnection or MSFT_NetUDPEndpoint; of link-local addresses the zone is the interface's number. */
    public static @Nullable ListeningPort listener(CimRow row, Protocol protocol, Map<Long, String> processes,
            Map<Long, List<String>> services) {
        var text = Clean.text(row, "LocalAddress");
        var port = Clean.positive(row, "LocalPort");
        var percent = text == null ? -1 : text.indexOf('%');
        var address = text == null ? null : IpAddress.tryParse(percent < 0 ? text : text.substring(0, percent)).orElse(null);
        if (text == null || address == null || port == null || port > 65535) {
            return null;
        }
        var process = Clean.number(row, "OwningProcess");
        return new ListeningPort(protocol, address, port, percent < 0 ? null : "interface " + text.substring(percent + 1),
                process,
                process == null ? null : processes.get(process), null,
                process == null ? List.of() : services.getOrDefault(process, List.of()));
    }

    /** A row of Win32_Process. */
    public static @Nullable RunningProcess process(CimRow row, Map<Long, String> owners) {
        var id = Clean.number(row, "ProcessId");
        if (id == null) {
            return null;
        }
        var kernel = Clean.ticks(row, "KernelModeTime");
        var user = Clean.ticks(row, "UserModeTime");
        return new RunningProcess(id, Clean.text(row, "Name"), Clean.text(row, "ExecutablePath"), null, null,
                kernel == null || user == null ? null : kernel.plus(user), Clean.positive(row, "WorkingSetSize"),
                Clean.positive(row, "ParentProcessId"), owners.get(id), Clean.instant(row, "CreationDate"));
    }

    /** Accounts that processes run as, by number. */
    public static Map<Long, String> owners(List<CimRow> rows) {
        Map<Long, String> owners = new HashMap<>();
        for (var row : rows) {
            var id = Clean.number(row, "Id");
            var user = Clean.text(row, "UserName");
            if (id != null && user != null) {
                owners.put(id, user);
            }
        }
        return owners;
    }
}
