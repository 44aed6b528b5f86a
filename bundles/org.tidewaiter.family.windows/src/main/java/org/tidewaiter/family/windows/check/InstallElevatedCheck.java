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

/** AlwaysInstallElevated works only where it is set for the computer and for the user; users who are not logged in are not seen. */
final class InstallElevatedCheck implements Check {

    private static final String OF_USERS = "user.installer.AlwaysInstallElevated";

    @Override
    public String id() {
        return "windows-install-elevated";
    }

    @Override
    public String title() {
        return "Installers with the rights of the system";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        return switch (Settings.of(facts).look("installer.AlwaysInstallElevated")) {
            case Looked.Unset(var _) -> new CheckResult.Passed();
            case Looked.Untold(var why) -> Missing.of(facts, HardeningSetting.class, why);
            case Looked.Stored(var row, var value) -> stored(facts, row, value);
        };
    }

    private CheckResult stored(Facts facts, Row<HardeningSetting> row, String value) {
        var number = Settings.number(value);
        return number.isEmpty() ? CheckResult.missing(HardeningSetting.class, row.item().source() + " is " + Words.line(value))
                : number.getAsLong() == 0 ? new CheckResult.Passed() : found(row, facts);
    }

    private CheckResult found(Row<HardeningSetting> machine, Facts facts) {
        var users = facts.of(HardeningSetting.class).stream().filter(row -> row.item().name().equalsIgnoreCase(OF_USERS))
                .filter(row -> row.item().value() instanceof String value && Settings.number(value).orElse(0) != 0).toList();
        var because = new ArrayList<>(users.stream().map(Row::statement).toList());
        because.addFirst(machine.statement());
        var set = machine.item().source() + " is " + machine.item().value();
        return new CheckResult.Found(List.of(users.isEmpty()
                ? new Finding(id(), Severity.LOW, "Half of AlwaysInstallElevated is set",
                        set + ", and no user who is logged in has the other half: whoever sets it for himself installs with the rights of the system",
                        "Disable the policy Always install with elevated privileges for the computer",
                        List.of("Policy Always install with elevated privileges"), because)
                : new Finding(id(), Severity.HIGH, "Any user installs with the rights of the system",
                        set + ", and so is " + Words.list(users.stream().map(row -> row.item().source()).toList())
                                + ": an installer that any user wrote runs as the system",
                        "Disable the policy Always install with elevated privileges for the computer and for users",
                        List.of("Policy Always install with elevated privileges"), because)));
    }
}
