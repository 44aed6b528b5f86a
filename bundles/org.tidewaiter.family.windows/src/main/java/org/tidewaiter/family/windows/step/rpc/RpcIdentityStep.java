package org.tidewaiter.family.windows.step.rpc;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.parse.rpc.RpcIdentities;
import org.tidewaiter.family.windows.step.Reading;

/** Which device it is, where Remoting is shut: MachineGuid and version by the registry, names by the services that tell them. */
public final class RpcIdentityStep implements RpcStep {

    private static final String GUID = "SOFTWARE\\Microsoft\\Cryptography\\MachineGuid";
    private static final String VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\";
    private static final String NAME = "SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName\\ComputerName";
    private static final RegistryRead REGISTRY = new RegistryRead("registry-identity",
            List.of(GUID, VERSION + "ProductName", VERSION + "CurrentBuildNumber", VERSION + "UBR", VERSION + "DisplayVersion",
                    NAME));
    private static final RpcRead NAMES = new RpcRead("rpc-identity", Subject.IDENTITY);
    private static final RpcRead WORKSTATION = new RpcRead("rpc-workstation", Subject.WORKSTATION);

    @Override
    public String id() {
        return "rpc-identity";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(OperatingSystem.class, WindowsIdentity.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(REGISTRY, NAMES, WORKSTATION);
    }

    @Override
    public void read(RpcSession session, FactSink sink) throws TransportException, InterruptedException {
        var names = session.read(NAMES);
        Reading.stateAll(sink, names, WindowsIdentity.class, Reading.listOf(RpcIdentities::identity),
                "the security authority tells no names");
        var registry = session.read(REGISTRY);
        var guid = registry.value(GUID);
        var workstation = session.read(WORKSTATION);
        if (guid.isPresent()) {
            var product = text(registry, VERSION + "ProductName");
            var own = text(registry, NAME);
            sink.fact(
                    new OperatingSystem(product == null ? "Windows" : product, version(registry),
                            text(registry, VERSION + "DisplayVersion"), "Windows NT", null, null,
                            own == null ? RpcIdentities.computer(workstation) : own, null, guid.get().text().strip(), null, null,
                            null, null),
                    registry.at(guid.get().line()));
            return;
        }
        workstation.rows().stream().findFirst()
                .ifPresent(row -> sink.fact(RpcIdentities.operatingSystem(row), workstation.at(row)));
        sink.missing(OperatingSystem.class, workstation);
        if (!sink.missing(OperatingSystem.class, registry)) {
            sink.gap(OperatingSystem.class, GapReason.NOT_REPORTED, "the registry has no MachineGuid", registry.evidence());
        }
    }

    /** {@code 10.0.20348.2340}; builds before 10240 had other first numbers, which are not told apart here. */
    private static @Nullable String version(RegistryReply reply) {
        var build = text(reply, VERSION + "CurrentBuildNumber");
        var revision = text(reply, VERSION + "UBR");
        return build == null || !build.matches("[1-9][0-9]{4}") ? null
                : "10.0." + build + (revision == null ? "" : "." + revision);
    }

    private static @Nullable String text(RegistryReply reply, String path) {
        return reply.value(path).map(v -> v.text().strip()).filter(t -> !t.isEmpty()).orElse(null);
    }
}
