package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.MemoryModule;

/** Memory modules from {@code dmidecode -t 17} (SMBIOS, DSP0134, 7.18): empty slots are passed over. */
public final class MemoryDevices {

    private MemoryDevices() {
    }

    /** The populated slots; a slot whose locator is missing or repeated is told apart by its bank or its place. */
    public static List<Located<MemoryModule>> parse(String text) {
        var rows = new ArrayList<Located<MemoryModule>>();
        Map<String, String> block = new HashMap<>();
        var inside = false;
        var begin = 0;
        var number = 0;
        for (var line : (text + "\n\n").lines().toList()) {
            number++;
            if (line.strip().equals("Memory Device")) {
                inside = true;
                begin = number;
                block = new HashMap<>();
            } else if (inside && (line.isBlank() || line.startsWith("Handle "))) {
                add(rows, block, begin);
                inside = false;
            } else if (inside && line.indexOf(':') > 0) {
                block.putIfAbsent(line.substring(0, line.indexOf(':')).strip(), line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return rows;
    }

    private static void add(List<Located<MemoryModule>> rows, Map<String, String> block, int line) {
        var size = size(block.get("Size"));
        if (size == null || size == 0) {
            return;
        }
        var locator = Clean.firmware(block.get("Locator"));
        var bank = Clean.firmware(block.get("Bank Locator"));
        var slot = locator != null ? locator : bank != null ? bank : "module " + (rows.size() + 1);
        rows.add(new Located<>(new MemoryModule(slot, bank, size, Clean.firmware(block.get("Type")),
                Clean.firmware(block.get("Form Factor")),
                speed(block.get("Speed")), Clean.firmware(block.get("Manufacturer")), Clean.firmware(block.get("Serial Number")),
                Clean.firmware(block.get("Part Number"))), line));
    }

    /** Bytes of {@code 8192 MB}, {@code 16 GB}; absent for {@code No Module Installed}. */
    private static @Nullable Long size(@Nullable String raw) {
        var words = raw == null ? new String[0] : raw.split(" ");
        var number = words.length == 2 ? Clean.number(words[0]) : null;
        if (number == null || number > 1L << 30) {
            return null;
        }
        return switch (words[1]) {
            case "bytes" -> number;
            case "kB", "KB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            case "TB" -> number > 1L << 20 ? null : number << 40;
            default -> null;
        };
    }

    /** Megatransfers a second; older versions print MHz and mean the same. */
    private static @Nullable Long speed(@Nullable String raw) {
        return raw != null && raw.matches("[0-9]{1,6} (MT/s|MHz).*") ? Clean.number(raw.substring(0, raw.indexOf(' '))) : null;
    }
}
