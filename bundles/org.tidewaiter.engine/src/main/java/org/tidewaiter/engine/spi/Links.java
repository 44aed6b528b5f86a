package org.tidewaiter.engine.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;

/** What this machine knows of the links that it is on: an OSGi service. Asks the operating system alone; sends nothing. */
public interface Links {
    /** A machine that shows nothing: every address is taken for one behind a router. */
    Links NONE = new Links() {
        @Override
        public List<Attachment> attachments() {
            return List.of();
        }

        @Override
        public List<IpAddress> nameServers() {
            return List.of();
        }

        @Override
        public Map<IpAddress, Neighbor> neighbors() {
            return Map.of();
        }
    };

    /**
     * Who answers for an address on the local link.
     *
     * @param mac              absent while nobody does
     * @param confirmedSeconds how long ago it last proved to be there
     */
    record Neighbor(@Nullable MacAddress mac, State state, long confirmedSeconds) {
        /** How the operating system stands to it (RFC 4861 section 7.3.2, which ARP caches follow). */
        public enum State {
            /** Asked, no answer yet. */
            UNRESOLVED,
            /** It answered, and that is recent. */
            RESOLVED,
            /** It answered once; whether it still would is not known. */
            STALE,
            /** Asked several times without an answer. */
            FAILED
        }
    }

    /** The prefixes of this machine's interfaces that are up, loopback left out, each with the interface's own address. */
    List<Attachment> attachments();

    /**
     * An address of this machine.
     *
     * @param interfaceName {@code eth0}
     * @param prefix        the network on that link
     */
    record Attachment(String interfaceName, IpAddress address, Prefix prefix) {
    }

    /** The name servers that this machine's system uses, in its order. */
    List<IpAddress> nameServers();

    /** The address from which this machine would send to another; empty where it knows no way. */
    default Optional<IpAddress> source(IpAddress destination) {
        return Optional.empty();
    }

    /** The neighbour table, by address without zone; empty where the system does not show it. */
    Map<IpAddress, Neighbor> neighbors();
}
