package org.tidewaiter.api.data;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A process. Its arguments are not read: passwords stand in them.
 *
 * @param id            process number
 * @param name          name
 * @param program       path of its program, without arguments
 * @param kind          {@code application}, {@code operatingSystem}, {@code deviceDriver}
 * @param state         in the MIB's words: {@code running}, {@code runnable}
 * @param processorTime processor time used
 * @param memory        memory that it holds
 * @param parent        process that started it
 * @param user          account that it runs as
 * @param started       when it was started
 */
public record RunningProcess(@Key long id, @Nullable String name, @Nullable String program, @Nullable String kind,
        @Nullable String state, @Nullable Duration processorTime, @Unit("B") @Nullable Long memory, @Nullable Long parent,
        @Nullable String user, @Nullable Instant started)
        implements Item {
}
