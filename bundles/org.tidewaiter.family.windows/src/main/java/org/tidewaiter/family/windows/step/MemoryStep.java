package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.tidewaiter.api.data.ExpansionSlot;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.MemoryArray;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Machines;

/** Memory modules, the slots that they sit in, and the slots for cards. */
public final class MemoryStep implements TableStep {

    private static final CimQuery MODULES = CimQuery.of("memory-modules", "Win32_PhysicalMemory", "Tag", "DeviceLocator",
            "BankLabel",
            "Capacity", "MemoryType", "FormFactor", "Speed", "Manufacturer", "SerialNumber", "PartNumber");

    /** DDR4 and later have their type in a property that came with Windows 10; before it a query for it fails, which costs no more than that. */
    private static final CimQuery TYPES = CimQuery.of("memory-types", "Win32_PhysicalMemory", "Tag", "SMBIOSMemoryType");

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CimQuery.of("memory-arrays", "Win32_PhysicalMemoryArray", "Tag", "Name", "MemoryDevices", "MaxCapacity",
                    "MemoryErrorCorrection"), MemoryArray.class, "the firmware lists no array of memory slots", Machines::array),
            new Reading<>(
                    CimQuery.of("expansion-slots", "Win32_SystemSlot", "Tag", "SlotDesignation", "CurrentUsage", "MaxDataWidth",
                            "VccMixedVoltageSupport"),
                    ExpansionSlot.class, "the firmware lists no slot", Machines::slot));

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(MemoryModule.class, MemoryArray.class, ExpansionSlot.class);
    }

    @Override
    public List<Request> requests() {
        return Stream.concat(Stream.of(MODULES, TYPES), READINGS.stream().map(Reading::request)).toList();
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var types = Machines.byTag(session.query(TYPES).rows());
        new Reading<>(MODULES, MemoryModule.class, "the firmware lists no memory module", row -> Machines.module(row, types))
                .state(session,
                        sink);
        TableStep.super.read(session, sink);
    }
}
