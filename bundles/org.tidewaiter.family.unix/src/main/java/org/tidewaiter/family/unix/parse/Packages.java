package org.tidewaiter.family.unix.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.InstalledSoftware;

/** Installed packages, as each package manager lists them. Lines that are none are passed over. */
public final class Packages {

    private Packages() {
    }

    /** Package, or package:architecture, to the time its file list was written: lines {@code SECONDS ./NAME.list}. */
    public static Map<String, Instant> times(String text) {
        Map<String, Instant> times = new HashMap<>();
        for (var line : text.lines().toList()) {
            var blank = line.indexOf(' ');
            var seconds = blank < 0 ? null : Clean.number(line.substring(0, blank));
            if (seconds != null && seconds > 0 && seconds < 32_503_680_000L && line.endsWith(".list")) {
                times.put(line.substring(line.lastIndexOf('/') + 1, line.length() - ".list".length()),
                        Instant.ofEpochSecond(seconds));
            }
        }
        return times;
    }

    /** From dpkg-query: status, name, version, architecture, maintainer, source, KiB, summary, divided by tabs. Removed packages are left out. */
    public static List<Located<InstalledSoftware>> dpkg(String text, Map<String, Instant> times) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var fields = line.split("\t", -1);
            if (fields.length == 8 && fields[0].length() >= 2 && fields[0].charAt(1) == 'i' && !fields[1].isBlank()) {
                var installed = times.getOrDefault(fields[1] + ":" + fields[3], times.get(fields[1]));
                rows.add(new Located<>(new InstalledSoftware(fields[1], "dpkg", Clean.text(fields[2]), Clean.text(fields[3]),
                        Clean.text(fields[4]),
                        Clean.text(fields[5]), Clean.kibibytes(fields[6]), installed, Clean.text(fields[7])), number));
            }
        }
        return rows;
    }

    /** From {@code rpm -qa}: name, version, architecture, vendor, source package, bytes, seconds, summary, divided by tabs. Imported keys are no software. */
    public static List<Located<InstalledSoftware>> rpm(String text) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var fields = line.split("\t", -1);
            if (fields.length == 8 && !fields[0].isBlank() && !fields[0].equals("gpg-pubkey")) {
                var seconds = Clean.number(fields[6]);
                rows.add(new Located<>(new InstalledSoftware(fields[0], "rpm", Clean.text(fields[1]), told(fields[2]),
                        told(fields[3]), told(fields[4]),
                        Clean.number(fields[5]), seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds),
                        told(fields[7])), number));
            }
        }
        return rows;
    }

    private static @Nullable String told(String field) {
        return field.equals("(none)") ? null : Clean.text(field);
    }

    /** From apk's database: paragraphs of {@code P:name}, {@code V:version}, {@code A:architecture}, {@code I:bytes}, {@code o:origin}, {@code T:text}. */
    public static List<Located<InstalledSoftware>> apk(String text) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        Map<String, String> block = new HashMap<>();
        var begin = 1;
        var number = 0;
        for (var line : (text + "\n\n").lines().toList()) {
            number++;
            if (line.isEmpty()) {
                var name = Clean.text(block.get("P"));
                if (name != null) {
                    rows.add(new Located<>(
                            new InstalledSoftware(name, "apk", Clean.text(block.get("V")), Clean.text(block.get("A")),
                                    Clean.text(block.get("m")), Clean.text(block.get("o")), Clean.number(block.get("I")), null,
                                    Clean.text(block.get("T"))),
                            begin));
                }
                block = new HashMap<>();
                begin = number + 1;
            } else if (line.length() > 2 && line.charAt(1) == ':') {
                block.putIfAbsent(line.substring(0, 1), line.substring(2));
            }
        }
        return rows;
    }

    /** From {@code pacman -Qi}: paragraphs of {@code Name : value}. */
    public static List<Located<InstalledSoftware>> pacman(String text) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        Map<String, String> block = new HashMap<>();
        var begin = 1;
        var number = 0;
        for (var line : (text + "\n\n").lines().toList()) {
            number++;
            var colon = line.indexOf(" : ");
            if (line.isBlank()) {
                var name = Clean.text(block.get("Name"));
                if (name != null) {
                    rows.add(new Located<>(new InstalledSoftware(name, "pacman", Clean.text(block.get("Version")),
                            Clean.text(block.get("Architecture")),
                            Clean.text(block.get("Packager")), null, size(block.get("Installed Size")), null,
                            Clean.text(block.get("Description"))), begin));
                }
                block = new HashMap<>();
                begin = number + 1;
            } else if (colon > 0) {
                block.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 3));
            }
        }
        return rows;
    }

    /** Bytes of {@code 1.50 MiB}. */
    private static @Nullable Long size(@Nullable String raw) {
        var words = raw == null ? new String[0] : raw.strip().split(" ");
        if (words.length != 2 || !words[0].matches("[0-9]{1,9}(\\.[0-9]{1,4})?")) {
            return null;
        }
        var unit = switch (words[1]) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 0L;
        };
        return unit == 0 ? null : Long.valueOf(Math.round(Double.parseDouble(words[0]) * unit));
    }

    /** From {@code snap list}: a heading, then columns name, version, revision, tracking, publisher, notes. */
    public static List<Located<InstalledSoftware>> snap(String text) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.strip().split("\\s+");
            if (number > 1 && words.length >= 5) {
                rows.add(new Located<>(new InstalledSoftware(words[0], "snap", words[1], null,
                        Clean.text(words[4].replace("*", "")), null, null, null,
                        null), number));
            }
        }
        return rows;
    }

    /** From {@code flatpak list}: application, version, branch, architecture, origin, name, divided by tabs. */
    public static List<Located<InstalledSoftware>> flatpak(String text) {
        var rows = new ArrayList<Located<InstalledSoftware>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var fields = line.split("\t", -1);
            if (fields.length == 6 && !fields[0].isBlank()) {
                var version = Clean.text(fields[1]);
                rows.add(
                        new Located<>(
                                new InstalledSoftware(fields[0], "flatpak", version == null ? Clean.text(fields[2]) : version,
                                        Clean.text(fields[3]), Clean.text(fields[4]), null, null, null, Clean.text(fields[5])),
                                number));
            }
        }
        return rows;
    }
}
