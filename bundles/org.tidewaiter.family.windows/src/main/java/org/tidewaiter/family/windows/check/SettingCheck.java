package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsRelease;

/**
 * One setting against one rule. It may stand in several places: the first that holds a value decides, for a policy goes before what the computer
 * itself is set to. Where none does, the documented default of this version of Windows decides, and where that is not certain nothing is said.
 *
 * @param names    the places, what decides first
 * @param scope    computers that it is about
 * @param given    what must hold besides
 * @param unsafe   whether a stored value is not as it should be
 * @param whenUnset the default
 * @param finding  title of the finding
 * @param why      what comes of it, as a clause after the value
 */
record SettingCheck(String id, String title, List<String> names, Scope scope, Function<Host, Truth> given,
        Function<String, Truth> unsafe, Function<Host, Default> whenUnset, Severity severity, String finding, String why,
        String remedy, List<String> references) implements Check {

    /** What systems tell of what they really do: older ones do not tell. */
    private static final String EFFECTIVE = "-effective.";

    /** Begins the description of a check; {@code id} without the family. */
    static Draft of(String id, String title, String... names) {
        return new Draft("windows-" + id, title, List.of(names), Scope.ANY, _ -> Truth.YES, _ -> Truth.UNKNOWN,
                _ -> Default.unknown("no default is known"));
    }

    /** Numbers that are unsafe; what is no number is not judged. */
    static Function<String, Truth> when(LongPredicate unsafe) {
        return value -> {
            var number = Settings.number(value);
            return number.isEmpty() ? Truth.UNKNOWN : Truth.of(unsafe.test(number.getAsLong()));
        };
    }

    /** That a setting has a certain value: the first of these places that holds one decides. */
    static Function<Host, Truth> where(LongPredicate holds, Truth whenUnset, String... names) {
        return host -> {
            for (var name : names) {
                switch (host.settings().look(name)) {
                    case Looked.Stored(var _, var value) -> {
                        return when(holds).apply(value);
                    }
                    case Looked.Unset(var _) -> {
                        // the next place decides
                    }
                    case Looked.Untold(var _) -> {
                        return Truth.UNKNOWN;
                    }
                }
            }
            return whenUnset;
        };
    }

    /** A check whose finding is not described yet. */
    record Draft(String id, String title, List<String> names, Scope scope, Function<Host, Truth> given,
            Function<String, Truth> unsafe, Function<Host, Default> whenUnset) {

        Draft at(Scope computers) {
            return new Draft(id, title, names, computers, given, unsafe, whenUnset);
        }

        Draft given(Function<Host, Truth> condition) {
            return new Draft(id, title, names, scope, condition, unsafe, whenUnset);
        }

        Draft unsafe(LongPredicate numbers) {
            return unsafeText(when(numbers));
        }

        Draft unsafeText(Function<String, Truth> rule) {
            return new Draft(id, title, names, scope, given, rule, whenUnset);
        }

        Draft unset(Function<Host, Default> value) {
            return new Draft(id, title, names, scope, given, unsafe, value);
        }

        /** The same default since Vista. */
        Draft unset(Default value) {
            return unset(Default.always(value));
        }

        /** Describes the finding; at least one reference. */
        SettingCheck finds(Severity severity, String finding, String why, String remedy, String... references) {
            return new SettingCheck(id, title, names, scope, given, unsafe, whenUnset, severity, finding, why, remedy,
                    List.of(references));
        }
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        var reads = new HashSet<>(scope.reads());
        reads.add(HardeningSetting.class);
        reads.add(WindowsRelease.class);
        return Set.copyOf(reads);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var host = Host.of(facts);
        return scope.settles(host, facts).orElseGet(() -> switch (given.apply(host)) {
            case YES -> look(host, facts);
            case NO -> new CheckResult.Passed();
            case UNKNOWN -> Missing.of(facts, HardeningSetting.class, "nothing was read that tells whether it matters here");
        });
    }

    private CheckResult look(Host host, Facts facts) {
        var unset = new ArrayList<Row<HardeningSetting>>();
        for (var name : names) {
            switch (host.settings().look(name)) {
                case Looked.Stored(var row, var value) -> {
                    return stored(row, value);
                }
                case Looked.Unset(var row) -> unset.add(row);
                case Looked.Untold(var why) -> {
                    if (!name.contains(EFFECTIVE)) {
                        return Missing.of(facts, HardeningSetting.class, why);
                    }
                }
            }
        }
        return unset.isEmpty() ? Missing.of(facts, HardeningSetting.class, names.getFirst() + " was not read")
                : byDefault(host, unset, facts);
    }

    private CheckResult stored(Row<HardeningSetting> row, String value) {
        var words = place(row.item()) + " is " + Words.line(value);
        return switch (unsafe.apply(value)) {
            case YES -> found(words, List.of(row.statement()));
            case NO -> new CheckResult.Passed();
            case UNKNOWN -> CheckResult.missing(HardeningSetting.class, words + ", which tells nothing");
        };
    }

    private CheckResult byDefault(Host host, List<Row<HardeningSetting>> unset, Facts facts) {
        var places = Words.list(unset.stream().map(row -> place(row.item())).toList());
        return switch (whenUnset.apply(host)) {
            case Default.Safe() -> new CheckResult.Passed();
            case Default.Unsafe(var value) ->
                found(places + " is not set, and the default is " + value + " (" + host.words() + ")",
                        Stream.concat(unset.stream().map(Row::statement), host.release().stream()).toList());
            case Default.Unknown(var reason) -> host.build() == null
                    ? Missing.of(facts, WindowsRelease.class, places + " is not set: " + reason)
                    : CheckResult.missing(HardeningSetting.class, places + " is not set: " + reason);
        };
    }

    /** Where it stands; cmdlets and classes do not say which of their values it is. */
    private static String place(HardeningSetting setting) {
        var value = setting.name().substring(setting.name().lastIndexOf('.') + 1);
        return setting.source() + (setting.source().endsWith(value) ? "" : ", " + value);
    }

    private CheckResult found(String value, List<Statement> because) {
        return new CheckResult.Found(
                List.of(new Finding(id, severity, finding, value + ": " + why, remedy, references, because)));
    }
}
