package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Preparation;

/**
 * Enables PowerShell Remoting by what an administrator would set in a Group Policy: the policy "Allow remote server management through WinRM",
 * a firewall rule for whoever audits, and the start of the services that are there. No program is started and no service created.
 */
final class EnableRemoting implements Preparation {

    private static final String POLICIES = "SOFTWARE\\Policies\\Microsoft\\";
    private static final String SERVICE = POLICIES + "Windows\\WinRM\\Service";
    /** [MS-FASP] 2.2.19: local rules that come by policy. */
    private static final String RULES = POLICIES + "WindowsFirewall\\FirewallRules";
    private static final String WINRM = "WinRM";
    /** Runs on a server, and is disabled on a client, when Windows is as it was installed. */
    private static final String REGISTRY = "RemoteRegistry";

    @Override
    public String id() {
        return "windows-enable-remoting";
    }

    @Override
    public String title() {
        return "enable PowerShell Remoting";
    }

    @Override
    public Set<Integer> through() {
        return Set.of(135, 445);
    }

    @Override
    public Optional<String> neededFor(Observations observations) {
        var open = observations.openEvidence(Protocol.TCP, 5985).isPresent()
                || observations.openEvidence(Protocol.TCP, 5986).isPresent();
        return open ? Optional.empty() : Optional.of("neither TCP 5985 nor TCP 5986 is open");
    }

    @Override
    public List<Change> changes(Optional<IpAddress> from) {
        return List.of(
                new Change.ServiceStart(REGISTRY, "AUTO_START", "lets the service start, through which the registry is set"),
                new Change.ServiceState(REGISTRY, "RUNNING", "starts it now"),
                new Change.RegistryKey(POLICIES + "Windows\\WinRM", "holds the policy"),
                new Change.RegistryKey(SERVICE, "holds the policy"),
                new Change.RegistryValue(SERVICE, "AllowAutoConfig", "REG_DWORD 1", "lets WinRM listen on TCP 5985"),
                new Change.RegistryValue(SERVICE, "IPv4Filter", "REG_SZ *", "on its IPv4 addresses"),
                new Change.RegistryValue(SERVICE, "IPv6Filter", "REG_SZ *", "on its IPv6 addresses"),
                new Change.RegistryKey(POLICIES + "WindowsFirewall", "holds the firewall rule"),
                new Change.RegistryKey(RULES, "holds the firewall rule"),
                new Change.RegistryValue(RULES, "Tidewaiter-WinRM-HTTP-In", "REG_SZ " + rule(from),
                        "lets " + from.map(IpAddress::toString).orElse("the local subnet") + " reach TCP 5985"),
                new Change.ServiceStart(WINRM, "AUTO_START", "lets the service start"),
                new Change.ServiceState(WINRM, "RUNNING", "starts it now"));
    }

    /** As the Windows Firewall writes its rules, [MS-GPFAS] 2.2.2. */
    private static String rule(Optional<IpAddress> from) {
        var remote = from.map(a -> (a.version() == 4 ? "RA4=" : "RA6=") + a + "|").orElse("RA4=LocalSubnet|RA6=LocalSubnet|");
        return "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5985|" + remote
                + "App=System|Name=Tidewaiter: PowerShell Remoting for an audit|";
    }
}
