package org.tidewaiter.family.windows;

import java.util.List;
import java.util.stream.Stream;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.family.windows.step.HardwareStep;
import org.tidewaiter.family.windows.step.OperatingSystemStep;
import org.tidewaiter.family.windows.step.SoftwareStep;
import org.tidewaiter.family.windows.step.UpdateStep;

/** The steps, in running order. */
final class WindowsAuditor implements Auditor {

    private static final List<AuditStep<?>> STEPS = List.of(new OperatingSystemStep(), new HardwareStep(), new SoftwareStep(),
            new UpdateStep());

    @Override
    public List<AuditStep<?>> steps() {
        return Stream.concat(STEPS.stream(), DirectorySteps.ALL.stream()).toList();
    }

    /** A computer that answers SNMP too may be claimed by that, which says less than a login: only who has proved what it is keeps us out. */
    @Override
    public List<AuditStep<?>> steps(Claim claim, Observations observations) {
        var greeted = observations.of(Observation.PowerShellGreeting.class).findAny().isPresent();
        var ours = claim.family().equals(WindowsFamily.ID) || greeted
                || claim.confidence() == Confidence.LIKELY && new WindowsRecognizer().recognize(observations)
                        .filter(c -> c.confidence() != Confidence.HINT).isPresent();
        return ours ? Stream.concat(STEPS.stream(), DirectorySteps.of(observations).stream()).toList() : List.of();
    }
}
