package org.tidewaiter.family.printer;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that recognising and auditing a printer needs. No data class is named as lost before a step promises it. */
final class PrinterPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";

    static final List<PortRule> RULES = List.of(
            new PortRule("printer-udp-161", Stage.AUDIT, Protocol.UDP, 161, Party.TARGET, new Need.Required(),
                    "SNMP audit data", "printer audit data cannot be collected", Set.of(), VENDOR, Basis.STATED, null)
                    .enabledBy("switch on its SNMP agent"),
            new PortRule("printer-tcp-9100", Stage.RECOGNISE, Protocol.TCP, 9100, Party.TARGET, new Need.Optional(),
                    "recognition in some environments", "may not be recognised as a printer", Set.of(), VENDOR, Basis.INFERRED,
                    "connected to at most: many models print whatever arrives there"),
            new PortRule("printer-tcp-631", Stage.RECOGNISE, Protocol.TCP, 631, Party.TARGET,
                    new Need.AlternativeTo("printer-tcp-9100"), "IPP",
                    "nothing while TCP 9100 is open, may not be recognised as a printer otherwise", Set.of(), OWN, Basis.INFERRED,
                    null));

    private PrinterPorts() {
    }
}
