package org.tidewaiter.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Transport;

/** Which credentials may be tried on a device, in order: the user's in a live run, the recorded ones in a replay. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Candidates for a transport that needs a login.
     *
     * @param address absent for this machine
     */
    List<Credential> candidates(Transport<?> transport, @Nullable ScopedAddress address);

    /** Those of a list that the transport can use and that cover the address. */
    static CredentialSource of(List<Credential> credentials) {
        var list = List.copyOf(credentials);
        return (transport, address) -> list.stream().filter(c -> transport.credentials().contains(c.kind()))
                .filter(c -> address == null || c.covers(address.address())).toList();
    }
}
