package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.tidewaiter.api.data.AttachedDevice;
import org.tidewaiter.api.data.Battery;
import org.tidewaiter.api.data.GraphicsAdapter;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Monitor;
import org.tidewaiter.api.data.PrintQueue;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Edid;
import org.tidewaiter.family.windows.parse.Peripherals;

/** Printers, monitors, graphics adapters, USB and sound devices, batteries. */
public final class PeripheralStep implements RemotingStep {

    private static final CimQuery PRINTERS = CimQuery
            .of("printers", "Win32_Printer", "Name", "DriverName", "PortName", "Shared", "ShareName",
                    "Default", "Network", "Published", "Location", "Comment")
            .within(Duration.ofSeconds(40));
    private static final CimQuery PORTS = CimQuery.of("printer-ports", "Win32_TCPIPPrinterPort", "Name", "HostAddress",
            "PortNumber");
    private static final CimQuery MONITORS = CimQuery.of("monitors", "WmiMonitorID", "InstanceName", "Active", "ManufacturerName",
            "ProductCodeID", "SerialNumberID", "UserFriendlyName", "WeekOfManufacture", "YearOfManufacture").in("root/wmi");
    private static final PowerShellScript EDID = PowerShellScript.of("monitor-edid",
            "Get-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Enum\\DISPLAY\\*\\*\\Device Parameters' -ErrorAction SilentlyContinue"
                    + " | Where-Object { $_.EDID } | Select-Object -First 50 -Property 'EDID', 'PSPath'");
    private static final CimQuery GRAPHICS = CimQuery.of("graphics-adapters", "Win32_VideoController", "Name", "PNPDeviceID",
            "AdapterCompatibility", "VideoProcessor", "AdapterRAM", "DriverVersion", "DriverDate", "CurrentHorizontalResolution",
            "CurrentVerticalResolution");
    private static final CimQuery USB = CimQuery
            .of("usb-devices", "Win32_PnPEntity", "DeviceID", "Name", "Manufacturer", "Service", "Status", "ClassGuid")
            .where("DeviceID LIKE \"USB%\"").within(Duration.ofSeconds(30));
    private static final PowerShellScript USB_STORES = PowerShellScript.of("usb-stores",
            "Get-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR\\*\\*' -ErrorAction SilentlyContinue"
                    + " | Select-Object -First 500 -Property 'FriendlyName', 'PSPath'");
    private static final CimQuery SOUND = CimQuery.of("sound-devices", "Win32_SoundDevice", "DeviceID", "Name", "Manufacturer",
            "Status");
    private static final CimQuery BATTERIES = CimQuery.of("batteries", "Win32_Battery", "DeviceID", "Name", "Chemistry",
            "DesignCapacity",
            "FullChargeCapacity", "EstimatedChargeRemaining");
    private static final CimQuery BATTERY_DATA = CimQuery.of("battery-data", "BatteryStaticData", "InstanceName", "DeviceName",
            "ManufactureName", "SerialNumber", "DesignedCapacity").in("root/wmi");
    private static final CimQuery BATTERY_FULL = CimQuery.of("battery-capacity", "BatteryFullChargedCapacity", "InstanceName",
            "FullChargedCapacity").in("root/wmi");
    private static final CimQuery BATTERY_CYCLES = CimQuery
            .of("battery-cycles", "BatteryCycleCount", "InstanceName", "CycleCount")
            .in("root/wmi");

    @Override
    public String id() {
        return "peripheral";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(PrintQueue.class, Monitor.class, GraphicsAdapter.class, AttachedDevice.class, Battery.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PRINTERS, PORTS, MONITORS, EDID, GRAPHICS, USB, USB_STORES, SOUND, BATTERIES, BATTERY_DATA, BATTERY_FULL,
                BATTERY_CYCLES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(280);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var ports = Peripherals.ports(session.query(PORTS).rows());
        new Reading<>(PRINTERS, PrintQueue.class, "there is no printer", row -> Peripherals.printer(row, ports)).state(session,
                sink);
        monitors(session, sink);
        new Reading<>(GRAPHICS, GraphicsAdapter.class, "there is no graphics adapter", Peripherals::graphics).state(session,
                sink);
        var usb = session.query(USB);
        var found = Reading.state(sink, usb, AttachedDevice.class, row -> Peripherals.device(row, "usb"));
        found += Reading.state(sink, session.run(USB_STORES), AttachedDevice.class, Peripherals::stored);
        found += Reading.state(sink, session.query(SOUND), AttachedDevice.class, row -> Peripherals.device(row, "sound"));
        Reading.settle(sink, usb, AttachedDevice.class, found > 0, "there is no USB or sound device");
        batteries(session, sink);
    }

    /** The registry remembers monitors of old; WMI knows those of now, and where it knows none the computer has no screen of its own. */
    private static void monitors(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var now = session.query(MONITORS);
        var connected = now.rows().stream().map(Edid::place).filter(Objects::nonNull)
                .map(p -> String.valueOf(p).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        var blocks = session.run(EDID);
        var found = Reading.state(sink, blocks, Monitor.class, row -> Edid.registry(row, connected));
        if (found == 0) {
            found = Reading.state(sink, now, Monitor.class, Edid::wmi);
        }
        Reading.settle(sink, blocks, Monitor.class, found > 0 || now.shortfall() != null, "no monitor was ever connected");
    }

    private static void batteries(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var batteries = session.query(BATTERIES);
        var data = session.query(BATTERY_DATA);
        var full = Peripherals.byInstance(session.query(BATTERY_FULL).rows());
        var cycles = Peripherals.byInstance(session.query(BATTERY_CYCLES).rows());
        // one battery in both classes is the same; of several nobody says which is which
        var only = batteries.rows().size() == 1 && data.rows().size() == 1 ? batteries.rows().getFirst() : null;
        var found = 0;
        for (var row : data.rows()) {
            var battery = Peripherals.battery(row, full, cycles, only);
            if (battery != null) {
                sink.fact(battery, data.at(row));
                found++;
            }
        }
        if (found == 0) {
            found = Reading.state(sink, batteries, Battery.class, Peripherals::summary);
        } else {
            sink.missing(Battery.class, batteries);
        }
        Reading.settle(sink, batteries, Battery.class, found > 0, "there is no battery");
    }
}
