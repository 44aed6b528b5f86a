package org.tidewaiter.family.windows.data.directory;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * What a group policy sets: in its security template ([MS-GPSB]), or in the registry ([MS-GPREG]). Whether it holds at a computer hangs on where
 * the policy is linked, and on other policies.
 *
 * @param policy GUID of the policy
 * @param half computer or user
 * @param section of the template, {@code System Access}; {@code Registry} of a registry policy
 * @param name of the setting, {@code MACHINE\System\...\LDAPServerIntegrity} in the registry
 * @param type of a value in the registry
 * @param value what it is set to; a text that may be a secret is cut
 */
@DataClassId("windows.policy-setting")
public record PolicySetting(@Key String policy, @Key String half, @Key String section, @Key String name, @Nullable String type,
        @Nullable String value) implements Item {
}
