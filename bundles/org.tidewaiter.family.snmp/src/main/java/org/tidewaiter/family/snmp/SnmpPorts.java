package org.tidewaiter.family.snmp;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.HardwareComponent;
import org.tidewaiter.api.data.HardwareSensor;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.InterfaceCounters;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LinkNeighbor;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.data.SwitchedAddress;
import org.tidewaiter.api.data.Vlan;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.family.snmp.SnmpItems.Access;
import org.tidewaiter.family.snmp.SnmpItems.Agent;
import org.tidewaiter.family.snmp.SnmpItems.InterfaceState;
import org.tidewaiter.family.snmp.SnmpItems.UpsAlarm;
import org.tidewaiter.family.snmp.SnmpItems.UpsBattery;
import org.tidewaiter.family.snmp.SnmpItems.UpsInput;
import org.tidewaiter.family.snmp.SnmpItems.UpsOutput;

/** The ports that recognising and auditing an SNMP device needs. */
final class SnmpPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";

    private static final Set<Class<? extends Item>> EVERYTHING = Set.of(Access.class, Agent.class, OperatingSystem.class,
            Hardware.class,
            HardwareComponent.class, HardwareSensor.class, UpsBattery.class, UpsInput.class, UpsOutput.class, UpsAlarm.class,
            Volume.class, NetworkInterface.class, InterfaceState.class, InterfaceCounters.class, AssignedAddress.class,
            LinkNeighbor.class, Vlan.class, SwitchedAddress.class, InstalledSoftware.class, RunningProcess.class);

    static final List<PortRule> RULES = List.of(
            new PortRule("snmp-udp-161", Stage.AUDIT, Protocol.UDP, 161, Party.TARGET, new Need.Required(),
                    "monitoring and management, with SNMP credentials", "no audit", EVERYTHING, VENDOR, Basis.INFERRED, null)
                    .enabledBy("switch on its SNMP agent"),
            new PortRule("snmp-tcp-161", Stage.AUDIT, Protocol.TCP, 161, Party.TARGET, new Need.AlternativeTo("snmp-udp-161"),
                    "SNMP over TCP (RFC 3430), with SNMP credentials", "nothing while UDP 161 answers, no audit otherwise",
                    EVERYTHING, OWN, Basis.INFERRED, null));

    private SnmpPorts() {
    }
}
