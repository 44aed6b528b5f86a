package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * The program behind a service, without arguments.
 *
 * @param service    the service
 * @param program    as it is written down, without arguments
 * @param unquoted   whether a path with blanks stands there without quotes, which lets others slip in a program
 * @param library    library that a shared host process loads for it
 * @param delayed    whether it starts late
 * @param privileges what its own SID is used for: {@code unrestricted}, {@code restricted}
 */
@DataClassId("windows.service-program")
public record ServiceProgram(@Key String service, @Nullable String program, @Nullable Boolean unquoted, @Nullable String library,
        @Nullable Boolean delayed, @Nullable String privileges)
        implements Item {
}
