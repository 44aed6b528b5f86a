package org.tidewaiter.family.windows.parse;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.CimValue;

/** Outputs of wmic and regedit captured on other people's machines, which are not ours to keep here, as the rows that a session would give. */
final class Captured {

    private static final Pattern STRING = Pattern.compile("^\"((?:[^\"\\\\]|\\\\.)*)\"=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern DWORD = Pattern.compile("^\"((?:[^\"\\\\]|\\\\.)*)\"=dword:([0-9a-fA-F]{8})");
    private static final Pattern BINARY = Pattern.compile("^\"((?:[^\"\\\\]|\\\\.)*)\"=hex:([0-9a-fA-F,]*)");

    private Captured() {
    }

    static String read(String file) {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, "os", "win32")),
                "TIDEWAITER_DATA is not set: captures of real machines are not read");
        try {
            var bytes = Files.readAllBytes(Path.of(data, "os", "win32").resolve(file));
            var wide = bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe;
            return new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8).replace("\ufeff", "")
                    .replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code wmic ... get /format:list}: a block of {@code Name=Value} lines for each instance; arrays in braces. */
    static List<CimRow> wmi(String file) {
        var rows = new ArrayList<CimRow>();
        Map<String, CimValue> values = new HashMap<>();
        for (var line : (read("wmi/" + file) + "\n\n\n").split("\n")) {
            var equals = line.indexOf('=');
            var name = equals < 0 ? "" : line.substring(0, equals);
            if (values.containsKey(name) || line.isBlank() && !values.isEmpty()) {
                rows.add(new CimRow(rows.size() + 1, values));
                values = new HashMap<>();
            }
            if (equals > 0 && equals < line.length() - 1) {
                values.put(name, value(line.substring(equals + 1)));
            }
        }
        if (!values.isEmpty()) {
            rows.add(new CimRow(rows.size() + 1, values));
        }
        return rows;
    }

    private static CimValue value(String text) {
        if (text.startsWith("{") && text.endsWith("}") && text.matches("\\{(\"[^\"]*\"|[0-9]+)(,(\"[^\"]*\"|[0-9]+))*\\}")) {
            return new CimValue.Array(List.of(text.substring(1, text.length() - 1).split(",")).stream()
                    .<CimValue> map(t -> new CimValue.Text(t.replace("\"", ""))).toList());
        }
        return new CimValue.Text(text.replace("&amp;", "&"));
    }

    /** A registry export: a row for each key. */
    static List<CimRow> registry(String file) {
        var rows = new ArrayList<CimRow>();
        Map<String, CimValue> values = new HashMap<>();
        for (var line : (read("registry/" + file).replace("\\\n  ", "") + "\n[HKEY_END\\x]").split("\n")) {
            if (line.startsWith("[HKEY")) {
                if (!values.isEmpty()) {
                    rows.add(new CimRow(rows.size() + 1, values));
                }
                values = new HashMap<>();
                values.put("PSPath",
                        new CimValue.Text("Microsoft.PowerShell.Core\\Registry::" + line.substring(1, line.length() - 1)));
            }
            put(values, line);
        }
        return rows;
    }

    private static void put(Map<String, CimValue> values, String line) {
        var text = STRING.matcher(line);
        var number = DWORD.matcher(line);
        var binary = BINARY.matcher(line);
        if (text.find()) {
            values.put(plain(text.group(1)), new CimValue.Text(plain(text.group(2))));
        } else if (number.find()) {
            values.put(plain(number.group(1)),
                    new CimValue.Numeric(BigDecimal.valueOf((int) Long.parseLong(number.group(2), 16))));
        } else if (binary.find()) {
            var bytes = HexFormat.ofDelimiter(",").parseHex(binary.group(2).replaceAll(",$", ""));
            var array = new ArrayList<CimValue>();
            for (var each : bytes) {
                array.add(new CimValue.Numeric(BigDecimal.valueOf(each & 0xff)));
            }
            values.put(plain(binary.group(1)), new CimValue.Array(array));
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
