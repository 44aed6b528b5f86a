package org.tidewaiter.engine.spi;

import java.util.List;

/**
 * A Windows domain, or another Kerberos realm (RFC 4120), and who keeps its accounts.
 *
 * @param name        its DNS name, as the user or a credential has it; empty where nobody named it
 * @param controllers the domain controllers that may be asked, best first
 */
public record Realm(String name, List<ScopedAddress> controllers) {
    public Realm {
        controllers = List.copyOf(controllers);
    }
}
