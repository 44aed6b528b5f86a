package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;

/** Which device it is, read over SMB where Remoting is shut: MachineGuid, name and version. */
public final class RegistryIdentityStep implements AuditStep<RpcSession> {

    private static final String GUID = "SOFTWARE\\Microsoft\\Cryptography\\MachineGuid";
    private static final String VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\";
    private static final String NAME = "SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName\\ComputerName";
    private static final RegistryRead IDENTITY = new RegistryRead("registry-identity",
            List.of(GUID, VERSION + "ProductName", VERSION + "CurrentBuildNumber", VERSION + "UBR", VERSION + "DisplayVersion",
                    NAME));

    @Override
    public String id() {
        return "registry-identity";
    }

    @Override
    public Class<RpcSession> needs() {
        return RpcSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(OperatingSystem.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(IDENTITY);
    }

    @Override
    public void read(RpcSession registry, FactSink sink) throws TransportException, InterruptedException {
        var reply = registry.read(IDENTITY);
        var guid = reply.value(GUID);
        if (guid.isPresent()) {
            var product = text(reply, VERSION + "ProductName");
            sink.fact(
                    new OperatingSystem(product == null ? "Windows" : product, version(reply),
                            text(reply, VERSION + "DisplayVersion"),
                            "Windows NT", null, null, text(reply, NAME), null, guid.get().text().strip(), null, null, null, null),
                    reply.at(guid.get().line()));
        } else if (!sink.missing(OperatingSystem.class, reply)) {
            sink.gap(OperatingSystem.class, GapReason.NOT_REPORTED, "the registry has no MachineGuid", reply.evidence());
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
