package org.tidewaiter.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Preparation;
import org.tidewaiter.api.spi.Recognizer;

/** A family that remembers which of its steps its auditor chose for a device. */
final class ChosenSteps implements DeviceFamily {

    private final DeviceFamily family;
    private final Set<String> chosen = ConcurrentHashMap.newKeySet();

    ChosenSteps(DeviceFamily family) {
        this.family = family;
    }

    boolean has(AuditStep<?> step) {
        return chosen.contains(step.id());
    }

    @Override
    public String id() {
        return family.id();
    }

    @Override
    public String label() {
        return family.label();
    }

    @Override
    public boolean isFallback() {
        return family.isFallback();
    }

    @Override
    public List<PortRule> portRules() {
        return family.portRules();
    }

    @Override
    public List<Probe> probes() {
        return family.probes();
    }

    @Override
    public List<Preparation> preparations() {
        return family.preparations();
    }

    @Override
    public Recognizer recognizer() {
        return family.recognizer();
    }

    @Override
    public List<Check> checks() {
        return family.checks();
    }

    @Override
    public Auditor auditor() {
        return new Auditor() {
            @Override
            public List<AuditStep<?>> steps() {
                return family.auditor().steps();
            }

            @Override
            public List<AuditStep<?>> steps(Claim claim, Observations observations) {
                var steps = family.auditor().steps(claim, observations);
                steps.forEach(s -> chosen.add(s.id()));
                return steps;
            }
        };
    }
}
