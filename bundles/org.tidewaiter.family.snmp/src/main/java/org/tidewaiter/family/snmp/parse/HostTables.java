package org.tidewaiter.family.snmp.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.session.SnmpRow;

/** Processes and installed software from HOST-RESOURCES-MIB (RFC 2790 hrSWRun, hrSWInstalled). */
public final class HostTables {

    private static final String PACKAGING = "snmp";
    private static final String[] KINDS = { "", "operatingSystem", "deviceDriver", "application" };
    private static final String[] STATES = { "running", "runnable", "notRunnable", "invalid" };
    private static final long KIBIBYTE = 1_024;

    /** net-snmp joins name and version as the package manager prints them: openssl_3.0.17-1_amd64 of dpkg, openssl-3.0.7-1.el9.x86_64 of rpm. */
    private static final Pattern DPKG = Pattern
            .compile("^(?<name>[a-z0-9][a-z0-9+.-]{0,100})_(?<version>[0-9][^_ ]{0,100})_(?<arch>[a-z0-9-]{2,20})$");
    private static final Pattern RPM = Pattern
            .compile(
                    "^(?<name>[A-Za-z0-9][A-Za-z0-9+._-]{0,100})-(?<version>[0-9A-Za-z][^- ]{0,60}-[^- ]{1,60})\\.(?<arch>x86_64|noarch|i[3-6]86|aarch64|ppc64le|s390x)$");
    private static final Pattern RPM_WITHOUT_ARCHITECTURE = Pattern
            .compile("^(?<name>[A-Za-z0-9][A-Za-z0-9+._-]{0,100})-(?<version>[0-9][^- ]{0,60}-[^- ]{1,60})$");

    private HostTables() {
    }

    /**
     * The processes, by number.
     *
     * @param running     rows of hrSWRunEntry
     * @param performance rows of hrSWRunPerfEntry
     */
    public static List<Located<RunningProcess>> processes(List<SnmpRow> running, List<SnmpRow> performance) {
        Map<Long, SnmpRow> used = new HashMap<>();
        performance.stream().filter(row -> row.index().size() == 1).forEach(row -> used.put(row.index().arc(0), row));
        var found = new ArrayList<Located<RunningProcess>>();
        for (var row : running) {
            if (row.index().size() != 1) {
                continue;
            }
            var usage = used.get(row.index().arc(0));
            var memory = usage == null ? null : Values.count(usage, 2);
            found.add(new Located<>(new RunningProcess(row.index().arc(0), Values.text(row, 2), program(Values.text(row, 4)),
                    Values.word(Values.number(row, 6), 1, KINDS), Values.word(Values.number(row, 7), 1, STATES),
                    usage == null ? null : processorTime(Values.count(usage, 1)),
                    memory == null ? null : Long.valueOf(Math.min(memory, Long.MAX_VALUE / KIBIBYTE) * KIBIBYTE), null, null,
                    null), row.line()));
        }
        return found;
    }

    /** Programs that rewrite their title put arguments behind the path; on Windows the path may hold blanks and ends in a backslash. */
    private static @Nullable String program(@Nullable String path) {
        if (path == null || !path.startsWith("/") || path.indexOf(' ') < 0) {
            return path != null && path.indexOf(':') > 1 ? null : path;
        }
        return path.substring(0, path.indexOf(' '));
    }

    private static @Nullable Duration processorTime(@Nullable Long centiseconds) {
        return centiseconds == null ? null : Duration.ofMillis(Math.min(centiseconds, Long.MAX_VALUE / 10) * 10);
    }

    /** The software, by number. */
    public static List<Located<InstalledSoftware>> software(List<SnmpRow> rows) {
        var found = new ArrayList<Located<InstalledSoftware>>();
        for (var row : rows) {
            var name = Values.text(row, 2);
            if (name != null) {
                found.add(new Located<>(software(name, row), row.line()));
            }
        }
        return found;
    }

    private static InstalledSoftware software(String text, SnmpRow row) {
        var installed = Values.instant(Values.value(row, 5));
        for (var pattern : List.of(DPKG, RPM, RPM_WITHOUT_ARCHITECTURE)) {
            var matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return new InstalledSoftware(matcher.group("name"), pattern == DPKG ? "dpkg" : "rpm", matcher.group("version"),
                        pattern == RPM_WITHOUT_ARCHITECTURE ? null : matcher.group("arch"), null, null, null, installed, null);
            }
        }
        return new InstalledSoftware(text, PACKAGING, null, null, null, null, null, installed, null);
    }
}
