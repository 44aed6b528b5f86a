package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A node of the failover cluster that this computer belongs to.
 *
 * @param cluster name of the cluster
 * @param node    name of the node
 * @param state   {@code up}, {@code down}, {@code paused}, {@code joining}
 */
@DataClassId("windows.cluster-node")
public record ClusterNode(@Key String cluster, @Key String node, @Nullable String state)
        implements Item {
}
