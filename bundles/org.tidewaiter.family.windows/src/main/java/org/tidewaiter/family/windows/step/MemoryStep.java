package org.tidewaiter.family.windows.step;

import java.util.List;

import org.tidewaiter.api.data.ExpansionSlot;
import org.tidewaiter.api.data.MemoryArray;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.family.windows.parse.Machines;

/** Memory modules, the slots that they sit in, and the slots for cards. */
public final class MemoryStep implements TableStep {

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CimQuery.of("memory-modules", "Win32_PhysicalMemory", "Tag", "DeviceLocator", "BankLabel", "Capacity",
                    "MemoryType", "FormFactor", "Speed", "Manufacturer", "SerialNumber", "PartNumber"), MemoryModule.class,
                    "the firmware lists no memory module", Machines::module),
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
}
