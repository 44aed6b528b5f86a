package org.tidewaiter.family.unix.parse;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Hardware;

/** The machine's row from SMBIOS' files in sysfs, or from a device tree. */
public final class Machines {

    /** Nothing known of serial numbers and UUID. */
    public static final Map<String, String> NO_IDENTITY = Map.of();

    /** SMBIOS specification (DSP0134) 7.4.1, system enclosure types. */
    private static final String[] CHASSIS = { "", "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box", "Mini Tower",
        "Tower",
        "Portable", "Laptop", "Notebook", "Hand Held", "Docking Station", "All in One", "Sub Notebook", "Space-saving",
        "Lunch Box",
        "Main Server Chassis", "Expansion Chassis", "SubChassis", "Bus Expansion Chassis", "Peripheral Chassis", "RAID Chassis",
        "Rack Mount Chassis", "Sealed-case PC", "Multi-system chassis", "Compact PCI", "Advanced TCA", "Blade", "Blade Enclosure",
        "Tablet",
        "Convertible", "Detachable", "IoT Gateway", "Embedded PC", "Mini PC", "Stick PC" };

    private static final String NIL_UUID = "00000000-0000-0000-0000-000000000000";

    private Machines() {
    }

    /** Lines {@code /sys/class/dmi/id/NAME:VALUE}, as grep prints them, as name to value. */
    public static Map<String, String> identity(String text) {
        return KeyValues.parse(text.replaceAll("(?m)^/sys/class/dmi/id/([a-z_]+):", "$1="));
    }

    /** The row. */
    public static Hardware of(Map<String, String> values, Map<String, String> identity) {
        var serial = Clean.firmware(identity.get("product_serial"));
        var model = Clean.firmware(values.get("product_name"));
        var version = Clean.firmware(values.get("product_version"));
        return new Hardware(Clean.firmware(values.get("sys_vendor")),
                model == null ? Clean.text(values.get("tree-model")) : model,
                version == null ? Clean.firmware(values.get("product_sku")) : version,
                serial == null ? first(identity.get("chassis_serial"), values.get("tree-serial-number")) : serial,
                uuid(identity.get("product_uuid")),
                Clean.firmware(values.get("chassis_asset_tag")), chassis(values.get("chassis_type")),
                Clean.firmware(values.get("board_vendor")),
                Clean.firmware(values.get("board_name")), Clean.firmware(identity.get("board_serial")),
                Clean.firmware(values.get("bios_vendor")),
                Clean.firmware(values.get("bios_version")), Clean.firmwareDate(values.get("bios_date")),
                Clean.kibibytes(values.get("memory")));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String two) {
        var text = Clean.firmware(one);
        return text == null ? Clean.firmware(two) : text;
    }

    private static @Nullable String uuid(@Nullable String raw) {
        var text = Clean.firmware(raw);
        if (text == null || !text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            return null;
        }
        var uuid = text.toLowerCase(Locale.ROOT);
        return uuid.equals(NIL_UUID) || uuid.matches("[f-]+") || uuid.equals("03000200-0400-0500-0006-000700080009") ? null
                : uuid;
    }

    private static @Nullable String chassis(@Nullable String raw) {
        var number = Clean.number(raw);
        return number == null || number < 3 || number >= CHASSIS.length ? null : CHASSIS[number.intValue()];
    }
}
