package org.tidewaiter.family.windows.step;

import java.util.List;

import org.tidewaiter.api.data.Processor;
import org.tidewaiter.api.data.ProcessorCache;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.family.windows.parse.Machines;

/** Processors and their caches. */
public final class ProcessorStep implements TableStep {

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CimQuery.of("processors", "Win32_Processor", "DeviceID", "SocketDesignation", "Manufacturer", "Name",
                    "Architecture", "NumberOfCores", "NumberOfLogicalProcessors", "MaxClockSpeed", "ProcessorId", "Revision"),
                    Processor.class, "WMI lists no processor", Machines::processor),
            new Reading<>(CimQuery.of("processor-caches", "Win32_CacheMemory", "DeviceID", "Purpose", "Level", "InstalledSize",
                    "Associativity"), ProcessorCache.class, "the firmware lists no cache", Machines::cache));

    @Override
    public String id() {
        return "processor";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
