package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;

/** Finds the servers of a service by name: an OSGi service. */
@FunctionalInterface
public interface ServiceLocator {

    /** Finds nothing. */
    ServiceLocator NONE = (service, nameServer, timeout) -> List.of();

    /**
     * A server.
     *
     * @param host      its name, without the final dot
     * @param addresses its addresses; empty where the name server has none
     * @param port      1 to 65535
     */
    record Located(String host, List<IpAddress> addresses, int port) {
        public Located {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Asks for SRV records (RFC 2782), and for the addresses of the hosts that they name.
     *
     * @param service    {@code _ldap._tcp.dc._msdcs.example.com}
     * @param nameServer the only one that is asked
     * @return by priority, then weight; empty when there is none or nobody answered in time
     */
    List<Located> locate(String service, ScopedAddress nameServer, Duration timeout) throws InterruptedException;
}
