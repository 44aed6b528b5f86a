package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.Feature;
import org.tidewaiter.family.windows.parse.Services;

/** Optional features and server roles that are installed. */
public final class FeatureStep implements RemotingStep {

    private static final CimQuery FEATURES = CimQuery
            .of("optional-features", "Win32_OptionalFeature", "Name", "Caption", "InstallState")
            .where("InstallState=1").within(Duration.ofSeconds(60));
    private static final CimQuery ROLES = CimQuery.of("server-features", "Win32_ServerFeature", "ID", "Name", "ParentID")
            .within(Duration.ofSeconds(40));

    @Override
    public String id() {
        return "feature";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Feature.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(FEATURES, ROLES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(120);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        new Reading<>(FEATURES, Feature.class, "no optional feature is installed", Services::feature).state(session, sink);
        var roles = session.query(ROLES);
        var shortfall = roles.shortfall();
        // Only servers know the class.
        if (shortfall == null || shortfall.reason() != GapReason.NOT_PRESENT) {
            Reading.state(sink, roles, Feature.class, Services::serverFeature);
        }
    }
}
