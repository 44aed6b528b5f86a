package org.tidewaiter.family.nas;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that recognising and auditing network storage needs. No data class is named as lost before a step promises it. */
final class NasPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";
    private static final String AGENT = "switch on its SNMP agent";

    static final List<PortRule> RULES = List.of(
            new PortRule("nas-tcp-139", Stage.RECOGNISE, Protocol.TCP, 139, Party.TARGET, new Need.Required(),
                    "NAS recognition", "not recognised as a NAS", Set.of(), VENDOR, Basis.INFERRED, null)
                    .enabledBy("switch on its file sharing for Windows (SMB)"),
            new PortRule("nas-udp-161", Stage.RECOGNISE, Protocol.UDP, 161, Party.TARGET, new Need.Required(),
                    "NAS recognition over SNMP, with SNMP credentials", "not recognised as a NAS", Set.of(), VENDOR,
                    Basis.INFERRED, "the vendor's page asks for SNMP credentials without naming the port").enabledBy(AGENT),
            new PortRule("nas-udp-161-audit", Stage.AUDIT, Protocol.UDP, 161, Party.TARGET, new Need.Required(),
                    "SNMP audit data, with SNMP credentials", "NAS audit data cannot be collected", Set.of(), OWN, Basis.INFERRED,
                    null).enabledBy(AGENT),
            new PortRule("nas-tcp-445", Stage.RECOGNISE, Protocol.TCP, 445, Party.TARGET, new Need.AlternativeTo("nas-tcp-139"),
                    "SMB shares",
                    "nothing while another file service answers, not recognised as a NAS otherwise", Set.of(), OWN,
                    Basis.INFERRED, null),
            new PortRule("nas-tcp-548", Stage.RECOGNISE, Protocol.TCP, 548, Party.TARGET, new Need.AlternativeTo("nas-tcp-139"),
                    "AFP shares",
                    "nothing while another file service answers, not recognised as a NAS otherwise", Set.of(), OWN,
                    Basis.INFERRED, null),
            new PortRule("nas-tcp-111", Stage.RECOGNISE, Protocol.TCP, 111, Party.TARGET, new Need.OnlyIfFails("nas-tcp-139"),
                    "port mapping of NFS", "one sign of a NAS less", Set.of(), OWN, Basis.INFERRED, null),
            new PortRule("nas-tcp-2049", Stage.RECOGNISE, Protocol.TCP, 2049, Party.TARGET, new Need.AlternativeTo("nas-tcp-139"),
                    "NFS exports",
                    "nothing while another file service answers, not recognised as a NAS otherwise", Set.of(), OWN,
                    Basis.INFERRED, null),
            new PortRule("nas-tcp-5000", Stage.RECOGNISE, Protocol.TCP, 5000, Party.TARGET, new Need.OnlyIfFails("nas-tcp-139"),
                    "management page (HTTP) of some makers", "one sign of a NAS less", Set.of(), OWN, Basis.INFERRED, null),
            new PortRule("nas-tcp-5001", Stage.RECOGNISE, Protocol.TCP, 5001, Party.TARGET, new Need.OnlyIfFails("nas-tcp-139"),
                    "management page (HTTPS) of some makers", "one sign of a NAS less", Set.of(), OWN, Basis.INFERRED, null),
            new PortRule("nas-tcp-8080", Stage.RECOGNISE, Protocol.TCP, 8080, Party.TARGET, new Need.OnlyIfFails("nas-tcp-139"),
                    "management page (HTTP) of some makers", "one sign of a NAS less", Set.of(), OWN, Basis.INFERRED, null));

    private NasPorts() {
    }
}
