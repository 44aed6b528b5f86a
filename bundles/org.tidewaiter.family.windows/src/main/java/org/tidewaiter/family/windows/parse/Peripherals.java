package org.tidewaiter.family.windows.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.AttachedDevice;
import org.tidewaiter.api.data.Battery;
import org.tidewaiter.api.data.GraphicsAdapter;
import org.tidewaiter.api.data.PrintQueue;
import org.tidewaiter.api.session.CimRow;

/** Printers, graphics adapters, devices on buses, batteries. */
public final class Peripherals {

    private static final Pattern IDS = Pattern.compile("(?:VID|VEN)_([0-9A-F]{4})&(?:PID|DEV)_([0-9A-F]{4})",
            Pattern.CASE_INSENSITIVE);
    /** BatteryStaticData.Chemistry holds four letters; Win32_Battery.Chemistry is a number. */
    private static final List<String> CHEMISTRIES = List.of("", "other", "", "lead acid", "nickel cadmium",
            "nickel metal hydride",
            "lithium-ion", "zinc air", "lithium polymer");

    private Peripherals() {
    }

    /** Ports by name. */
    public static Map<String, CimRow> ports(List<CimRow> rows) {
        Map<String, CimRow> ports = new HashMap<>();
        for (var row : rows) {
            var name = Clean.text(row, "Name");
            if (name != null) {
                ports.putIfAbsent(name, row);
            }
        }
        return ports;
    }

    /** A row of Win32_Printer with its TCP/IP port. */
    public static @Nullable PrintQueue printer(CimRow row, Map<String, CimRow> ports) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var portName = Clean.text(row, "PortName");
        var port = portName == null ? new CimRow(0, Map.of()) : ports.getOrDefault(portName, new CimRow(0, Map.of()));
        return new PrintQueue(name, Clean.text(row, "DriverName"), portName, Clean.text(port, "HostAddress"),
                Clean.positive(port, "PortNumber"),
                Clean.flag(row, "Shared"), Clean.text(row, "ShareName"), Clean.flag(row, "Default"), Clean.flag(row, "Network"),
                Clean.flag(row, "Published"), Clean.text(row, "Location"), Clean.text(row, "Comment"));
    }

    /** A row of Win32_VideoController. Its memory is a number of 32 bits: what reaches 4 GiB is not told. */
    public static @Nullable GraphicsAdapter graphics(CimRow row) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var memory = Clean.positive(row, "AdapterRAM");
        var width = Clean.positive(row, "CurrentHorizontalResolution");
        var height = Clean.positive(row, "CurrentVerticalResolution");
        return new GraphicsAdapter(name, Clean.text(row, "PNPDeviceID"), Clean.text(row, "AdapterCompatibility"),
                Clean.text(row, "VideoProcessor"),
                memory == null || memory >= 0xfff00000L ? null : memory, Clean.text(row, "DriverVersion"),
                Clean.day(row, "DriverDate"),
                width == null || height == null ? null : width + "x" + height);
    }

    /** A row of Win32_PnPEntity or Win32_SoundDevice. */
    public static @Nullable AttachedDevice device(CimRow row, String kind) {
        var id = Clean.first(row, "DeviceID", "PNPDeviceID");
        return id == null ? null : attached(id, kind, row, Boolean.TRUE);
    }

    /** A key of the list of USB drives that ever were here, with its path below Enum. */
    public static @Nullable AttachedDevice stored(CimRow row) {
        var path = RegistryKeys.path(row);
        var at = path.toUpperCase(Locale.ROOT).indexOf("USBSTOR\\");
        return at < 0 ? null : attached(path.substring(at), "usb-storage", row, null);
    }

    private static AttachedDevice attached(String id, String kind, CimRow row, @Nullable Boolean present) {
        var ids = IDS.matcher(id);
        var found = ids.find();
        var last = id.substring(id.lastIndexOf('\\') + 1);
        // a serial number of Windows' own making has an ampersand second
        var serial = kind.equals("sound") || last.length() < 2 || last.charAt(1) == '&' || last.indexOf('&') == 1 ? null
                : Clean.text(last.replaceFirst("&[0-9]+$", ""));
        return new AttachedDevice(id, kind, Clean.first(row, "Name", "FriendlyName", "Caption"), maker(row),
                found ? ids.group(1).toLowerCase(Locale.ROOT) : null, found ? ids.group(2).toLowerCase(Locale.ROOT) : null,
                kind.equals("usb") && id.contains("ROOT_HUB") || serial != null && serial.contains("&") ? null : serial, present,
                Clean.text(row, "Service"), Clean.text(row, "Status"));
    }

    /** Windows' own drivers enter {@code (Standard USB Host Controller)}, in the system's language. */
    private static @Nullable String maker(CimRow row) {
        var maker = Clean.text(row, "Manufacturer");
        return maker == null || maker.startsWith("(") ? null : maker;
    }

    /**
     * A row of Win32_Battery, or of BatteryStaticData where that is there.
     *
     * @param full   BatteryFullChargedCapacity by instance
     * @param cycles BatteryCycleCount by instance
     */
    public static @Nullable Battery battery(CimRow row, Map<String, CimRow> full, Map<String, CimRow> cycles,
            @Nullable CimRow summary) {
        var instance = Clean.text(row, "InstanceName");
        if (instance == null) {
            return null;
        }
        var now = summary == null ? new CimRow(0, Map.of()) : summary;
        return new Battery(instance, Clean.text(row, "ManufactureName"), Clean.text(row, "DeviceName"),
                Clean.firmware(row, "SerialNumber"),
                Clean.word(now, "Chemistry", CHEMISTRIES), Clean.positive(row, "DesignedCapacity"),
                Clean.positive(full.getOrDefault(instance, now), "FullChargedCapacity"),
                Clean.positive(cycles.getOrDefault(instance, now), "CycleCount"), percent(now));
    }

    /** Where only Win32_Battery is known. */
    public static @Nullable Battery summary(CimRow row) {
        var name = Clean.first(row, "DeviceID", "Name");
        return name == null ? null
                : new Battery(name, null, Clean.text(row, "Name"), null, Clean.word(row, "Chemistry", CHEMISTRIES),
                        Clean.positive(row, "DesignCapacity"),
                        Clean.positive(row, "FullChargeCapacity"), null, percent(row));
    }

    private static @Nullable Long percent(CimRow row) {
        var charge = Clean.number(row, "EstimatedChargeRemaining");
        return charge == null || charge > 100 ? null : charge;
    }

    /** Rows by instance. */
    public static Map<String, CimRow> byInstance(List<CimRow> rows) {
        Map<String, CimRow> found = new HashMap<>();
        for (var row : rows) {
            var name = Clean.text(row, "InstanceName");
            if (name != null) {
                found.putIfAbsent(name, row);
            }
        }
        return found;
    }
}
