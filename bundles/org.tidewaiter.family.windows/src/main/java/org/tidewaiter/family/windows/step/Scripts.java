package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tidewaiter.api.session.PowerShellScript;

/** Parts that scripts have in common. */
final class Scripts {

    /**
     * Operator that leaves of a command line the program's path: a quoted one, else all up to its extension, else the first word. Passwords stand
     * in arguments, so they do not leave the host.
     */
    static final String CUT = "-replace '(?s)^\\s*(\"[^\"]*\"|(?:[a-z]:|\\\\|%)[^\"]*?\\.(?:exe|com|bat|cmd|dll|sys|scr|vbs|js|ps1|msc|cpl|hta|lnk)"
            + "(?=[\\s,\"]|$)|[^\\s,]+).*$', '$1'";

    /** The hives of users who are logged in, or whose hive something else has loaded; nothing is loaded for us. */
    static final String USERS = "Get-ChildItem -LiteralPath Registry::HKEY_USERS | Where-Object { $_.PSChildName -match '^S-1-(5-21|12-1)-[0-9-]+$' }";

    /**
     * A registry key and the values of it that are read.
     *
     * @param path below HKEY_LOCAL_MACHINE, or a user's hive
     */
    record Key(String path, List<String> values) {
        static Key of(String path, String... values) {
            return new Key(path, List.of(values));
        }
    }

    private Scripts() {
    }

    /** Named values of registry keys: one row for each key that is there, with its path in PSPath. */
    static PowerShellScript registry(String id, Key... keys) {
        return PowerShellScript.of(id, "foreach ($k in " + list(keys)
                + ") { $p, $n = $k -split '\\|'; if (Test-Path -LiteralPath \"HKLM:\\$p\") { Get-ItemProperty -LiteralPath \"HKLM:\\$p\""
                + " | Select-Object -Property (@($n -split ',') + 'PSPath') } }");
    }

    /** The same of every loaded user's hive. */
    static PowerShellScript userRegistry(String id, Key... keys) {
        return PowerShellScript.of(id, "$u = @(" + USERS + "); foreach ($h in $u) { foreach ($k in " + list(keys)
                + ") { $p, $n = $k -split '\\|'; $f = \"Registry::HKEY_USERS\\$($h.PSChildName)\\$p\";"
                + " if (Test-Path -LiteralPath $f) { Get-ItemProperty -LiteralPath $f"
                + " | Select-Object -Property (@($n -split ',') + 'PSPath') } } }");
    }

    /** One key a line, so that people can read the manifest. */
    private static String list(Key... keys) {
        return Stream.of(keys).map(k -> "'" + k.path() + "|" + String.join(",", k.values()) + "'")
                .collect(Collectors.joining(",\n"));
    }
}
