package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that recognising and auditing Windows needs. No data class is named as lost before a step promises it. */
final class WindowsPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";

    static final List<PortRule> RULES = List.of(
            new PortRule("windows-tcp-5985", Stage.AUDIT, Protocol.TCP, 5985, Party.TARGET, new Need.Required(),
                    "PowerShell Remoting over WinRM (HTTP): all audit commands and data collection; alone "
                            + "enough to recognise a Windows system, read its device id and audit it; needs "
                            + "administrative credentials and Remoting enabled",
                    "no audit, unless Remoting can be enabled remotely", Set.of(), VENDOR, Basis.INFERRED, null),
            new PortRule("windows-tcp-5986", Stage.AUDIT, Protocol.TCP, 5986, Party.TARGET,
                    new Need.AlternativeTo("windows-tcp-5985"), "PowerShell Remoting over WinRM with TLS (HTTPS)",
                    "nothing while TCP 5985 is open, no audit otherwise", Set.of(), OWN, Basis.INFERRED, null),
            new PortRule("windows-tcp-88", Stage.AUTHENTICATE, Protocol.TCP, 88, Party.DOMAIN_CONTROLLER, new Need.Required(),
                    "Kerberos login and password verification of domain credentials",
                    "domain authentication fails, the audit cannot proceed", Set.of(), VENDOR, Basis.STATED,
                    "counts for domain credentials only"),
            new PortRule("windows-tcp-389", Stage.ENRICH, Protocol.TCP, 389, Party.DOMAIN_CONTROLLER, new Need.Optional(),
                    "LDAP queries with domain credentials", "the audit runs, information about the current user is missing",
                    Set.of(), VENDOR, Basis.STATED, "counts for domain credentials only"),
            new PortRule("windows-tcp-636", Stage.ENRICH, Protocol.TCP, 636, Party.DOMAIN_CONTROLLER,
                    new Need.AlternativeTo("windows-tcp-389"), "LDAP queries with domain credentials over TLS (LDAPS)",
                    "nothing while TCP 389 is open, information about the current user is missing otherwise", Set.of(), OWN,
                    Basis.INFERRED, "counts for domain credentials only"),
            new PortRule("windows-tcp-135", Stage.RECOGNISE, Protocol.TCP, 135, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "RPC endpoint mapping", "may not be recognised as Windows",
                    Set.of(), VENDOR, Basis.STATED, null),
            new PortRule("windows-tcp-139", Stage.RECOGNISE, Protocol.TCP, 139, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "Windows recognition", "may not be recognised as Windows",
                    Set.of(), VENDOR, Basis.STATED, null),
            new PortRule("windows-tcp-445", Stage.RECOGNISE, Protocol.TCP, 445, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"), "SMB", "may not be recognised as Windows", Set.of(), VENDOR,
                    Basis.STATED, null),
            new PortRule("windows-udp-135", Stage.PREPARE, Protocol.UDP, 135, Party.TARGET,
                    new Need.OnlyIfFails("windows-tcp-5985"),
                    "RPC and WMI traffic: enable PowerShell Remoting remotely, read the device id",
                    "Remoting cannot be enabled remotely", Set.of(), VENDOR, Basis.INFERRED,
                    "as printed on the vendor's page; RPC normally runs on TCP 135 and dynamic ports; silence"
                            + " on it proves nothing"),
            new PortRule("windows-udp-139", Stage.ENRICH, Protocol.UDP, 139, Party.TARGET, new Need.Optional(),
                    "detection of a remote audit agent, nothing else", "an agent is not noticed, nothing else is lost",
                    Set.of(), VENDOR, Basis.INFERRED,
                    "as printed on the vendor's page; NetBIOS sessions normally run on TCP 139; silence on it"
                            + " proves nothing"));

    private WindowsPorts() {
    }
}
