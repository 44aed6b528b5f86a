package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.EventCount;
import org.tidewaiter.family.windows.data.EventLog;
import org.tidewaiter.family.windows.parse.Events;

/** Event logs: how large they may become, and how often what matters was recorded in a week. No event is read out. */
public final class EventLogStep implements TableStep {

    /** The log finds them by its own index, newest first, and stops at the limit. That none was found is an error of its own there. */
    private static final PowerShellScript COUNTS = PowerShellScript.of("event-counts",
            "foreach ($v in 'Security|4625', 'Security|4740', 'Security|1102', 'Security|4720', 'Security|4732', 'System|7045', 'System|104') { $l, $i = $v -split '\\|';\n"
                    + "$e = $null; $x = \"*[System[(EventID=$i) and TimeCreated[timediff(@SystemTime) <= 604800000]]]\";\n"
                    + "$n = @(Get-WinEvent -LogName $l -FilterXPath $x -MaxEvents 1000 -ErrorAction SilentlyContinue -ErrorVariable e).Count;\n"
                    + "if ($n -eq 0 -and $e -and $e[0].FullyQualifiedErrorId -notmatch '^NoMatchingEventsFound') { $e[0] }"
                    + " else { @{ log = $l; event = [int]$i; count = $n; limit = 1000 } } }")
            .within(Duration.ofSeconds(60));

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(
                    CimQuery.of("event-logs", "Win32_NTEventlogFile", "LogfileName", "FileSize", "MaxFileSize", "NumberOfRecords",
                            "OverWritePolicy", "OverwriteOutDated"),
                    EventLog.class, "there is no event log", Events::log),
            new Reading<>(COUNTS, EventCount.class, "no event was counted", Events::count));

    @Override
    public String id() {
        return "event-log";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
