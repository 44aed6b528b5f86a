package org.tidewaiter.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Prober;
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

    /** Candidates that a prober's questions to an address carry. */
    default List<Credential> candidates(Prober prober, ScopedAddress address) {
        return List.of();
    }

    /** What a prober's question to an address carries; empty where it must not be asked, because it carries some and none covers the address. */
    default Optional<List<Credential>> carried(Prober prober, ScopedAddress address) {
        var candidates = candidates(prober, address);
        return candidates.isEmpty() && !prober.credentials().isEmpty() ? Optional.empty() : Optional.of(candidates);
    }

    /** Those of a list that can be used and that cover the address: in the list's order, those that are sent in clear last. */
    static CredentialSource of(List<Credential> credentials) {
        var list = credentials.stream().sorted(Comparator.comparing(c -> c.kind().isSentInClear())).toList();
        return new CredentialSource() {
            @Override
            public List<Credential> candidates(Transport<?> transport, @Nullable ScopedAddress address) {
                return list.stream().filter(c -> transport.credentials().contains(c.kind()) && c.isFor(transport.id()))
                        .filter(c -> transport.party() != Party.DOMAIN_CONTROLLER || c.isOfDomain())
                        .filter(c -> address == null || c.covers(address.address())).toList();
            }

            @Override
            public List<Credential> candidates(Prober prober, ScopedAddress address) {
                var carried = prober.credentials();
                // most probers carry none, and a sweep asks for each of its probes
                return carried.isEmpty() ? List.of()
                        : list.stream().filter(c -> carried.contains(c.kind()) && c.covers(address.address())).toList();
            }
        };
    }
}
