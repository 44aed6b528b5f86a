package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** Whether the password of the local administrator is changed by LAPS, where a directory is there to keep it. */
final class LapsCheck implements Check {

    /** By policy, by device management, and the product before Windows LAPS; each is off where nothing is stored. */
    private static final List<String> SWITCHES = List.of("laps-csp.BackupDirectory", "laps.BackupDirectory",
            "laps-legacy.AdmPwdEnabled");

    @Override
    public String id() {
        return "windows-laps";
    }

    @Override
    public String title() {
        return "Password of the local administrator";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class, WindowsIdentity.class, WindowsRelease.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var host = Host.of(facts);
        var joined = facts.of(WindowsIdentity.class).stream().anyMatch(row -> row.item().entraTenantId() != null);
        // a workgroup has no directory that could keep the password, and a domain controller has no local accounts
        return joined && host.role() == Host.Role.WORK_STATION ? look(host, facts)
                : Scope.MEMBER.settles(host, facts).orElseGet(() -> look(host, facts));
    }

    private CheckResult look(Host host, Facts facts) {
        var off = new ArrayList<Row<HardeningSetting>>();
        var untold = new ArrayList<String>();
        for (var name : SWITCHES) {
            switch (host.settings().look(name)) {
                case Looked.Stored(var row, var value) -> {
                    var number = Settings.number(value);
                    if (number.isPresent() && number.getAsLong() > 0) {
                        return new CheckResult.Passed();
                    }
                    off.add(row);
                }
                case Looked.Unset(var row) -> off.add(row);
                case Looked.Untold(var why) -> untold.add(why);
            }
        }
        if (!untold.isEmpty()) {
            return Missing.of(facts, HardeningSetting.class, Words.list(untold));
        }
        var because = new ArrayList<>(off.stream().map(Row::statement).toList());
        facts.of(WindowsIdentity.class).forEach(row -> because.add(row.statement()));
        return new CheckResult.Found(List.of(new Finding(id(), Severity.MEDIUM,
                "LAPS does not change the local administrator's password",
                Words.list(off.stream().map(row -> row.item().source() + " is "
                        + (row.item().value() instanceof String value ? Words.line(value) : "not set")).toList())
                        + ": computers that were installed alike may share one password for years",
                "Set up Windows LAPS with a backup to the directory", List.of("Microsoft: Windows LAPS overview"), because)));
    }
}
