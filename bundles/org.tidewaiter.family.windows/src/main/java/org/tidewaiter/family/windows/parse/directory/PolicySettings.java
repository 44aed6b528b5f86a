package org.tidewaiter.family.windows.parse.directory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.FileShareReply.SharedFile;
import org.tidewaiter.family.windows.data.directory.PolicySetting;
import org.tidewaiter.family.windows.parse.Clean;

/** What policies set: lines of security templates ([MS-GPSB] 2.2) and values of registry policies ([MS-GPREG] 2.2.1). */
public final class PolicySettings {

    /** Of the file itself. */
    private static final Set<String> NOT_SETTINGS = Set.of("unicode", "version");
    private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z ]{1,40})\\]");
    /** {@code MinimumPasswordLength = 7}. */
    private static final Pattern ASSIGNED = Pattern.compile("([^=\"]{1,2000}?)\\s*=\\s*(.*)");
    /** {@code "Spooler",4,"D:(A;;...)"}, [MS-GPSB] 2.2.9. */
    private static final Pattern LISTED = Pattern.compile("\"?([^\",]{1,2000})\"?\\s*,(.*)");
    private static final Pattern TYPED = Pattern.compile("([0-9]{1,2}),(.*)");

    private PolicySettings() {
    }

    /** Those of a file, by their line in it; of what is set twice the last, which counts. None where it is of no policy. */
    public static Map<Integer, PolicySetting> settings(SharedFile file) {
        var policy = PolicyFile.of(file);
        if (policy.isEmpty()) {
            return Map.of();
        }
        var isTemplate = file.path().toLowerCase(Locale.ROOT).endsWith(".inf");
        var last = new LinkedHashMap<String, Integer>();
        var settings = new LinkedHashMap<Integer, PolicySetting>();
        var section = "";
        for (var i = 0; i < file.lines().size(); i++) {
            var line = file.lines().get(i);
            var head = SECTION.matcher(line);
            if (isTemplate && head.matches()) {
                section = head.group(1);
                continue;
            }
            var setting = isTemplate ? templateLine(policy.get(), section, line) : registryLine(policy.get(), line);
            if (setting.isPresent()) {
                var before = last.put(setting.get().section() + "\n" + setting.get().name(), i);
                if (before != null) {
                    settings.remove(before);
                }
                settings.put(i, setting.get());
            }
        }
        return settings;
    }

    private static Optional<PolicySetting> templateLine(PolicyFile policy, String section, String line) {
        if (section.isEmpty() || NOT_SETTINGS.contains(section.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var assigned = ASSIGNED.matcher(line);
        var parts = assigned.matches() ? assigned : LISTED.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var name = Clean.text(parts.group(1));
        var typed = TYPED.matcher(parts.group(2));
        return section.equalsIgnoreCase("Registry Values") && typed.matches()
                ? setting(policy, section, name, type(typed.group(1)), typed.group(2))
                : setting(policy, section, name, null, parts.group(2));
    }

    private static Optional<PolicySetting> registryLine(PolicyFile policy, String line) {
        var cells = line.split("\t", -1);
        if (cells.length != 4 || cells[0].isBlank()) {
            return Optional.empty();
        }
        var hive = policy.half().equals("computer") ? "MACHINE\\" : "USER\\";
        return setting(policy, "Registry", hive + cells[0] + "\\" + (cells[1].isBlank() ? "(default)" : cells[1]),
                Clean.text(cells[2]), cells[3]);
    }

    private static Optional<PolicySetting> setting(PolicyFile policy, String section, @Nullable String name,
            @Nullable String type,
            String value) {
        return name == null ? Optional.empty()
                : Optional.of(new PolicySetting(policy.policy(), policy.half(), section, name.strip(), type,
                        Clean.text(unquoted(value))));
    }

    private static String unquoted(String value) {
        var text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && text.indexOf('"', 1) == text.length() - 1
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** [MS-GPSB] 2.2.8. */
    private static @Nullable String type(String number) {
        return switch (number) {
            case "1" -> "REG_SZ";
            case "2" -> "REG_EXPAND_SZ";
            case "3" -> "REG_BINARY";
            case "4" -> "REG_DWORD";
            case "7" -> "REG_MULTI_SZ";
            default -> null;
        };
    }
}
