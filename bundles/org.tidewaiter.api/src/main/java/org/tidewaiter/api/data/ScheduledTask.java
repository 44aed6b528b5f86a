package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A program that the system starts at times or events.
 *
 * @param path        its name with the folder, or file and line
 * @param enabled     whether it is ever started
 * @param state       what it does now, in the system's words
 * @param user        account that it runs as
 * @param elevated    whether it gets the account's full rights
 * @param actions     programs that it starts, without arguments
 * @param triggers    when, in the system's words
 * @param author      who wrote it
 * @param description what it says about itself
 */
public record ScheduledTask(@Key String path, @Nullable Boolean enabled, @Nullable String state, @Nullable String user,
        @Nullable Boolean elevated, List<String> actions, List<String> triggers, @Nullable String author,
        @Nullable String description)
        implements Item {

    public ScheduledTask {
        actions = List.copyOf(actions);
        triggers = List.copyOf(triggers);
    }
}
