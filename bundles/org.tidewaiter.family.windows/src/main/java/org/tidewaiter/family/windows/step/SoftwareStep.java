package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.RegistryKeys;
import org.tidewaiter.family.windows.parse.Software;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Installed programs. Win32_Product is never asked: it has the Windows Installer check, and repair, every package. */
public final class SoftwareStep implements RemotingStep {

    private static final CimQuery STORE = CimQuery
            .of("store-programs", "Win32_InstalledStoreProgram", "Name", "Version", "Vendor", "Architecture", "ProgramId")
            .within(Duration.ofSeconds(40));

    private static final PowerShellScript PRODUCTS = Scripts.registry("product-registry",
            Key.of(Software.DOTNET, "Version", "Release"), Key.of(Software.DOTNET_35, "Version", "SP"),
            Key.of(Software.OFFICE, "ProductReleaseIds", "VersionToReport", "Platform", "UpdateChannel", "AudienceData",
                    "CDNBaseUrl"));

    @Override
    public String id() {
        return "software";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(InstalledSoftware.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Requests.UNINSTALL, STORE, PRODUCTS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(150);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var programs = session.run(Requests.UNINSTALL);
        Reading.settle(sink, programs, InstalledSoftware.class,
                Reading.state(sink, programs, InstalledSoftware.class, Software::program) > 0,
                "no program has entered itself in the registry");
        var store = session.query(STORE);
        // Windows before 8 and servers without the store do not know the class: nothing is missing there.
        if (!isAbsent(store)) {
            Reading.state(sink, store, InstalledSoftware.class, Software::store);
        }
        var products = session.run(PRODUCTS);
        Software.products(new RegistryKeys(products.rows())).forEach(p -> sink.fact(p, products.evidence()));
        sink.missing(InstalledSoftware.class, products);
    }

    private static boolean isAbsent(CimReply reply) {
        var shortfall = reply.shortfall();
        return shortfall != null && shortfall.reason() == GapReason.NOT_PRESENT;
    }
}
