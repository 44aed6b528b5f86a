package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * How the firewall behaves in one kind of network.
 *
 * @param store        {@code local} or {@code policy}
 * @param profile      {@code domain}, {@code private}, {@code public}
 * @param enabled      whether it is on
 * @param inbound      what becomes of packets that no rule speaks of: {@code block}
 * @param outbound     the same for packets from here
 * @param ignoresRules whether even allowing rules do not count
 * @param localRules   whether local rules count beside those of policies
 * @param logsBlocked  whether dropped packets are logged
 * @param logsAllowed  whether successful connections are logged
 * @param logFile      where
 */
@DataClassId("windows.firewall-profile")
public record FirewallProfile(@Key String store, @Key String profile, @Nullable Boolean enabled, @Nullable String inbound,
        @Nullable String outbound, @Nullable Boolean ignoresRules, @Nullable Boolean localRules, @Nullable Boolean logsBlocked,
        @Nullable Boolean logsAllowed, @Nullable String logFile)
        implements Item {
}
