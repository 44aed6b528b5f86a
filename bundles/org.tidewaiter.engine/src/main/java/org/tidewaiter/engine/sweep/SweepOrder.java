package org.tidewaiter.engine.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.engine.spi.TimeWindow;

/**
 * What a sweep asks, and how fast it may.
 *
 * @param targets      in the order in which they are asked; iterated twice, giving the same
 * @param probes       presence first, this machine's own tables last
 * @param credentials  what a prober's question to an address carries
 * @param perSecond    probes a second; 0 for any number
 * @param mostUnderWay probes under way at once
 * @param perHost      probes under way to one address at once
 * @param patience     the longest wait for an answer
 * @param window       when devices may be asked
 * @param known        who answers for addresses that are not among the targets any more
 */
public record SweepOrder(Iterable<SweepTarget> targets, List<SweepProbe> probes,
        BiFunction<SweepProber, ScopedAddress, List<Credential>> credentials, int perSecond, int mostUnderWay, int perHost,
        Duration patience, TimeWindow window, Map<IpAddress, List<MacAddress>> known) {
    public SweepOrder {
        probes = List.copyOf(probes);
        known = Map.copyOf(known);
    }
}
