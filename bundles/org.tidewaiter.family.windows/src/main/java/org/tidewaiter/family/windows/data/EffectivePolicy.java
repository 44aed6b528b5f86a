package org.tidewaiter.family.windows.data;

import java.util.List;

import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * What the computer goes by, whoever set it: group policy, or the local security policy alone.
 *
 * @param kind   {@code number}, {@code switch}, {@code right}, {@code audit}
 * @param name   {@code MinimumPasswordLength}, {@code SeDebugPrivilege}, {@code AuditLogonEvents}, as in security templates ([MS-GPSB] 2.2)
 * @param values of rights the accounts, of audit {@code success} and {@code failure} where they are recorded; times in days (ages of passwords) and
 *               minutes (lockout); -1 for ever
 */
@DataClassId("windows.effective-policy")
public record EffectivePolicy(@Key String kind, @Key String name, List<String> values) implements Item {

    public EffectivePolicy {
        values = List.copyOf(values);
    }
}
