package org.tidewaiter.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;

/**
 * Whether two sources say different things of one thing. What one leaves open the other may say; a moment that each reckons from its own clock may
 * differ a little; what moves on between two looks (times that run, amounts that grow) is compared by its size.
 */
final class Disagreement {

    private static final Duration SAME_MOMENT = Duration.ofMinutes(2);
    /** Free space, memory in use: a share by which it may move between two looks. */
    private static final double SAME_AMOUNT = 0.02;

    private Disagreement() {
    }

    /** Between two items of one class and key. */
    static boolean between(Item one, Item other) {
        var dataClass = DataClass.of(one.getClass());
        var ones = dataClass.values(one);
        var others = dataClass.values(other);
        for (var i = 0; i < ones.size(); i++) {
            if (between(ones.get(i), others.get(i), dataClass.columns().get(i).unit() != null)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an item says all that another of its class and key says, so that this one adds nothing. */
    static boolean covers(Item more, Item less) {
        var dataClass = DataClass.of(more.getClass());
        var mores = dataClass.values(more);
        var lesses = dataClass.values(less);
        for (var i = 0; i < mores.size(); i++) {
            if (!covers(mores.get(i), lesses.get(i), dataClass.columns().get(i).unit() != null)) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(@Nullable Object more, @Nullable Object less, boolean measured) {
        if (less == null || less.equals(more) || less instanceof List<?> list && list.isEmpty()) {
            return true;
        }
        return switch (more) {
            case null -> false;
            case String text when less instanceof String rest -> says(text, rest);
            case List<?> _ -> false;
            default -> !between(more, less, measured);
        };
    }

    private static boolean between(@Nullable Object one, @Nullable Object other, boolean measured) {
        if (one == null || other == null || one.equals(other)) {
            return false;
        }
        return switch (one) {
            case List<?> list when list.isEmpty() -> false;
            case List<?> _ when other instanceof List<?> rest && rest.isEmpty() -> false;
            case String text when other instanceof String rest -> !says(text, rest) && !says(rest, text);
            case Instant moment when other instanceof Instant then ->
                Duration.between(moment, then).abs().compareTo(SAME_MOMENT) > 0;
            case Number amount when measured && other instanceof Number rest -> far(amount.doubleValue(), rest.doubleValue());
            default -> true;
        };
    }

    /** Whether a text says what another says, and more: {@code Debian GNU/Linux} is a {@code Linux}. Version 1.2.3 is no 1.2. */
    private static boolean says(String more, String less) {
        return (" " + more.replace('/', ' ') + " ").toLowerCase(Locale.ROOT).contains(" " + less.toLowerCase(Locale.ROOT) + " ");
    }

    private static boolean far(double one, double other) {
        return Math.abs(one - other) > SAME_AMOUNT * Math.max(Math.abs(one), Math.abs(other));
    }
}
