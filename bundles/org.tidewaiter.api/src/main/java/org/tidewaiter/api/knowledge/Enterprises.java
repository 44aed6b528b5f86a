package org.tidewaiter.api.knowledge;

import java.time.LocalDate;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whom IANA gave a private enterprise number: the arc after 1.3.6.1.4.1 in object identifiers (RFC 9371). Safe for many threads; never blocks
 * on anything but the first read of the snapshot.
 */
@ProviderType
public interface Enterprises {

    /** The organisation, as registered; empty for numbers that nobody has. */
    Optional<String> organization(long number);

    /** When the registry was read. */
    LocalDate dated();

    /** Where it was read from, in words. */
    String source();
}
