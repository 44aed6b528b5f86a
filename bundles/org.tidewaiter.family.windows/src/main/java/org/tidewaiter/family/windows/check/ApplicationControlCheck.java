package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.VirtualizationSecurity;

/** Whether something decides which programs may run: AppLocker with rules that are enforced, or App Control for Business. */
final class ApplicationControlCheck implements Check {

    private static final String MODE = ".enforcementmode";
    private static final String RULES = ".rules";

    @Override
    public String id() {
        return "windows-application-control";
    }

    @Override
    public String title() {
        return "Control of programs";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class, VirtualizationSecurity.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var locker = Settings.of(facts).startingWith("applocker.");
        var guard = facts.of(VirtualizationSecurity.class);
        if (guard.stream().anyMatch(row -> "enforced".equals(row.item().userCodeIntegrity()))
                || locker.stream().anyMatch(row -> isEnforced(row, locker))) {
            return new CheckResult.Passed();
        }
        for (var dataClass : List.of(HardeningSetting.class, VirtualizationSecurity.class)) {
            if (facts.of(dataClass).isEmpty() || facts.gap(dataClass).isPresent()) {
                return Missing.of(facts, dataClass, "whether programs are controlled was not read");
            }
        }
        if (guard.stream().anyMatch(row -> row.item().userCodeIntegrity() == null)) {
            return CheckResult.missing(VirtualizationSecurity.class,
                    "Win32_DeviceGuard does not tell whether programs are controlled");
        }
        var because = new ArrayList<>(guard.stream().map(Row::statement).toList());
        locker.forEach(row -> because.add(row.statement()));
        return new CheckResult.Found(List.of(new Finding(id(), Severity.LOW, "Nothing decides which programs may run",
                "the policy for programs of Win32_DeviceGuard is "
                        + Words.list(guard.stream().map(row -> String.valueOf(row.item().userCodeIntegrity())).toList())
                        + (locker.isEmpty() ? ", and AppLocker has no rules"
                                : ", and AppLocker's rules are not enforced")
                        + ": whatever a user downloads may be started",
                "Enforce App Control for Business or AppLocker, after a time of audit",
                List.of("Microsoft: Application Control for Windows"), because)));
    }

    /** A collection counts where its mode is 1, and it has rules. */
    private static boolean isEnforced(Row<HardeningSetting> row, List<Row<HardeningSetting>> all) {
        var name = row.item().name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(MODE) || number(row) != 1) {
            return false;
        }
        var rules = name.substring(0, name.length() - MODE.length()) + RULES;
        return all.stream().anyMatch(other -> other.item().name().equalsIgnoreCase(rules) && number(other) > 0);
    }

    private static long number(Row<HardeningSetting> row) {
        return row.item().value() instanceof String value ? Settings.number(value).orElse(0) : 0;
    }
}
