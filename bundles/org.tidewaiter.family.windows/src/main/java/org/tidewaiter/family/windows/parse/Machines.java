package org.tidewaiter.family.windows.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ExpansionSlot;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.MemoryArray;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.data.Processor;
import org.tidewaiter.api.data.ProcessorCache;
import org.tidewaiter.api.session.CimRow;

/** The machine, its processors and its memory, from the classes that WMI fills from SMBIOS. */
public final class Machines {

    /** SMBIOS specification (DSP0134) 7.4.1, system enclosure types. */
    private static final List<String> CHASSIS = List.of("", "", "", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower",
            "Tower",
            "Portable", "Laptop", "Notebook", "Hand Held", "Docking Station", "All in One", "Sub Notebook", "Space-saving",
            "Lunch Box",
            "Main Server Chassis", "Expansion Chassis", "SubChassis", "Bus Expansion Chassis", "Peripheral Chassis",
            "RAID Chassis",
            "Rack Mount Chassis", "Sealed-case PC", "Multi-system chassis", "Compact PCI", "Advanced TCA", "Blade",
            "Blade Enclosure",
            "Tablet", "Convertible", "Detachable", "IoT Gateway", "Embedded PC", "Mini PC", "Stick PC");
    /** DSP0134 7.18.1, memory form factors as Win32_PhysicalMemory.FormFactor has them. */
    private static final List<String> FORM_FACTORS = List.of("", "", "SIP", "DIP", "ZIP", "SOJ", "", "SIMM", "DIMM", "TSOP",
            "PGA", "RIMM",
            "SODIMM", "SRIMM", "SMD", "SSMP", "QFP", "TQFP", "SOIC", "LCC", "PLCC", "BGA", "FPBGA", "LGA");
    /** DSP0134 7.18.2, from 15 on. */
    private static final List<String> MEMORY_TYPES = List.of("SDRAM", "SGRAM", "RDRAM", "DDR", "DDR2", "DDR2 FB-DIMM", "", "", "",
            "DDR3", "FBD2", "DDR4", "LPDDR", "LPDDR2", "LPDDR3", "LPDDR4", "", "HBM", "HBM2", "DDR5", "LPDDR5");
    private static final int FIRST_MEMORY_TYPE = 15;
    /** Win32_Processor.Architecture. */
    private static final List<String> ARCHITECTURES = List.of("x86", "MIPS", "Alpha", "PowerPC", "", "ARM", "ia64", "", "",
            "x86_64", "",
            "", "aarch64");
    /** Win32_PhysicalMemoryArray.MemoryErrorCorrection. */
    private static final List<String> CORRECTIONS = List.of("", "", "", "no correction", "parity", "single-bit", "multi-bit",
            "crc");
    /** Win32_SystemSlot.CurrentUsage. */
    private static final List<String> USAGES = List.of("", "", "", "available", "in use");
    /** CIM_Slot.MaxDataWidth. */
    private static final List<Long> WIDTHS = List.of(8L, 16L, 32L, 64L, 128L);
    /** Win32_SystemSlot.VccMixedVoltageSupport. */
    private static final List<String> VOLTAGES = List.of("", "", "3.3", "5");
    /** Win32_CacheMemory.Associativity. */
    private static final List<String> ASSOCIATIVITIES = List.of("", "", "", "direct", "2-way", "4-way", "full", "8-way", "16-way",
            "12-way",
            "24-way", "32-way", "48-way", "64-way", "20-way");
    private static final String NIL_UUID = "00000000-0000-0000-0000-000000000000";

    private Machines() {
    }

    /** The machine itself. */
    public static Hardware hardware(CimRow bios, CimRow product, CimRow enclosure, CimRow board, CimRow computer) {
        var vendor = Clean.firmware(product, "Vendor");
        var model = Clean.firmware(product, "Name");
        var serial = Clean.firmware(product, "IdentifyingNumber");
        var enclosureSerial = Clean.firmware(enclosure, "SerialNumber");
        var biosSerial = Clean.firmware(bios, "SerialNumber");
        var firmware = Clean.firmware(bios, "SMBIOSBIOSVersion");
        return new Hardware(vendor == null ? Clean.firmware(computer, "Manufacturer") : vendor,
                model == null ? Clean.firmware(computer, "Model") : model, Clean.firmware(product, "Version"),
                serial != null ? serial : biosSerial != null ? biosSerial : enclosureSerial, uuid(product),
                Clean.firmware(enclosure, "SMBIOSAssetTag"), chassis(enclosure), Clean.firmware(board, "Manufacturer"),
                Clean.firmware(board, "Product"), Clean.firmware(board, "SerialNumber"), Clean.firmware(bios, "Manufacturer"),
                firmware == null ? Clean.firmware(bios, "Version") : firmware, Clean.day(bios, "ReleaseDate"),
                Clean.positive(computer, "TotalPhysicalMemory"));
    }

    private static @Nullable String uuid(CimRow product) {
        var text = Clean.firmware(product, "UUID");
        if (text == null || !text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            return null;
        }
        var uuid = text.toLowerCase(Locale.ROOT);
        return uuid.equals(NIL_UUID) || uuid.matches("[f-]+") || uuid.equals("03000200-0400-0500-0006-000700080009") ? null
                : uuid;
    }

    private static @Nullable String chassis(CimRow enclosure) {
        return Clean.words(enclosure, "ChassisTypes", CHASSIS).stream().filter(t -> !t.matches("[0-9]+")).findFirst()
                .orElse(null);
    }

    /** A processor package. */
    public static @Nullable Processor processor(CimRow row) {
        var socket = Clean.first(row, "SocketDesignation", "DeviceID");
        var speed = Clean.positive(row, "MaxClockSpeed");
        return socket == null ? null
                : new Processor(socket, Clean.text(row, "Manufacturer"), squeezed(Clean.text(row, "Name")),
                        Clean.word(row, "Architecture", ARCHITECTURES), Clean.positive(row, "NumberOfCores"),
                        Clean.positive(row, "NumberOfLogicalProcessors"), speed == null ? null : Double.valueOf(speed), null,
                        List.of());
    }

    private static @Nullable String squeezed(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\s+", " ");
    }

    /** Rows by the module's tag. */
    public static Map<String, CimRow> byTag(List<CimRow> rows) {
        Map<String, CimRow> found = new HashMap<>();
        for (var row : rows) {
            var tag = Clean.text(row, "Tag");
            if (tag != null) {
                found.putIfAbsent(tag, row);
            }
        }
        return found;
    }

    /** A memory module; its type may stand in another row. */
    public static @Nullable MemoryModule module(CimRow row, Map<String, CimRow> types) {
        var tag = Clean.text(row, "Tag");
        var slot = Clean.first(row, "DeviceLocator", "Tag");
        var speed = Clean.positive(row, "Speed");
        return slot == null ? null
                : new MemoryModule(slot, Clean.firmware(row, "BankLabel"), Clean.positive(row, "Capacity"),
                        memoryType(row, tag == null ? row : types.getOrDefault(tag, row)),
                        Clean.word(row, "FormFactor", FORM_FACTORS), speed, Clean.firmware(row, "Manufacturer"),
                        Clean.firmware(row, "SerialNumber"), Clean.firmware(row, "PartNumber"));
    }

    /** SMBIOSMemoryType came with Windows 10; MemoryType before it ends with DDR3 (24). */
    private static @Nullable String memoryType(CimRow row, CimRow newer) {
        var number = newer.integer("SMBIOSMemoryType").orElse(row.integer("MemoryType").orElse(0)) - FIRST_MEMORY_TYPE;
        return number < 0 || number >= MEMORY_TYPES.size() || MEMORY_TYPES.get(number).isEmpty() ? null
                : MEMORY_TYPES.get(number);
    }

    /** An array of memory slots; its size is in kibibytes, in a second property where the first is too small for it. */
    public static @Nullable MemoryArray array(CimRow row) {
        var name = Clean.first(row, "Tag", "Name");
        var large = Clean.positive(row, "MaxCapacityEx");
        return name == null ? null
                : new MemoryArray(name, Clean.positive(row, "MemoryDevices"),
                        Clean.times(large == null ? Clean.positive(row, "MaxCapacity") : large, 1024),
                        Clean.word(row, "MemoryErrorCorrection", CORRECTIONS));
    }

    /** A slot for cards. */
    public static @Nullable ExpansionSlot slot(CimRow row) {
        var name = Clean.first(row, "SlotDesignation", "Tag");
        var width = row.integer("MaxDataWidth").orElse(-1);
        return name == null ? null
                : new ExpansionSlot(name, Clean.word(row, "CurrentUsage", USAGES),
                        width < 0 || width >= WIDTHS.size() ? null : WIDTHS.get(width),
                        Clean.words(row, "VccMixedVoltageSupport", VOLTAGES).stream().filter(v -> v.length() < 4).toList());
    }

    /** A processor cache. Level counts from 3 for the primary one. */
    public static @Nullable ProcessorCache cache(CimRow row) {
        var name = Clean.first(row, "Purpose", "DeviceID");
        var level = row.integer("Level").orElse(0) - 2;
        return name == null ? null
                : new ProcessorCache(name, level < 1 ? null : Long.valueOf(level),
                        Clean.times(Clean.positive(row, "InstalledSize"), 1024),
                        Clean.word(row, "Associativity", ASSOCIATIVITIES));
    }
}
