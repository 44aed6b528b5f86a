package org.tidewaiter.transport.snmp;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.Shortfall;

/**
 * What a request brought.
 *
 * @param lines     variables as {@link org.tidewaiter.engine.spi.SnmpLines}
 * @param shortfall why they are not all
 */
record Outcome(byte[] lines, @Nullable Shortfall shortfall) {
}
