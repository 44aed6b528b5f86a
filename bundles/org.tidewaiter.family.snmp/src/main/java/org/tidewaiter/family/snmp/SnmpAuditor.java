package org.tidewaiter.family.snmp;

import java.util.List;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.family.snmp.rule.Rules;
import org.tidewaiter.family.snmp.step.AccessStep;
import org.tidewaiter.family.snmp.step.BridgeStep;
import org.tidewaiter.family.snmp.step.HardwareStep;
import org.tidewaiter.family.snmp.step.NeighborStep;
import org.tidewaiter.family.snmp.step.NetworkStep;
import org.tidewaiter.family.snmp.step.OperatingSystemStep;
import org.tidewaiter.family.snmp.step.PowerStep;
import org.tidewaiter.family.snmp.step.ProcessStep;
import org.tidewaiter.family.snmp.step.SoftwareStep;
import org.tidewaiter.family.snmp.step.StorageStep;

/** The steps, in running order. */
final class SnmpAuditor implements Auditor {

    private final List<AuditStep<?>> steps;

    SnmpAuditor(Rules rules) {
        steps = List.of(new OperatingSystemStep(rules), new HardwareStep(rules), new PowerStep(), new StorageStep(),
                new NetworkStep(),
                new NeighborStep(), new BridgeStep(), new SoftwareStep(), new ProcessStep(), new AccessStep());
    }

    @Override
    public List<AuditStep<?>> steps() {
        return steps;
    }

    /** Whatever answered SNMP, whoever claimed it. */
    @Override
    public List<AuditStep<?>> steps(Claim claim, Observations observations) {
        var answered = claim.family().equals(SnmpFamily.ID) || observations.of(Observation.SnmpSystem.class).findAny().isPresent()
                || observations.of(Observation.SnmpEngine.class).findAny().isPresent() || observations.isOpen(Protocol.TCP, 161);
        if (!answered) {
            return List.of();
        }
        return AccessStep.applies(observations) ? steps
                : steps.stream().filter(step -> !(step instanceof AccessStep)).toList();
    }
}
