package org.tidewaiter.family.windows;

import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.family.windows.step.AccountStep;
import org.tidewaiter.family.windows.step.AgentStep;
import org.tidewaiter.family.windows.step.AutorunStep;
import org.tidewaiter.family.windows.step.BackupStep;
import org.tidewaiter.family.windows.step.BrowserExtensionStep;
import org.tidewaiter.family.windows.step.CertificateStep;
import org.tidewaiter.family.windows.step.EventLogStep;
import org.tidewaiter.family.windows.step.FeatureStep;
import org.tidewaiter.family.windows.step.FirewallStep;
import org.tidewaiter.family.windows.step.HardeningStep;
import org.tidewaiter.family.windows.step.HardwareStep;
import org.tidewaiter.family.windows.step.IdentityStep;
import org.tidewaiter.family.windows.step.KnownNetworkStep;
import org.tidewaiter.family.windows.step.LicenceStep;
import org.tidewaiter.family.windows.step.ListenerStep;
import org.tidewaiter.family.windows.step.MemoryStep;
import org.tidewaiter.family.windows.step.NetworkStep;
import org.tidewaiter.family.windows.step.OperatingSystemStep;
import org.tidewaiter.family.windows.step.PeripheralStep;
import org.tidewaiter.family.windows.step.PolicyStep;
import org.tidewaiter.family.windows.step.ProcessStep;
import org.tidewaiter.family.windows.step.ProcessorStep;
import org.tidewaiter.family.windows.step.ProtectionStep;
import org.tidewaiter.family.windows.step.RoleStep;
import org.tidewaiter.family.windows.step.ServiceStep;
import org.tidewaiter.family.windows.step.SessionStep;
import org.tidewaiter.family.windows.step.ShareStep;
import org.tidewaiter.family.windows.step.SoftwareStep;
import org.tidewaiter.family.windows.step.StorageStep;
import org.tidewaiter.family.windows.step.UpdateStep;
import org.tidewaiter.family.windows.step.VirtualizationSecurityStep;
import org.tidewaiter.family.windows.step.VolumeStep;
import org.tidewaiter.family.windows.step.rpc.EffectivePolicyStep;
import org.tidewaiter.family.windows.step.rpc.RpcAccountStep;
import org.tidewaiter.family.windows.step.rpc.RpcIdentityStep;
import org.tidewaiter.family.windows.step.rpc.RpcServiceStep;
import org.tidewaiter.family.windows.step.rpc.RpcShareStep;

/** The steps, in running order. */
final class WindowsAuditor implements Auditor {

    private static final List<AuditStep<?>> STEPS = List.of(new OperatingSystemStep(), new IdentityStep(), new HardwareStep(),
            new ProcessorStep(), new MemoryStep(), new StorageStep(), new VolumeStep(), new VirtualizationSecurityStep(),
            new NetworkStep(), new ListenerStep(), new FirewallStep(), new SoftwareStep(), new BrowserExtensionStep(),
            new FeatureStep(), new UpdateStep(), new ServiceStep(), new ProcessStep(), new AutorunStep(), new AccountStep(),
            new SessionStep(), new PolicyStep(), new ShareStep(), new HardeningStep(), new ProtectionStep(),
            new CertificateStep(), new PeripheralStep(), new EventLogStep(), new RoleStep(), new LicenceStep(), new AgentStep(),
            new BackupStep(), new KnownNetworkStep(), new EffectivePolicyStep());

    /** Where Remoting is shut, this much is read over SMB. */
    private static final List<AuditStep<?>> FROM_OUTSIDE = List.of(new RpcIdentityStep(), new RpcServiceStep(),
            new RpcShareStep(), new RpcAccountStep());

    @Override
    public List<AuditStep<?>> steps() {
        return together(STEPS, FROM_OUTSIDE, DirectorySteps.ALL);
    }

    /** A computer that answers SNMP too may be claimed by that, which says less than a login: only who has proved what it is keeps us out. */
    @Override
    public List<AuditStep<?>> steps(Claim claim, Observations observations) {
        var greeted = observations.of(Observation.PowerShellGreeting.class).findAny().isPresent();
        var ours = claim.family().equals(WindowsFamily.ID) || greeted
                || claim.confidence() == Confidence.LIKELY && new WindowsRecognizer().recognize(observations)
                        .filter(c -> c.confidence() != Confidence.HINT).isPresent();
        if (!ours) {
            return List.of();
        }
        var hasRemoting = greeted || isRemotingOpen(observations);
        return together(STEPS, hasRemoting ? List.of() : FROM_OUTSIDE, DirectorySteps.of(observations));
    }

    private static List<AuditStep<?>> together(List<AuditStep<?>> within, List<AuditStep<?>> outside,
            List<? extends AuditStep<?>> directory) {
        var all = new ArrayList<>(within);
        all.addAll(outside);
        all.addAll(directory);
        return List.copyOf(all);
    }

    private static boolean isRemotingOpen(Observations observations) {
        return observations.openEvidence(Protocol.TCP, 5985).isPresent()
                || observations.openEvidence(Protocol.TCP, 5986).isPresent();
    }
}
