package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Unit;

/**
 * A product that is activated by a key, of which the last five characters are read.
 *
 * @param id           the product's activation id
 * @param product      its name
 * @param description  channel, as the product writes it
 * @param status       {@code licensed}, {@code unlicensed}, {@code notification}
 * @param partialKey   last five characters of the key
 * @param family       product family
 * @param graceMinutes how long it works without activation
 */
@DataClassId("windows.licence")
public record Licence(@Key String id, @Nullable String product, @Nullable String description, @Nullable String status,
        @Nullable String partialKey, @Nullable String family, @Unit("min") @Nullable Long graceMinutes)
        implements Item {
}
