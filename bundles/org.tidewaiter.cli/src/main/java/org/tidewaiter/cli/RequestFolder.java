package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.report.firewall.FirewallSheets;
import org.tidewaiter.report.readiness.ReadinessOverview;
import org.tidewaiter.report.readiness.RequestPlan;
import org.tidewaiter.store.StoredRun;

/**
 * Writes a firewall request.
 *
 * @param named addresses of this machine that the user named
 * @param until the last day, if the user named one
 */
record RequestFolder(Links links, List<String> named, @Nullable LocalDate until) {

    private static final int DAYS = 14;

    /** Returns the sheet to be read first. */
    Path write(Path folder, StoredRun run, ReadinessOverview overview, RequestPlan plan) throws IOException, UserException {
        LocalDate last = LocalDate.now().plusDays(DAYS);
        if (until instanceof LocalDate day) {
            last = day;
        }
        var request = plan.request(run.header().started(), sources(overview), last);
        FirewallSheets.write(request, folder);
        return folder.resolve("request.html");
    }

    private List<IpAddress> sources(ReadinessOverview overview) throws UserException {
        Set<IpAddress> sources = new LinkedHashSet<>();
        for (var text : named) {
            sources.add(IpAddress.tryParse(text)
                    .orElseThrow(() -> new UserException(ExitStatus.USAGE, "--source " + text + ": not an address")));
        }
        if (sources.isEmpty()) {
            for (var group : overview.groups()) {
                for (var device : group.devices()) {
                    links.source(device.address()).ifPresent(sources::add);
                }
            }
        }
        return sources.stream().sorted().toList();
    }
}
