package org.tidewaiter.api.knowledge;

import java.time.LocalDate;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.tidewaiter.api.model.MacAddress;

/**
 * Whom the IEEE registration authority gave a block of hardware addresses (IEEE 802-2014 section 8.2: MA-L of 24 bits, MA-M of 28, MA-S of 36). Safe
 * for many threads; never blocks on anything but the first read of the snapshot.
 */
@ProviderType
public interface HardwareVendors {

    /**
     * The organisation of the longest block that holds the address, as registered. Empty for locally administered and group addresses, for blocks
     * that nobody has, and for those whose owner keeps its name private.
     */
    Optional<String> vendor(MacAddress address);

    /** When the registry was read. */
    LocalDate dated();

    /** Where it was read from, in words. */
    String source();
}
