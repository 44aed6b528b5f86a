package org.tidewaiter.family.unix.check;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/** Whether an update waits for a restart; only Debian and its kin say so. */
public final class RestartCheck implements Check {

    @Override
    public String id() {
        return "unix-restart-pending";
    }

    @Override
    public String title() {
        return "Updates that wait for a restart";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(OperatingSystem.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var systems = facts.of(OperatingSystem.class);
        var waiting = systems.stream().filter(row -> Boolean.TRUE.equals(row.item().rebootRequired())).toList();
        if (!waiting.isEmpty()) {
            return new CheckResult.Found(List.of(new Finding(id(), Severity.LOW, "An update waits for a restart",
                    "/run/reboot-required is there: what runs is older than what is installed", "Restart the system",
                    List.of("unattended-upgrades, Automatic-Reboot"), waiting.stream().map(Row::statement).toList())));
        }
        var result = CheckResult.ofRows(List.of(), facts, OperatingSystem.class);
        return result instanceof CheckResult.Passed && systems.stream().allMatch(row -> row.item().rebootRequired() == null)
                ? CheckResult.missing(OperatingSystem.class, "this system does not tell whether an update waits for a restart")
                : result;
    }
}
