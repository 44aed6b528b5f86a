package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Processor;

/** Processor packages from /proc/cpuinfo: one block a hardware thread, gathered by package. */
public final class Processors {

    /** ARM's implementer codes (Arm Architecture Reference Manual, MIDR_EL1) for the makers one meets. */
    private static final Map<String, String> ARM_MAKERS = Map.of("0x41", "ARM", "0x42", "Broadcom", "0x43", "Cavium", "0x4e",
            "NVIDIA", "0x51",
            "Qualcomm", "0x61", "Apple", "0xc0", "Ampere");

    private static final class Package {
        private final Set<String> cores = new HashSet<>();
        private final Map<String, String> first;
        private final int line;
        private long threads;

        Package(Map<String, String> first, int line) {
            this.first = first;
            this.line = line;
        }
    }

    private Processors() {
    }

    /**
     * The packages.
     *
     * @param cpuinfo /proc/cpuinfo
     * @param extras  lines {@code machine=}, {@code khz=}, and {@code weakness=NAME: STATE}
     */
    public static List<Located<Processor>> parse(String cpuinfo, String extras) {
        var packages = new TreeMap<String, Package>();
        Map<String, String> block = new HashMap<>();
        var begin = 1;
        var number = 0;
        for (var line : (cpuinfo + "\n\n").lines().toList()) {
            number++;
            var colon = line.indexOf(':');
            if (colon > 0) {
                if (block.isEmpty()) {
                    begin = number;
                }
                block.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            } else if (line.isBlank() && !block.isEmpty()) {
                gather(packages, block, begin);
                block = new HashMap<>();
            }
        }
        var values = KeyValues.parse(extras);
        var mitigations = extras.lines().filter(l -> l.startsWith("weakness=")).map(l -> l.substring(9)).toList();
        var rows = new ArrayList<Located<Processor>>();
        packages.forEach((socket, found) -> rows.add(new Located<>(row(socket, found, values, mitigations), found.line)));
        return rows;
    }

    /** A block without {@code processor} is not a thread but, on ARM boards, a note about the board at the end. */
    private static void gather(Map<String, Package> packages, Map<String, String> block, int line) {
        if (!block.containsKey("processor")) {
            return;
        }
        var socket = block.getOrDefault("physical id", "0");
        var found = packages.computeIfAbsent(socket, s -> new Package(block, line));
        found.threads++;
        var core = block.get("core id");
        found.cores.add(core == null ? "thread " + found.threads : core);
    }

    private static Processor row(String socket, Package found, Map<String, String> values, List<String> mitigations) {
        var first = found.first;
        var vendor = Clean.text(first.get("vendor_id"));
        var khz = Clean.number(values.get("khz"));
        return new Processor(socket, vendor == null ? ARM_MAKERS.get(first.getOrDefault("CPU implementer", "")) : vendor,
                model(first),
                Clean.text(values.get("machine")), (long) found.cores.size(), found.threads,
                khz == null ? null : Double.valueOf(khz / 1000.0),
                Clean.text(first.get("microcode")), mitigations);
    }

    private static @Nullable String model(Map<String, String> first) {
        var name = Clean.text(first.get("model name"));
        if (name == null) {
            name = Clean.text(first.get("cpu"));
        }
        var part = Clean.text(first.get("CPU part"));
        var model = name == null && part != null ? "part " + part : name;
        return model == null ? null : model.replaceAll("\\s+", " ");
    }
}
