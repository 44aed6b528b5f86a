package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ScheduledTask;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.Autorun;
import org.tidewaiter.family.windows.data.WmiSubscription;

/** What starts by itself: entries of the registry and of folders, subscriptions of WMI, scheduled tasks. */
public final class Autoruns {

    /** MSFT_ScheduledTask.State. */
    private static final List<String> STATES = List.of("", "disabled", "queued", "ready", "running");
    private static final int DISABLED = 1;
    private static final Map<String, String> TRIGGERS = Map.ofEntries(Map.entry("MSFT_TaskBootTrigger", "boot"),
            Map.entry("MSFT_TaskLogonTrigger", "logon"), Map.entry("MSFT_TaskDailyTrigger", "daily"),
            Map.entry("MSFT_TaskWeeklyTrigger", "weekly"), Map.entry("MSFT_TaskTimeTrigger", "time"),
            Map.entry("MSFT_TaskEventTrigger", "event"), Map.entry("MSFT_TaskIdleTrigger", "idle"),
            Map.entry("MSFT_TaskRegistrationTrigger", "registration"),
            Map.entry("MSFT_TaskSessionStateChangeTrigger", "session change"),
            Map.entry("MSFT_TaskTrigger", "other"));

    private Autoruns() {
    }

    /** An entry: {@code place}, {@code name} and the {@code program} without its arguments. */
    public static @Nullable Autorun entry(CimRow row) {
        var place = Clean.text(row, "place");
        var name = Clean.text(row, "name");
        if (place == null || name == null) {
            return null;
        }
        var user = place.startsWith("HKEY_USERS\\") ? place.substring(11).split("\\\\")[0] : null;
        return new Autorun(place, name, user, Clean.text(row, "program"));
    }

    /** A filter or consumer, or a binding of both. */
    public static @Nullable WmiSubscription subscription(CimRow row) {
        var kind = Clean.text(row, "kind");
        var name = Clean.text(row, "name");
        return kind == null || name == null ? null
                : new WmiSubscription(kind, name, Clean.text(row, "query"), Clean.text(row, "program"),
                        Clean.text(row, "language"));
    }

    /** A scheduled task. */
    public static @Nullable ScheduledTask task(CimRow row) {
        var name = Clean.text(row, "name");
        var path = row.text("path");
        if (name == null) {
            return null;
        }
        var state = row.integer("state");
        var level = row.integer("level");
        return new ScheduledTask((path == null ? "\\" : path) + name,
                state.isEmpty() ? null : Boolean.valueOf(state.getAsInt() != DISABLED),
                Clean.word(row, "state", STATES), Clean.first(row, "user", "group"),
                level.isEmpty() ? null : Boolean.valueOf(level.getAsInt() == 1),
                Clean.texts(row, "actions"),
                Clean.texts(row, "triggers").stream().map(t -> TRIGGERS.getOrDefault(t, t.toLowerCase(Locale.ROOT))).toList(),
                resource(Clean.text(row, "author")), resource(Clean.text(row, "description")));
    }

    /** {@code $(@%SystemRoot%\system32\x.dll,-1)} names a text in the system's language that was not looked up. */
    private static @Nullable String resource(@Nullable String text) {
        return text == null || text.startsWith("$(@") ? null : text;
    }
}
