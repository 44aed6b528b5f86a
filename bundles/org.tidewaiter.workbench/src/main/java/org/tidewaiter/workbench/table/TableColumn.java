package org.tidewaiter.workbench.table;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.workbench.read.Texts;

/**
 * A column over rows of one kind.
 *
 * @param right whether its cells stand at the right, as numbers do
 * @param unit  UCUM symbol of its numbers, if they have one
 * @param value the cell's value, by which it is sorted; null where absent
 * @param tone  how the cell is coloured
 */
public record TableColumn<R>(String title, boolean right, @Nullable String unit, Function<R, @Nullable Object> value,
        Function<R, Tone> tone) {

    /** A column of texts, times and the like. */
    public static <R> TableColumn<R> of(String title, Function<R, @Nullable Object> value) {
        return new TableColumn<>(title, false, null, value, row -> Tone.PLAIN);
    }

    /** A column of numbers. */
    public static <R> TableColumn<R> number(String title, Function<R, @Nullable Object> value) {
        return new TableColumn<>(title, true, null, value, row -> Tone.PLAIN);
    }

    /** The cell as it is shown. */
    public String text(R row) {
        return Texts.of(value.apply(row), unit);
    }
}
