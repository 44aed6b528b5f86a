package org.tidewaiter.family.unix;

import java.util.List;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.family.unix.step.AccountStep;
import org.tidewaiter.family.unix.step.HardwareStep;
import org.tidewaiter.family.unix.step.ListenerStep;
import org.tidewaiter.family.unix.step.MemoryStep;
import org.tidewaiter.family.unix.step.NetworkStep;
import org.tidewaiter.family.unix.step.OperatingSystemStep;
import org.tidewaiter.family.unix.step.ProcessorStep;
import org.tidewaiter.family.unix.step.ServiceStep;
import org.tidewaiter.family.unix.step.SoftwareStep;
import org.tidewaiter.family.unix.step.StorageStep;

/** The steps, in running order. */
final class UnixAuditor implements Auditor {

    private static final List<AuditStep<?>> LINUX = List.of(new OperatingSystemStep(), new HardwareStep(), new ProcessorStep(),
            new MemoryStep(), new StorageStep(), new NetworkStep(), new ListenerStep(), new SoftwareStep(), new ServiceStep(),
            new AccountStep());

    @Override
    public List<AuditStep<?>> steps() {
        return LINUX;
    }

    /**
     * Before the login nobody knows which system answers; once the shell has greeted us and it is not Linux, there is nothing here to ask. A
     * computer that answers SNMP too may be claimed by that, which says less than a login: only who has proved what it is keeps us out.
     */
    @Override
    public List<AuditStep<?>> steps(Claim claim, Observations observations) {
        var foreign = observations.of(Observation.ShellGreeting.class).anyMatch(g -> !g.system().equals("Linux"));
        var ours = claim.family().equals(UnixFamily.ID) || claim.confidence() == Confidence.LIKELY && new UnixRecognizer()
                .recognize(observations).filter(c -> c.confidence() != Confidence.HINT).isPresent();
        return ours && !foreign ? LINUX : List.of();
    }
}
