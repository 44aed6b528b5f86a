package org.tidewaiter.family.windows.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/**
 * Rows of one data class of which none should be so.
 *
 * @param rows   the data class
 * @param scope  computers that it is about
 * @param given  what must hold besides
 * @param unsafe whether a row is not as it should be
 * @param whole  whether the rows must have been read to the end for a pass, since what was not read may be what was looked for
 * @param words  what the reason says of a row: its value, and where it stands
 * @param finding title of the finding
 * @param why    what comes of it, as a clause after the rows
 */
record RowCheck<T extends Item>(String id, String title, Class<T> rows, Scope scope, Function<Facts, Truth> given,
        BiFunction<T, Facts, Truth> unsafe, boolean whole, Function<T, String> words, Severity severity, String finding,
        String why, String remedy, List<String> references) implements Check {

    /** Begins the description of a check; {@code id} without the family. */
    static <T extends Item> Draft<T> of(String id, String title, Class<T> rows) {
        return new Draft<>("windows-" + id, title, rows, Scope.ANY, _ -> Truth.YES, (_, _) -> Truth.UNKNOWN, true,
                _ -> DataClass.of(rows).id());
    }

    /** A check whose finding is not described yet. */
    record Draft<T extends Item>(String id, String title, Class<T> rows, Scope scope, Function<Facts, Truth> given,
            BiFunction<T, Facts, Truth> unsafe, boolean whole, Function<T, String> words) {

        Draft<T> at(Scope computers) {
            return new Draft<>(id, title, rows, computers, given, unsafe, whole, words);
        }

        Draft<T> given(Function<Facts, Truth> condition) {
            return new Draft<>(id, title, rows, scope, condition, unsafe, whole, words);
        }

        Draft<T> unsafe(Function<T, Truth> rule) {
            return unsafeIn((row, _) -> rule.apply(row));
        }

        /** A rule that looks at other facts, too. */
        Draft<T> unsafeIn(BiFunction<T, Facts, Truth> rule) {
            return new Draft<>(id, title, rows, scope, given, rule, whole, words);
        }

        /** The data class has one row, or a gap of it tells of other values than the one looked at. */
        Draft<T> rowsSuffice() {
            return new Draft<>(id, title, rows, scope, given, unsafe, false, words);
        }

        Draft<T> says(Function<T, String> text) {
            return new Draft<>(id, title, rows, scope, given, unsafe, whole, text);
        }

        /** Describes the finding; at least one reference. */
        RowCheck<T> finds(Severity severity, String finding, String why, String remedy, String... references) {
            return new RowCheck<>(id, title, rows, scope, given, unsafe, whole, words, severity, finding, why, remedy,
                    List.of(references));
        }
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        var reads = new HashSet<>(scope.reads());
        reads.add(rows);
        return Set.copyOf(reads);
    }

    @Override
    public CheckResult judge(Facts facts) {
        return scope.settles(Host.of(facts), facts).orElseGet(() -> switch (given.apply(facts)) {
            case YES -> look(facts);
            case NO -> new CheckResult.Passed();
            case UNKNOWN -> Missing.of(facts, rows, "what it hangs on was not read");
        });
    }

    private CheckResult look(Facts facts) {
        var all = facts.of(rows);
        var bad = all.stream().filter(row -> unsafe.apply(row.item(), facts) == Truth.YES).toList();
        if (!bad.isEmpty()) {
            return new CheckResult.Found(List.of(new Finding(id, severity, finding,
                    Words.list(bad.stream().map(row -> words.apply(row.item())).toList()) + ": " + why, remedy, references,
                    bad.stream().map(Row::statement).toList())));
        }
        var untold = all.stream().filter(row -> unsafe.apply(row.item(), facts) == Truth.UNKNOWN).count();
        if (untold > 0) {
            return Missing.of(facts, rows, "of " + untold + " of " + all.size() + " rows it is not known");
        }
        return whole ? CheckResult.of(List.of(), facts, rows) : CheckResult.ofRows(List.of(), facts, rows);
    }
}
