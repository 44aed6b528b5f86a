package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;

/** Whether an idle session is locked: by the computer's limit, or else by a policy of each user who is logged in. */
final class ScreenLockCheck implements Check {

    /** A quarter of an hour, the limit of Microsoft's security baselines. */
    private static final long LONGEST_SECONDS = 900;
    private static final String LIMIT = "logon.InactivityTimeoutSecs";
    private static final String POLICY = "user.screen-saver.";

    @Override
    public String id() {
        return "windows-screen-lock";
    }

    @Override
    public String title() {
        return "Lock of idle sessions";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        return switch (Settings.of(facts).look(LIMIT)) {
            case Looked.Untold(var why) -> Missing.of(facts, HardeningSetting.class, why);
            case Looked.Unset(var row) -> users(facts, row, row.item().source() + " is not set");
            case Looked.Stored(var row, var value) -> stored(facts, row, value);
        };
    }

    private CheckResult stored(Facts facts, Row<HardeningSetting> row, String value) {
        var seconds = Settings.number(value);
        var says = row.item().source() + " is " + Words.line(value);
        return seconds.isEmpty() ? CheckResult.missing(HardeningSetting.class, says)
                : isLimit(seconds.getAsLong()) ? new CheckResult.Passed() : users(facts, row, says);
    }

    private static boolean isLimit(long seconds) {
        return seconds > 0 && seconds <= LONGEST_SECONDS;
    }

    private CheckResult users(Facts facts, Row<HardeningSetting> limit, String says) {
        Map<String, Map<String, String>> policies = new TreeMap<>();
        var because = new ArrayList<>(List.of(limit.statement()));
        for (var row : facts.of(HardeningSetting.class)) {
            var setting = row.item();
            var name = setting.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(POLICY) && setting.value() instanceof String value) {
                policies.computeIfAbsent(setting.subject(), _ -> new TreeMap<>()).merge(name.substring(POLICY.length()), value,
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
                because.add(row.statement());
            }
        }
        var unlocked = policies.entrySet().stream().filter(user -> !locks(user.getValue())).map(Map.Entry::getKey).toList();
        if (!policies.isEmpty() && unlocked.isEmpty()) {
            return new CheckResult.Passed();
        }
        return new CheckResult.Found(
                List.of(new Finding(id(), Severity.LOW, "Nothing makes idle sessions lock within a quarter of an hour",
                        says + (policies.isEmpty() ? ", and no user who is logged in has a policy for the screen saver"
                                : ", and the policy of " + Words.list(unlocked) + " does not lock either")
                                + ": whoever passes by works in the session",
                        "Set Machine inactivity limit to 900 seconds or less",
                        List.of("Policy Interactive logon: Machine inactivity limit"),
                        because)));
    }

    private static boolean locks(Map<String, String> policy) {
        return Settings.number(policy.getOrDefault("screensaverissecure", "0")).orElse(0) == 1
                && Settings.number(policy.getOrDefault("screensaveactive", "1")).orElse(0) == 1
                && isLimit(Settings.number(policy.getOrDefault("screensavetimeout", "0")).orElse(0));
    }
}
