package org.tidewaiter.family.scan;

import java.util.List;

import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.family.scan.step.OutsideSteps;

/** Says of every device, whoever claims it, what was seen from outside. */
final class ScanAuditor implements Auditor {

    private final OutsideSteps steps;

    ScanAuditor(HardwareVendors vendors) {
        steps = new OutsideSteps(vendors);
    }

    @Override
    public List<AuditStep<?>> steps() {
        return steps.all();
    }

    @Override
    public List<AuditStep<?>> steps(Claim claim, Observations observations) {
        return steps.of(observations);
    }
}
