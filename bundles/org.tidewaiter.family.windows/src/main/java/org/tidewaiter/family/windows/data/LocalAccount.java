package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * What Windows tells of a local account beyond its name.
 *
 * @param name               login name
 * @param sid                its SID
 * @param disabled           whether it may log in
 * @param lockedOut          whether too many wrong passwords shut it
 * @param passwordRequired   whether it must have one
 * @param passwordExpires    whether it must be changed in time
 * @param passwordChangeable whether the user may change it
 * @param passwordSet        when it was changed last
 * @param lastLogon          when it was used last
 * @param builtIn            what it is by its number: {@code Administrator}, {@code Guest}
 * @param description        what an administrator wrote
 */
@DataClassId("windows.local-account")
public record LocalAccount(@Key String name, @Nullable String sid, @Nullable Boolean disabled, @Nullable Boolean lockedOut,
        @Nullable Boolean passwordRequired, @Nullable Boolean passwordExpires, @Nullable Boolean passwordChangeable,
        @Nullable Instant passwordSet, @Nullable Instant lastLogon, @Nullable String builtIn, @Nullable String description)
        implements Item {
}
