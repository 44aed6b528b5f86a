package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A security setting that group policy made, as the resultant set of policies has it.
 *
 * @param kind   {@code number}, {@code switch}, {@code text}, {@code audit}, {@code right}, {@code registry}
 * @param name   {@code MinimumPasswordLength}, {@code SeDebugPrivilege}
 * @param values what it is set to; of rights the accounts
 * @param policy GPO that set it
 */
@DataClassId("windows.security-policy")
public record SecurityPolicy(@Key String kind, @Key String name, List<String> values, @Nullable String policy)
        implements Item {

    public SecurityPolicy {
        values = List.copyOf(values);
    }
}
