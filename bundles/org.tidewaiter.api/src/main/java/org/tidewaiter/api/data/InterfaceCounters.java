package org.tidewaiter.api.data;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What an interface has counted since its last discontinuity (RFC 2863). 64-bit counters where the device has
 * them; 32-bit ones wrap, so {@code wide} says which they are.
 *
 * @param interfaceName    the interface
 * @param wide             whether octets and packets were counted in 64 bits
 * @param octetsIn         ifHCInOctets or ifInOctets
 * @param octetsOut        ifHCOutOctets or ifOutOctets
 * @param unicastIn        unicast packets received
 * @param unicastOut       unicast packets sent
 * @param multicastIn      multicast packets received
 * @param multicastOut     multicast packets sent
 * @param broadcastIn      broadcast packets received
 * @param broadcastOut     broadcast packets sent
 * @param errorsIn         packets received with errors
 * @param errorsOut        packets not sent for errors
 * @param discardsIn       good packets dropped on arrival
 * @param discardsOut      good packets dropped before sending
 * @param unknownProtocols packets of a protocol that nobody wanted
 * @param discontinuity    how long after the agent's start the counters were last set back (ifCounterDiscontinuityTime), where told
 */
public record InterfaceCounters(@Key String interfaceName, boolean wide, @Unit("B") @Nullable Long octetsIn,
        @Unit("B") @Nullable Long octetsOut, @Nullable Long unicastIn, @Nullable Long unicastOut, @Nullable Long multicastIn,
        @Nullable Long multicastOut, @Nullable Long broadcastIn, @Nullable Long broadcastOut, @Nullable Long errorsIn,
        @Nullable Long errorsOut, @Nullable Long discardsIn, @Nullable Long discardsOut, @Nullable Long unknownProtocols,
        @Nullable Duration discontinuity)
        implements Item {
}
