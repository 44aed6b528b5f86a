package org.tidewaiter.transport.smb;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.tidewaiter.engine.spi.FileShareReplies;

/**
 * Which values of a policy are told. Numbers always; text where a policy of Windows itself keeps it, unless its name says that it is a secret: a
 * program of a third party may keep a password under any name. Of bytes their count.
 */
final class PolicyValues {

    private static final Set<String> NUMBERS = Set.of("REG_DWORD", "REG_DWORD_BIG_ENDIAN", "REG_QWORD");
    /** Of these the count is told. */
    private static final Set<String> BYTES = Set.of("REG_BINARY", "REG_NONE");
    private static final int LONGEST_SWITCH = 3;
    private static final int LONGEST_TEXT = 4_096;
    private static final Pattern NUMBER_OF_SECRET = Pattern.compile("(?i)(?:password|passphrase|passcode|pwd|pin|secret)$");
    private static final Pattern SECRET = Pattern
            .compile(
                    "(?i)pass(?!port)|pwd|secret|communit|token|\\bpin\\b|psk|private ?key|shared ?key|(?:api|product|licen[cs]e) ?key");
    /** Names of values below these are secrets themselves: SNMP's communities. */
    private static final Pattern SECRET_NAMES = Pattern.compile("(?i)communit|password|secret");
    /** Commands with all their arguments. */
    private static final Pattern COMMANDS = Pattern.compile("(?i)(?:^|\\\\)(?:run|runonce|scripts)(?:\\\\|$)");
    private static final List<String> OF_WINDOWS = List.of("software\\policies\\microsoft\\",
            "software\\microsoft\\windows\\currentversion\\policies\\", "software\\microsoft\\windows nt\\currentversion\\",
            "system\\currentcontrolset\\");
    private static final Pattern USER_OF_URL = Pattern.compile("//\\S*@");

    private PolicyValues() {
    }

    /**
     * A value as it may be told.
     *
     * @param key  below the hive, with backslashes
     * @param type {@code REG_SZ}
     * @param data its text
     * @return name and data
     */
    static List<String> shown(String key, String name, String type, String data) {
        if (SECRET_NAMES.matcher(key).find()) {
            return List.of(FileShareReplies.CUT, FileShareReplies.CUT);
        }
        if (data.isEmpty() || BYTES.contains(type) || NUMBERS.contains(type) && !isNumericSecret(name, data)) {
            return List.of(name, data);
        }
        var isSecret = SECRET.matcher(key).find() || SECRET.matcher(name).find() || COMMANDS.matcher(key).find()
                || !isOfWindows(key) || data.length() > LONGEST_TEXT;
        return List.of(name,
                isSecret ? FileShareReplies.CUT : USER_OF_URL.matcher(data).replaceAll("//" + FileShareReplies.CUT + "@"));
    }

    /** Whether a name outside the registry says that its value is a secret. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** A switch or a length has few digits. */
    private static boolean isNumericSecret(String name, String data) {
        return data.length() > LONGEST_SWITCH && NUMBER_OF_SECRET.matcher(name).find();
    }

    private static boolean isOfWindows(String key) {
        var lower = key.toLowerCase(Locale.ROOT) + "\\";
        return OF_WINDOWS.stream().anyMatch(lower::startsWith);
    }
}
