package org.tidewaiter.api.model;

/**
 * Points at what a value was read from: one exchange of the device's visit, and a place in its reply.
 *
 * @param exchange ordinal of the exchange within the visit, from 1
 * @param where    place in the reply, in words of the format ({@code line 12}, {@code blockdevices[0].size}); "" means the whole reply
 */
public record Evidence(int exchange, String where) {

    public Evidence {
        if (exchange < 1) {
            throw new IllegalArgumentException("exchange ordinals start at 1");
        }
    }

    /** The same exchange, another place. */
    public Evidence at(String place) {
        return new Evidence(exchange, place);
    }
}
