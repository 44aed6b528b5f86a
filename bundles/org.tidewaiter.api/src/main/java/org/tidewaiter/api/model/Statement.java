package org.tidewaiter.api.model;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;

/** What a step says about a data class of one device: a fact, or a gap with its reason. */
public sealed interface Statement {

    /** The data class it is about. */
    Class<? extends Item> dataClass();

    /**
     * One row.
     *
     * @param item     the row
     * @param evidence where it was read
     */
    record Fact(Item item, Evidence evidence) implements Statement {
        @Override
        public Class<? extends Item> dataClass() {
            return item.getClass();
        }
    }

    /**
     * Something promised and not delivered, wholly or in part.
     *
     * @param detail   who, what, and what to try, in one line
     * @param evidence the exchange that shows it; absent when nothing was exchanged
     */
    record Gap(Class<? extends Item> dataClass, GapReason reason, String detail, @Nullable Evidence evidence)
            implements Statement {
    }
}
