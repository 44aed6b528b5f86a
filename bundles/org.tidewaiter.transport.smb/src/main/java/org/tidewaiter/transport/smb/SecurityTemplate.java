package org.tidewaiter.transport.smb;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.tidewaiter.engine.spi.FileShareReplies;

/** A security template ([MS-GPSB] 2.2): the lines of the sections that the specification knows. UTF-16 with its mark, UTF-8, or ANSI. */
final class SecurityTemplate {

    private static final String REGISTRY_VALUES = "registry values";
    private static final String SYSTEM_ACCESS = "system access";
    private static final Set<String> SECTIONS = Set.of("unicode", "version", SYSTEM_ACCESS, "kerberos policy", "event audit",
            "system log", "security log", "application log", "privilege rights", "group membership", "service general setting",
            "registry keys", "file security", REGISTRY_VALUES);
    private static final Pattern SECTION = Pattern.compile("\\[\\s*([A-Za-z ]{1,40}?)\\s*\\]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern BYTE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern TYPE = Pattern.compile("[0-9]{1,2}");
    private static final int LONGEST_SECTION = 64;

    private SecurityTemplate() {
    }

    static FileContent read(byte[] bytes) {
        var lines = new ArrayList<String>();
        var section = "";
        for (var line : text(bytes).split("\\r\\n|[\\r\\n]", -1)) {
            if (lines.size() >= FileContent.MOST_LINES) {
                return new FileContent(lines, "has too many lines");
            }
            var stripped = line.strip();
            if (stripped.startsWith("[")) {
                var head = SECTION.matcher(stripped.substring(0, Math.min(stripped.length(), LONGEST_SECTION)));
                section = head.matches() ? head.group(1).toLowerCase(Locale.ROOT) : "";
                if (SECTIONS.contains(section)) {
                    lines.add("[" + head.group(1) + "]");
                }
            } else if (SECTIONS.contains(section) && !stripped.isEmpty() && !stripped.startsWith(";")) {
                told(section, line).map(FileContent::line).ifPresent(lines::add);
            }
        }
        return new FileContent(lines,
                section.isEmpty() && lines.isEmpty() && bytes.length > 0 ? "is no security template" : null);
    }

    /** A line as it may be told; empty where it is none. */
    private static Optional<String> told(String section, String line) {
        return switch (section) {
            case REGISTRY_VALUES -> value(line);
            case SYSTEM_ACCESS -> Optional.of(setting(line));
            default -> Optional.of(line.strip());
        };
    }

    private static String setting(String line) {
        var equals = line.indexOf('=');
        var name = equals < 0 ? line : line.substring(0, equals);
        return equals >= 0 && PolicyValues.isSecret(name) && !NUMBER.matcher(line.substring(equals + 1).strip()).matches()
                ? name + "= " + FileShareReplies.CUT
                : line.strip();
    }

    /** {@code MACHINE\System\...\LDAPServerIntegrity=4,2}, [MS-GPSB] 2.2.8: the types are those of the registry. */
    private static Optional<String> value(String line) {
        var equals = line.indexOf('=');
        var comma = line.indexOf(',', equals + 1);
        var path = line.substring(0, Math.max(equals, 0)).strip();
        var hive = path.indexOf('\\');
        var name = path.lastIndexOf('\\');
        var number = comma < 0 ? "" : line.substring(equals + 1, comma).strip();
        if (hive <= 0 || name <= hive || !TYPE.matcher(number).matches()) {
            return Optional.empty();
        }
        var type = RegistryPolicy.type(Integer.parseInt(number));
        var data = line.substring(comma + 1).strip();
        // what is no number is no number's data, whatever type it claims; of bytes a template writes one
        var isNumber = type.equals("REG_DWORD") && NUMBER.matcher(data).matches()
                || type.equals("REG_BINARY") && BYTE.matcher(data).matches();
        var shown = PolicyValues.shown(path.substring(hive + 1, name), path.substring(name + 1),
                isNumber ? "REG_DWORD" : "REG_SZ", data);
        return Optional.of(path.substring(0, name + 1) + shown.getFirst() + "=" + number + "," + shown.getLast());
    }

    private static String text(byte[] bytes) {
        if (begins(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (begins(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (begins(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (var i = 0; i < mark.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
