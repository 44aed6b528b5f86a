package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Transport;

/**
 * The probes of all families, each asked once. A banner says all that a plain connect to the same port would, so the connect is left out.
 *
 * @param probes in the order in which they become evidence
 */
record ProbePlan(List<Probe> probes) {

    static ProbePlan of(List<DeviceFamily> families, List<Prober> probers, List<Transport<?>> transports, Ports ports) {
        var merged = new LinkedHashSet<Probe>();
        families.stream().flatMap(f -> f.probes().stream()).map(p -> ports.placed(p, transports)).forEach(merged::add);
        var plan = new ArrayList<Probe>();
        for (var probe : merged) {
            var covered = probe instanceof Probe.TcpConnect connect && merged.contains(new Probe.Banner(connect.port()));
            if (!covered && probers.stream().anyMatch(p -> p.supports(probe))) {
                plan.add(probe);
            }
        }
        return new ProbePlan(List.copyOf(plan));
    }
}
