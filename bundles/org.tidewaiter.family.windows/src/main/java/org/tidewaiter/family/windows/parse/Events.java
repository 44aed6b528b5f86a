package org.tidewaiter.family.windows.parse;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.EventCount;
import org.tidewaiter.family.windows.data.EventLog;

/** Event logs. */
public final class Events {

    private static final Map<Long, String> MEANINGS = Map.of(4625L, "a logon failed", 4740L, "an account was locked out", 1102L,
            "the security log was cleared", 4720L, "an account was created", 4732L, "a member was added to a local group", 7045L,
            "a service was installed", 104L, "a log was cleared");

    private Events() {
    }

    /** A row of Win32_NTEventlogFile. Its policy is a word of the class, in English everywhere. */
    public static @Nullable EventLog log(CimRow row) {
        var name = Clean.text(row, "LogfileName");
        var policy = row.text("OverWritePolicy");
        return name == null ? null
                : new EventLog(name, Clean.number(row, "FileSize"), Clean.positive(row, "MaxFileSize"),
                        Clean.number(row, "NumberOfRecords"),
                        policy == null ? null : switch (policy.toLowerCase(Locale.ROOT)) {
                            case "whenneeded" -> "when needed";
                            case "outdated" -> "after days";
                            case "never" -> "never";
                            default -> Clean.text(policy);
                        });
    }

    /** How often an event was recorded. */
    public static @Nullable EventCount count(CimRow row) {
        var log = Clean.text(row, "log");
        var event = Clean.number(row, "event");
        var count = Clean.number(row, "count");
        var limit = Clean.number(row, "limit");
        return log == null || event == null || count == null || limit == null ? null
                : new EventCount(log, event, MEANINGS.get(event), count, limit);
    }
}
