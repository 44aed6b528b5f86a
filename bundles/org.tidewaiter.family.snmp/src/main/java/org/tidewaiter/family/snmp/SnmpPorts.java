package org.tidewaiter.family.snmp;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that recognising and auditing an SNMP device needs. No data class is named as lost before a step promises it. */
final class SnmpPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";

    static final List<PortRule> RULES = List.of(
            new PortRule("snmp-udp-161", Stage.AUDIT, Protocol.UDP, 161, Party.TARGET, new Need.Required(),
                    "monitoring and management, with SNMP credentials", "no audit", Set.of(), VENDOR, Basis.INFERRED, null),
            new PortRule("snmp-tcp-161", Stage.AUDIT, Protocol.TCP, 161, Party.TARGET, new Need.AlternativeTo("snmp-udp-161"),
                    "SNMP over TCP (RFC 3430), with SNMP credentials", "nothing while UDP 161 answers, no audit otherwise",
                    Set.of(), OWN, Basis.INFERRED, null));

    private SnmpPorts() {
    }
}
