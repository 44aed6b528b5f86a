package org.tidewaiter.transport.net;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tidewaiter.transport.net.linux.LinuxNetwork;

/** The native network that all probers of this bundle share; made when it is first used, and ended with the bundle. */
@Component(service = SharedNetwork.class)
public final class SharedNetwork implements AutoCloseable {
    private @Nullable LinuxNetwork network;

    /** The native network; empty on systems without one. */
    synchronized Optional<LinuxNetwork> linux() {
        if (network == null && LinuxNetwork.isHere()) {
            network = new LinuxNetwork();
        }
        return Optional.ofNullable(network);
    }

    @Override
    @Deactivate
    public synchronized void close() {
        if (network != null) {
            network.close();
        }
        network = null;
    }
}
