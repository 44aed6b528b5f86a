package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * What the security log records (advanced audit policy).
 *
 * @param subcategory GUID of the subcategory, lower case
 * @param name        its name in English
 * @param success     whether successes are recorded
 * @param failure     whether failures are recorded
 * @param setting     what the system says, in its language
 */
@DataClassId("windows.audit-policy")
public record AuditPolicy(@Key String subcategory, @Nullable String name, @Nullable Boolean success, @Nullable Boolean failure,
        @Nullable String setting)
        implements Item {
}
