package org.tidewaiter.engine.spi;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;

/** An address that the scope gate let through. Transports send to nothing else. Only {@link ScopeGate} makes one. */
public final class ScopedAddress {

    private final IpAddress address;

    ScopedAddress(IpAddress address) {
        this.address = address;
    }

    /** The address. */
    public IpAddress address() {
        return address;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScopedAddress scoped && scoped.address.equals(address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
