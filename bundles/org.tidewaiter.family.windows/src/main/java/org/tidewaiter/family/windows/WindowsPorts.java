package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.family.windows.data.directory.CurrentUser;
import org.tidewaiter.family.windows.data.directory.DirectoryComputer;
import org.tidewaiter.family.windows.data.directory.PolicySecret;
import org.tidewaiter.family.windows.data.directory.PolicySetting;

/** The ports that recognising and auditing Windows needs. */
final class WindowsPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";
    private static final String REMOTING = "enable PowerShell Remoting: run Enable-PSRemoting on it, or by Group Policy allow remote server management through WinRM and start the WinRM service";

    /** All that is read through WinRM. */
    private static final Set<Class<? extends Item>> EVERYTHING = new WindowsAuditor().steps().stream()
            .filter(s -> s.needs() == PowerShellSession.class)
            .flatMap(s -> s.promises().stream())
            .collect(Collectors.toUnmodifiableSet());
    /** What is read of every member of a domain in its directory. */
    private static final Set<Class<? extends Item>> DIRECTORY = Set.of(CurrentUser.class, DirectoryComputer.class);

    static final List<PortRule> RULES = List.of(
            new PortRule("windows-tcp-5985", Stage.AUDIT, Protocol.TCP, 5985, Party.TARGET, new Need.Required(),
                    "PowerShell Remoting over WinRM (HTTP): all audit commands and data collection; alone "
                            + "enough to recognise a Windows system, read its device id and audit it; needs "
                            + "administrative credentials and Remoting enabled",
                    "no audit, unless Remoting can be enabled remotely", EVERYTHING, VENDOR, Basis.INFERRED,
                    "without it an administrator's login over SMB (TCP 445) still reads device id, services, shares, accounts and policy")
                    .enabledBy(REMOTING),
            new PortRule("windows-tcp-5986", Stage.AUDIT, Protocol.TCP, 5986, Party.TARGET,
                    new Need.AlternativeTo("windows-tcp-5985"), "PowerShell Remoting over WinRM with TLS (HTTPS)",
                    "nothing while TCP 5985 is open, no audit otherwise", EVERYTHING, OWN, Basis.INFERRED, null)
                    .enabledBy("give WinRM an HTTPS listener with a certificate (winrm quickconfig -transport:https)"),
            new PortRule("windows-tcp-88", Stage.AUTHENTICATE, Protocol.TCP, 88, Party.DOMAIN_CONTROLLER, new Need.Required(),
                    "Kerberos login and password verification of domain credentials",
                    "domain authentication fails, the audit cannot proceed", EVERYTHING, VENDOR, Basis.STATED,
                    "counts for domain credentials only; the computer must be joined to the domain")
                    .with(Trait.DOMAIN_CREDENTIALS)
                    .enabledBy("start the Kerberos Key Distribution Center service of the domain controller"),
            new PortRule("windows-tcp-389", Stage.ENRICH, Protocol.TCP, 389, Party.DOMAIN_CONTROLLER, new Need.Optional(),
                    "LDAP queries with domain credentials", "the audit runs, information about the current user is missing",
                    DIRECTORY, VENDOR, Basis.STATED,
                    "counts for domain credentials only; the computer must be joined to the domain")
                    .with(Trait.DOMAIN_CREDENTIALS)
                    .enabledBy("start the Active Directory Domain Services of the domain controller"),
            new PortRule("windows-tcp-636", Stage.ENRICH, Protocol.TCP, 636, Party.DOMAIN_CONTROLLER,
                    new Need.AlternativeTo("windows-tcp-389"), "LDAP queries with domain credentials over TLS (LDAPS)",
                    "nothing while TCP 389 is open, information about the current user is missing otherwise", DIRECTORY, OWN,
                    Basis.INFERRED, "counts for domain credentials only").with(Trait.DOMAIN_CREDENTIALS)
                    .enabledBy("give the domain controller a certificate for LDAPS"),
            new PortRule("windows-tcp-445-enrich", Stage.ENRICH, Protocol.TCP, 445, Party.DOMAIN_CONTROLLER, new Need.Optional(),
                    "files of the group policies (SYSVOL over SMB) with domain credentials",
                    "the audit runs, passwords in group policies and what the policies set are missing",
                    Set.of(PolicySecret.class, PolicySetting.class), OWN, Basis.INFERRED,
                    "counts for domain credentials only, and where the device is a domain controller itself")
                    .with(Trait.DOMAIN_CREDENTIALS, Trait.CONTROLLERS_ALONE)
                    .enabledBy("start the Server service of the domain controller"),
            new PortRule("windows-tcp-135", Stage.RECOGNISE, Protocol.TCP, 135, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "RPC endpoint mapping", "may not be recognised as Windows",
                    Set.of(), VENDOR, Basis.STATED, null).with(Trait.TEMPORARY),
            new PortRule("windows-tcp-139", Stage.RECOGNISE, Protocol.TCP, 139, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "Windows recognition", "may not be recognised as Windows", Set.of(),
                    VENDOR, Basis.STATED, null).with(Trait.TEMPORARY)
                    .enabledBy("switch on NetBIOS over TCP/IP, where it is wanted at all"),
            new PortRule("windows-tcp-445", Stage.RECOGNISE, Protocol.TCP, 445, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "SMB", "may not be recognised as Windows", Set.of(), VENDOR,
                    Basis.STATED, null).with(Trait.TEMPORARY).enabledBy("start the Server service"),
            new PortRule("windows-tcp-135-prepare", Stage.PREPARE, Protocol.TCP, 135, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"),
                    "RPC endpoint mapping of the services that are asked to enable PowerShell Remoting",
                    "Remoting cannot be enabled remotely", Set.of(), OWN, Basis.INFERRED,
                    "where RPC really runs; dynamic ports are not needed, since the services are asked over SMB")
                    .with(Trait.TEMPORARY),
            new PortRule("windows-tcp-445-prepare", Stage.PREPARE, Protocol.TCP, 445, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"),
                    "registry and service control over SMB: set the policy of WinRM, start its service",
                    "Remoting cannot be enabled remotely", Set.of(), OWN, Basis.INFERRED, null).with(Trait.TEMPORARY)
                    .enabledBy("start the Server service"),
            new PortRule("windows-udp-135", Stage.PREPARE, Protocol.UDP, 135, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"),
                    "RPC and WMI traffic: enable PowerShell Remoting remotely, read the device id",
                    "Remoting cannot be enabled remotely", Set.of(), VENDOR, Basis.INFERRED,
                    "as printed on the vendor's page; RPC normally runs on TCP 135 and dynamic ports; silence on it proves nothing")
                    .with(Trait.TEMPORARY, Trait.UNANSWERED),
            new PortRule("windows-udp-139", Stage.ENRICH, Protocol.UDP, 139, Party.TARGET, new Need.Optional(),
                    "detection of a remote audit agent, nothing else", "an agent is not noticed, nothing else is lost",
                    Set.of(), VENDOR, Basis.INFERRED,
                    "as printed on the vendor's page; NetBIOS sessions normally run on TCP 139; silence on it proves nothing")
                    .with(Trait.UNANSWERED));

    private WindowsPorts() {
    }
}
