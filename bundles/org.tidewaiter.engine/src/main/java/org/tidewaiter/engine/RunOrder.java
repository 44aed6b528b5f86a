package org.tidewaiter.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunHeader.Purpose;

/**
 * What the user wants of a run.
 *
 * @param purpose     what the run is for
 * @param credentials in the order in which they are tried
 * @param onlyTcp     these TCP ports alone are asked, beside presence and names; empty for what the families want
 * @param nameServers whom names are asked of; empty for nobody
 * @param domain      of a readiness run, the domain whose credentials are, or will be, used; absent otherwise
 * @param logsIn      whether a readiness run tries logins
 * @param assumed     of a readiness run, the family that devices are taken for that nothing gives away; empty for none
 * @param earlier     what an earlier run that did not end has left to be done; absent for a new one
 * @param software    product and version, for the engagement
 */
public record RunOrder(Purpose purpose, Targets targets, Ports ports, List<Credential> credentials, Limits limits,
        Set<Integer> onlyTcp, List<IpAddress> nameServers, @Nullable Domain domain, boolean logsIn, String assumed,
        @Nullable Earlier earlier,
        String software) {

    /**
     * A Windows domain.
     *
     * @param name        its DNS name, for finding its controllers; may be empty where they are named
     * @param controllers those that the user named
     */
    public record Domain(String name, List<IpAddress> controllers) {
        public Domain {
            controllers = List.copyOf(controllers);
        }
    }

    /** Of an audit or a scan. */
    public RunOrder(Purpose purpose, Targets targets, Ports ports, List<Credential> credentials, Limits limits,
            Set<Integer> onlyTcp, List<IpAddress> nameServers, @Nullable Earlier earlier, String software) {
        this(purpose, targets, ports, credentials, limits, onlyTcp, nameServers, null, purpose == Purpose.AUDIT, "", earlier,
                software);
    }

    /** Whom the user named as domain controllers. */
    List<IpAddress> controllers() {
        return domain == null ? List.of() : domain.controllers();
    }

    /**
     * An interrupted run that this one goes on with.
     *
     * @param run   its number in the engagement
     * @param met   the visits that it has
     * @param notes what it had to say
     */
    public record Earlier(long run, List<Met> met, List<String> notes) {
        public Earlier {
            met = List.copyOf(met);
            notes = List.copyOf(notes);
        }

        /** The addresses that need not be asked again. */
        Set<String> done() {
            return met.stream().filter(m -> !m.cut()).map(Met::address).collect(Collectors.toUnmodifiableSet());
        }

        /** Who answered for the addresses that are not asked again. */
        Map<IpAddress, List<MacAddress>> neighbors() {
            return met.stream().filter(m -> !m.cut())
                    .flatMap(m -> IpAddress.tryParse(m.address()).map(a -> Map.entry(a, m.macs())).stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
        }
    }

    /**
     * A visit that the interrupted run has.
     *
     * @param root evidence root
     * @param cut  whether it was cancelled itself: then the device is visited again, and that visit takes this one's place
     * @param read whether the device let us in
     */
    public record Met(String address, String root, List<MacAddress> macs, boolean cut, boolean read, long facts, long gaps) {
        public Met {
            macs = List.copyOf(macs);
        }
    }

    public RunOrder {
        credentials = List.copyOf(credentials);
        onlyTcp = Set.copyOf(onlyTcp);
        nameServers = List.copyOf(nameServers);
    }
}
