package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A product that protects this computer, as the system itself lists it.
 *
 * @param kind     {@code antivirus}, {@code firewall}, {@code antispyware}
 * @param name     its name
 * @param enabled  whether it works
 * @param upToDate whether its signatures are current
 * @param program  path of its program
 * @param state    its state as the system writes it
 * @param reported when it reported that
 */
public record ProtectionProduct(@Key String kind, @Key String name, @Nullable Boolean enabled, @Nullable Boolean upToDate,
        @Nullable String program, @Nullable String state, @Nullable Instant reported)
        implements Item {
}
