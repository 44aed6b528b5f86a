package org.tidewaiter.api.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One family's statement of what a device is. Rival claims of other families are kept and shown beside it.
 *
 * @param family  id of the claiming family
 * @param vendor  who makes the device or its system, if told
 * @param product product or operating system, if told
 * @param version its version, if told
 * @param because at least one reason, each with evidence among the observations or the visit's exchanges
 */
public record Claim(String family, @Nullable String vendor, @Nullable String product, @Nullable String version,
        Confidence confidence, List<Because> because) {

    public Claim {
        because = List.copyOf(because);
        if (because.isEmpty()) {
            throw new IllegalArgumentException("a claim needs a reason");
        }
    }
}
