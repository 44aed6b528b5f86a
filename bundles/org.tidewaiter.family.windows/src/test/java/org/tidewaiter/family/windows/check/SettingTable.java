package org.tidewaiter.family.windows.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** The table {@code src/test/checks/settings.txt}. */
final class SettingTable {

    private SettingTable() {
    }

    static List<CheckCase> read() {
        try {
            return Files.readAllLines(Path.of("src/test/checks/settings.txt")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(SettingTable::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckCase row(String line) {
        var cells = line.split(" \\| ");
        var statements = new ArrayList<Statement>();
        settings(cells[1].strip(), statements);
        computer(cells[2].strip(), statements);
        return new CheckCase(cells[0].strip(), List.copyOf(statements), cells[3].strip(), line);
    }

    private static void settings(String cell, List<Statement> statements) {
        if (cell.equals("!")) {
            statements.add(denied(HardeningSetting.class));
            return;
        }
        for (var setting : cell.split("; ")) {
            var equals = setting.indexOf('=');
            var words = setting.substring(0, equals).split(" (?=user\\.|rdp-effective)");
            var name = words[words.length - 1];
            var value = setting.substring(equals + 1);
            statements.add(new Fact(new HardeningSetting(name, words.length == 1 ? "machine" : words[0],
                    value.isEmpty() ? null : value, place(name)), new Evidence(1, "row " + (statements.size() + 1))));
        }
    }

    /** Where a setting stands. */
    static String place(String name) {
        return "the place of " + name;
    }

    private static void computer(String cell, List<Statement> statements) {
        if (cell.equals("?")) {
            statements.add(denied(WindowsRelease.class));
            statements.add(denied(WindowsIdentity.class));
            return;
        }
        var words = List.of(cell.split(" "));
        var build = words.getFirst().split("\\.");
        var role = switch (words.get(1)) {
            case "client" -> "work station";
            case "server" -> "server";
            case "dc" -> "domain controller";
            default -> throw new IllegalArgumentException(cell);
        };
        var edition = words.stream().skip(2).filter(word -> Character.isUpperCase(word.charAt(0))).findFirst().orElse(null);
        statements.add(new Fact(release(Long.valueOf(build[0]), build.length > 1 ? Long.valueOf(build[1]) : null, role, edition),
                new Evidence(2, "")));
        statements.add(words.contains("member") || words.contains("workgroup")
                ? new Fact(identity(words.contains("member")), new Evidence(3, ""))
                : denied(WindowsIdentity.class));
    }

    static WindowsRelease release(@Nullable Long build, @Nullable Long revision, @Nullable String role,
            @Nullable String edition) {
        return new WindowsRelease(null, build, revision, null, edition, null, null, null, role, null, null, null, null, null);
    }

    static WindowsIdentity identity(boolean member) {
        return new WindowsIdentity(null, null, member, null, null, null, null, null, null);
    }

    static Gap denied(Class<? extends Item> dataClass) {
        return new Gap(dataClass, GapReason.DENIED, "made for the table", null);
    }
}
