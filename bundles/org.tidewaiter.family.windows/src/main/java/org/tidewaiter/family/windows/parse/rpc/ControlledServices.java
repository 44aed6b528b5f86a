package org.tidewaiter.family.windows.parse.rpc;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.Service.StartMode;
import org.tidewaiter.api.data.Service.State;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.parse.Clean;
import org.tidewaiter.family.windows.parse.Services;

/** Services as the service control manager tells them ([MS-SCMR]). */
public final class ControlledServices {

    private ControlledServices() {
    }

    /** A service with its state ([MS-SCMR] 2.2.47) and start type (2.2.15). */
    public static @Nullable Service service(CimRow row) {
        var name = Clean.text(row, "lpServiceName");
        return name == null ? null
                : new Service(name, state(row), startMode(row), Clean.text(row, "lpDisplayName"),
                        Clean.text(row, "lpServiceStartName"), Clean.positive(row, "dwProcessId"), null);
    }

    private static @Nullable State state(CimRow row) {
        return switch (row.integer("dwCurrentState").orElse(0)) {
            case 1 -> State.STOPPED;
            case 2 -> State.STARTING;
            case 3 -> State.STOPPING;
            // running, and on the way from or to a pause
            case 4, 5, 6 -> State.RUNNING;
            case 7 -> State.PAUSED;
            default -> null;
        };
    }

    private static @Nullable StartMode startMode(CimRow row) {
        return switch (row.integer("dwStartType").orElse(-1)) {
            case 0, 1, 2 -> StartMode.AUTOMATIC;
            case 3 -> StartMode.ON_DEMAND;
            case 4 -> StartMode.DISABLED;
            default -> null;
        };
    }

    /** The program that it starts; the path is already cut behind it. */
    public static @Nullable ServiceProgram program(CimRow row) {
        var name = Clean.text(row, "lpServiceName");
        var program = Clean.text(row, "lpBinaryPathName");
        return name == null || program == null ? null
                : new ServiceProgram(name, program, Services.isUnquoted(program), null, null, null);
    }
}
