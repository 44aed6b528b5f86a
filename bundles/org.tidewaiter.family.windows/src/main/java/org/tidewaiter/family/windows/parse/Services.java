package org.tidewaiter.family.windows.parse;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.KernelDriver;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.Service.StartMode;
import org.tidewaiter.api.data.Service.State;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.DeviceDriver;
import org.tidewaiter.family.windows.data.Feature;
import org.tidewaiter.family.windows.data.ServiceProgram;

/** Services, drivers and features. */
public final class Services {

    private static final int SID_UNRESTRICTED = 1;
    private static final int SID_RESTRICTED = 3;

    private Services() {
    }

    /** A row of Win32_Service; its states are words of the class, the same in every language. */
    public static @Nullable Service service(CimRow row) {
        var name = Clean.text(row, "Name");
        return name == null ? null
                : new Service(name, state(row), startMode(row), Clean.text(row, "DisplayName"), Clean.text(row, "StartName"),
                        Clean.positive(row, "ProcessId"), null);
    }

    private static @Nullable State state(CimRow row) {
        var state = row.text("State");
        return state == null ? null : switch (state.toLowerCase(Locale.ROOT)) {
            case "running", "continue pending", "pause pending" -> State.RUNNING;
            case "start pending" -> State.STARTING;
            case "stop pending" -> State.STOPPING;
            case "stopped" -> State.STOPPED;
            case "paused" -> State.PAUSED;
            default -> null;
        };
    }

    private static @Nullable StartMode startMode(CimRow row) {
        var mode = row.text("StartMode");
        return mode == null ? null : switch (mode.toLowerCase(Locale.ROOT)) {
            case "auto", "boot", "system" -> StartMode.AUTOMATIC;
            case "manual" -> StartMode.ON_DEMAND;
            case "disabled" -> StartMode.DISABLED;
            default -> null;
        };
    }

    /** The program of a service; {@code program} is already cut behind its path. */
    public static @Nullable ServiceProgram program(CimRow row) {
        var name = Clean.text(row, "name");
        var program = Clean.text(row, "program");
        if (name == null || program == null) {
            return null;
        }
        var privileges = switch (row.integer("sidType").orElse(0)) {
            case SID_UNRESTRICTED -> "unrestricted";
            case SID_RESTRICTED -> "restricted";
            default -> null;
        };
        return new ServiceProgram(name, program, isUnquoted(program), Clean.text(row, "library"), Clean.flag(row, "delayed"),
                privileges);
    }

    /** Whether Windows tries {@code C:\Program.exe} before {@code C:\Program Files\x.exe} where no quotes stand. */
    public static boolean isUnquoted(String program) {
        return program.matches("(?i)[a-z]:\\\\.* .*\\.exe");
    }

    /** A row of Win32_SystemDriver. */
    public static @Nullable KernelDriver driver(CimRow row) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var state = row.text("State");
        var mode = row.text("StartMode");
        var type = row.text("ServiceType");
        return new KernelDriver(name, Clean.text(row, "DisplayName"),
                state == null ? null : Boolean.valueOf(state.equalsIgnoreCase("Running")),
                mode == null ? null : mode.toLowerCase(Locale.ROOT), Clean.text(row, "PathName"),
                type == null ? null : type.toLowerCase(Locale.ROOT).startsWith("file system") ? "file-system" : "kernel", null);
    }

    /** A row of Win32_PnPSignedDriver; most devices of the processor and the bus have the drivers of Windows itself. */
    public static @Nullable DeviceDriver deviceDriver(CimRow row) {
        var device = Clean.text(row, "DeviceID");
        return device == null || Clean.text(row, "DriverVersion") == null ? null
                : new DeviceDriver(device, Clean.first(row, "DeviceName", "FriendlyName"), Clean.text(row, "DeviceClass"),
                        Clean.text(row, "DriverVersion"), Clean.day(row, "DriverDate"), Clean.text(row, "DriverProviderName"),
                        Clean.text(row, "InfName"), Clean.flag(row, "IsSigned"), Clean.text(row, "Signer"));
    }

    /** A row of Win32_OptionalFeature that is installed (InstallState 1). */
    public static @Nullable Feature feature(CimRow row) {
        var name = Clean.text(row, "Name");
        return name == null || row.integer("InstallState").orElse(1) != 1 ? null
                : new Feature("feature", name, Clean.text(row, "Caption"), null);
    }

    /** A row of Win32_ServerFeature, which lists only what is installed; its name is in the system's language, its number is not. */
    public static @Nullable Feature serverFeature(CimRow row) {
        var id = Clean.number(row, "ID");
        var parent = Clean.positive(row, "ParentID");
        return id == null ? null
                : new Feature("server-feature", id.toString(), Clean.text(row, "Name"),
                        parent == null ? null : parent.toString());
    }
}
