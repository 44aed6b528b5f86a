package org.tidewaiter.transport.snmp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds devices that share an SNMPv3 engine id, which must be unique (RFC 3411 section 3.1.1.1): their boots or clocks tell them apart. */
final class Clones {

    /** How far two readings of one clock may be apart: answers take time, and clocks drift. */
    private static final long TOLERANCE_SECONDS = 20;

    private record Met(String address, int boots, long startedSeconds) {
    }

    private final Map<String, Met> met = new HashMap<>();

    /**
     * Remembers what an engine told of itself.
     *
     * @return the address of another device of the same engine id, if one was met before
     */
    synchronized Optional<String> meet(String engineId, String address, int boots, int seconds) {
        var now = new Met(address, boots, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) - seconds);
        var before = met.putIfAbsent(engineId, now);
        return Optional.ofNullable(before).filter(b -> !b.address.equals(address))
                .filter(b -> b.boots != boots || Math.abs(b.startedSeconds - now.startedSeconds) > TOLERANCE_SECONDS)
                .map(Met::address);
    }
}
