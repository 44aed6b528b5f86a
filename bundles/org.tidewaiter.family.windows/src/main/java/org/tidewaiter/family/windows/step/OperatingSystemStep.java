package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.TimeSource;
import org.tidewaiter.family.windows.data.WindowsRelease;
import org.tidewaiter.family.windows.parse.RegistryKeys;
import org.tidewaiter.family.windows.parse.Systems;
import org.tidewaiter.family.windows.parse.TimeSources;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Which Windows runs here, to the last update, and where it takes its time from. */
public final class OperatingSystemStep implements RemotingStep {

    private static final CimRow NOTHING = new CimRow(0, Map.of());

    private static final CimQuery SYSTEM = CimQuery.of("operating-system", "Win32_OperatingSystem", "Caption", "Version",
            "BuildNumber", "OSArchitecture", "CSName", "CSDVersion", "ServicePackMajorVersion", "ProductType",
            "OperatingSystemSKU",
            "InstallDate", "LastBootUpTime", "LocalDateTime", "MUILanguages", "SystemDirectory",
            "DataExecutionPrevention_SupportPolicy");

    /** What WMI does not tell: the update build revision, the installation's id, the time zone's unlocalised name, the time servers. */
    private static final PowerShellScript REGISTRY = Scripts.registry("system-registry",
            Key.of(Systems.CURRENT_VERSION, "ProductName", "CurrentBuildNumber", "UBR", "DisplayVersion", "ReleaseId",
                    "EditionID",
                    "InstallationType", "BuildLabEx", "BuildBranch", "InstallDate"),
            Key.of(Systems.CRYPTOGRAPHY, "MachineGuid"), Key.of(Systems.TIME_ZONE, "TimeZoneKeyName"),
            Key.of(TimeSources.PARAMETERS, "Type", "NtpServer"), Key.of(TimeSources.CLIENT, "Enabled", "SpecialPollInterval"),
            Key.of(TimeSources.SERVER, "Enabled"), Key.of(TimeSources.POLICY, "Type", "NtpServer"));

    @Override
    public String id() {
        return "operating-system";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(OperatingSystem.class, WindowsRelease.class, TimeSource.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SYSTEM, Requests.COMPUTER_SYSTEM, REGISTRY, UpdateStep.PENDING);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var reply = session.query(SYSTEM);
        var os = reply.first().orElse(NOTHING);
        var computer = session.query(Requests.COMPUTER_SYSTEM).first().orElse(NOTHING);
        var values = session.run(REGISTRY);
        var registry = new RegistryKeys(values.rows());
        var pending = session.run(UpdateStep.PENDING);
        var restart = !pending.rows().isEmpty() ? Boolean.TRUE : pending.shortfall() == null ? Boolean.FALSE : null;
        var system = Systems.of(os, computer, registry, restart);
        var place = os.values().isEmpty() ? values.evidence() : reply.at(os);
        if (system != null) {
            sink.fact(system, place);
            sink.claim(new Claim("windows", "Microsoft", system.name(), system.version(), Confidence.PROVEN,
                    List.of(new Because("the system calls itself " + system.name() + ", version " + system.version(), place))));
        }
        sink.missing(OperatingSystem.class, reply);
        sink.missing(OperatingSystem.class, values);
        var release = Systems.release(os, registry);
        if (release != null) {
            sink.fact(release, place);
        }
        sink.missing(WindowsRelease.class, reply);
        sink.missing(WindowsRelease.class, values);
        var source = TimeSources.of(registry);
        if (source != null) {
            sink.fact(source, values.evidence());
        }
        sink.missing(TimeSource.class, values);
        Reading.settle(sink, reply, OperatingSystem.class, system != null || values.shortfall() != null,
                "WMI names no operating system");
        Reading.settle(sink, reply, WindowsRelease.class, release != null || values.shortfall() != null,
                "nothing tells the release");
        Reading.settle(sink, values, TimeSource.class, source != null, "the Windows Time service has no configuration");
    }
}
