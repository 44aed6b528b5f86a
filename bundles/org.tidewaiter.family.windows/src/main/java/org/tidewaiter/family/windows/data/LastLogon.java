package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Who logged in at the console last; one row.
 *
 * @param account account
 * @param sid     its SID
 * @param name    as shown
 */
@DataClassId("windows.last-logon")
public record LastLogon(@Nullable String account, @Nullable String sid, @Nullable String name)
        implements Item {
}
