package org.tidewaiter.family.unix;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Processor;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;

/** The ports that an audit of Linux and macOS needs. */
final class UnixPorts {

    private static final Set<Class<? extends Item>> EVERYTHING = Set.of(OperatingSystem.class, Hardware.class, Processor.class,
            MemoryModule.class, Disk.class, Volume.class, NetworkInterface.class, AssignedAddress.class, Route.class,
            ListeningPort.class,
            InstalledSoftware.class, Service.class, UserAccount.class, Group.class);

    static final List<PortRule> RULES = List.of(
            new PortRule("unix-tcp-22", Stage.AUDIT, Protocol.TCP, 22, Party.TARGET, new Need.Required(),
                    "SSH, with administrative credentials", "no audit", EVERYTHING, "Vendor page: network ports for audit",
                    Basis.INFERRED, null)
                    .enabledBy("start the SSH server (on macOS: System Settings, General, Sharing, Remote Login)"));

    private UnixPorts() {
    }
}
