package org.tidewaiter.engine.sweep;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.ScopedAddress;

/**
 * An address to be swept.
 *
 * @param name   host name that the user asked for, if it was one
 * @param single whether it was named by itself, not as one of a range: then it is read whatever it looks like
 */
public record SweepTarget(ScopedAddress address, @Nullable String name, boolean single) {
}
