package org.tidewaiter.family.esxi;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that recognising and auditing an ESXi host needs. No data class is named as lost before a step promises it. */
final class EsxiPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";

    static final List<PortRule> RULES = List.of(
            new PortRule("esxi-tcp-443", Stage.AUDIT, Protocol.TCP, 443, Party.TARGET, new Need.Required(),
                    "HTTPS: the vSphere API, with administrative credentials", "no audit", Set.of(), VENDOR, Basis.INFERRED, null)
                    .enabledBy("restart the management agents of the host (hostd, rhttpproxy)"),
            new PortRule("esxi-tcp-80", Stage.AUDIT, Protocol.TCP, 80, Party.TARGET, new Need.Optional(), "HTTP", "degraded",
                    Set.of(), VENDOR, Basis.INFERRED, null),
            new PortRule("esxi-tcp-902", Stage.RECOGNISE, Protocol.TCP, 902, Party.TARGET, new Need.Optional(),
                    "ESXi recognition", "recognition degraded, the audit can still run", Set.of(), VENDOR, Basis.INFERRED,
                    null));

    private EsxiPorts() {
    }
}
