package org.tidewaiter.family.windows.parse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Monitor;
import org.tidewaiter.api.session.CimRow;

/** Monitors, from the 128 bytes that they say of themselves (VESA E-EDID 1.4, section 3), else from WmiMonitorID. */
public final class Edid {

    private static final int LENGTH = 128;
    private static final int[] DESCRIPTORS = { 54, 72, 90, 108 };
    private static final int DESCRIPTOR_LENGTH = 18;
    private static final int NAME = 0xfc;
    private static final int SERIAL = 0xff;
    private static final int FIRST_YEAR = 1990;
    /** A week of 255 says that the year is the model's. */
    private static final int LAST_WEEK = 54;

    private Edid() {
    }

    /** A registry key of DISPLAY with the value {@code EDID}. */
    public static @Nullable Monitor registry(CimRow row, Set<String> connected) {
        var path = RegistryKeys.path(row);
        var begin = path.toUpperCase(Locale.ROOT).indexOf("DISPLAY\\");
        var end = path.toUpperCase(Locale.ROOT).indexOf("\\DEVICE PARAMETERS");
        if (begin < 0) {
            return null;
        }
        var id = path.substring(begin, end < begin ? path.length() : end);
        return monitor(id, Clean.bytes(row, "EDID"),
                connected.isEmpty() ? null : Boolean.valueOf(connected.contains(id.toLowerCase(Locale.ROOT))));
    }

    /** Reads the block; absent when it is none. */
    public static @Nullable Monitor monitor(String id, byte[] edid, @Nullable Boolean connected) {
        if (edid.length < LENGTH || edid[0] != 0 || (edid[1] & 0xff) != 0xff || edid[7] != 0) {
            return null;
        }
        var name = descriptor(edid, NAME);
        var serial = descriptor(edid, SERIAL);
        var number = unsigned(edid, 12) | unsigned(edid, 13) << 8 | unsigned(edid, 14) << 16 | (long) unsigned(edid, 15) << 24;
        var product = "%04X".formatted(unsigned(edid, 10) | unsigned(edid, 11) << 8);
        var week = unsigned(edid, 16);
        return new Monitor(id, vendor(edid), name == null ? product : name,
                serial != null ? serial : number == 0 || number == 0x01010101L ? null : Long.toString(number),
                (long) FIRST_YEAR + unsigned(edid, 17),
                week == 0 || week > LAST_WEEK ? null : Long.valueOf(week), size(edid, 66, 21, 4), size(edid, 67, 22, 0),
                connected);
    }

    /** Three letters of five bits each, A is 1. */
    private static @Nullable String vendor(byte[] edid) {
        var code = unsigned(edid, 8) << 8 | unsigned(edid, 9);
        var letters = new StringBuilder();
        for (var shift = 10; shift >= 0; shift -= 5) {
            var letter = code >> shift & 0x1f;
            if (letter < 1 || letter > 26) {
                return null;
            }
            letters.append((char) ('A' + letter - 1));
        }
        return letters.toString();
    }

    private static @Nullable String descriptor(byte[] edid, int tag) {
        for (var at : DESCRIPTORS) {
            if (edid[at] == 0 && edid[at + 1] == 0 && unsigned(edid, at + 3) == tag) {
                var text = new String(edid, at + 5, DESCRIPTOR_LENGTH - 5, StandardCharsets.ISO_8859_1);
                var end = text.indexOf('\n');
                return Clean.text(end < 0 ? text : text.substring(0, end));
            }
        }
        return null;
    }

    /** In millimetres from the first detailed timing, else in centimetres from the header. */
    private static @Nullable Long size(byte[] edid, int low, int centimetres, int shift) {
        var timing = edid[DESCRIPTORS[0]] != 0 || edid[DESCRIPTORS[0] + 1] != 0;
        var exact = timing ? unsigned(edid, low) | (unsigned(edid, 68) >> shift & 0xf) << 8 : 0;
        var millimetres = exact > 0 ? exact : unsigned(edid, centimetres) * 10;
        return millimetres == 0 ? null : Long.valueOf(millimetres);
    }

    private static int unsigned(byte[] edid, int at) {
        return edid[at] & 0xff;
    }

    /** A row of WmiMonitorID, {@code DISPLAY\DEL40A3\4&1a2b&0&UID0_0}. */
    public static @Nullable Monitor wmi(CimRow row) {
        var id = place(row);
        if (id == null) {
            return null;
        }
        var name = Clean.characters(row, "UserFriendlyName");
        var serial = Clean.characters(row, "SerialNumberID");
        var week = Clean.positive(row, "WeekOfManufacture");
        return new Monitor(id, Clean.characters(row, "ManufacturerName"),
                name == null ? Clean.characters(row, "ProductCodeID") : name,
                "0".equals(serial) ? null : serial, Clean.positive(row, "YearOfManufacture"),
                week == null || week > LAST_WEEK ? null : week, null, null,
                Clean.flag(row, "Active"));
    }

    /** The place that a row of WmiMonitorID speaks of. */
    public static @Nullable String place(CimRow row) {
        var name = Clean.text(row, "InstanceName");
        return name == null ? null : name.replaceFirst("_[0-9]+$", "");
    }
}
