package org.tidewaiter.family.windows.data.directory;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * What a domain demands of passwords: its default, and finer policies for some.
 *
 * @param name of the policy; {@code default}
 * @param precedence the smaller wins; absent for the default
 * @param minimumLength characters
 * @param history earlier passwords that are not taken again
 * @param complexity whether several kinds of characters are wanted
 * @param reversible whether passwords are kept so that they can be read
 * @param maximumAge after which a password must be changed; absent where never
 * @param minimumAge before which it must not
 * @param lockoutThreshold wrong passwords before the account is locked; 0 for never
 * @param lockoutDuration how long it stays locked; absent: until somebody unlocks it
 * @param lockoutWindow after which wrong passwords are forgotten
 * @param appliesTo names of users and groups
 */
@DataClassId("windows.domain-password-policy")
public record DomainPasswordPolicy(@Key String name, @Nullable Long precedence, @Nullable Long minimumLength,
        @Nullable Long history, @Nullable Boolean complexity, @Nullable Boolean reversible, @Nullable Duration maximumAge,
        @Nullable Duration minimumAge, @Nullable Long lockoutThreshold, @Nullable Duration lockoutDuration,
        @Nullable Duration lockoutWindow, List<String> appliesTo)
        implements Item {

    public DomainPasswordPolicy {
        appliesTo = List.copyOf(appliesTo);
    }
}
