package org.tidewaiter.api.spi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Reply;

/** Where a step states what it read. Closed when the step ends: a late call is refused. */
@ProviderType
public interface FactSink {

    /**
     * States a row.
     *
     * @throws IllegalArgumentException when the step did not promise the item's data class, or a value that must be there is null
     */
    void fact(Item item, Evidence evidence);

    /**
     * States that a data class is missing or incomplete.
     *
     * @param detail who, what, and what to try, in one line
     * @throws IllegalArgumentException when the step did not promise the data class
     */
    void gap(Class<? extends Item> dataClass, GapReason reason, String detail, @Nullable Evidence evidence);

    /** States what the device is, now that it has been seen from inside; it joins the recognisers' claims. */
    void claim(Claim claim);

    /** Makes a reply's shortfall a gap. Returns whether there was one, so that a step can stop there. */
    default boolean missing(Class<? extends Item> dataClass, Reply reply) {
        var shortfall = reply.shortfall();
        if (shortfall == null) {
            return false;
        }
        gap(dataClass, shortfall.reason(), shortfall.detail(), reply.evidence());
        return true;
    }
}
