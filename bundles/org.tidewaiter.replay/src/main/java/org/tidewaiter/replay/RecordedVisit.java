package org.tidewaiter.replay;

import java.util.List;

import org.tidewaiter.engine.spi.Exchange;

/**
 * The evidence of one visit.
 *
 * @param address   IP address, or {@code local}
 * @param asked     the target as the user wrote it
 * @param exchanges by ordinal, 1 to n
 */
public record RecordedVisit(String address, String asked, List<Exchange> exchanges) {

    public RecordedVisit {
        exchanges = List.copyOf(exchanges);
    }
}
