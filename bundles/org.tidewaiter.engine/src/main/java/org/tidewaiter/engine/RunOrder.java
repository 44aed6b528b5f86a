package org.tidewaiter.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunHeader.Purpose;

/**
 * What the user wants of a run.
 *
 * @param purpose     what the run is for
 * @param credentials in the order in which they are tried
 * @param onlyTcp     these TCP ports alone are asked, beside presence and names; empty for what the families want
 * @param nameServers whom names are asked of; empty for nobody
 * @param earlier     what an earlier run that did not end has left to be done; absent for a new one
 * @param software    product and version, for the engagement
 */
public record RunOrder(Purpose purpose, Targets targets, Ports ports, List<Credential> credentials, Limits limits,
        Set<Integer> onlyTcp, List<IpAddress> nameServers, @Nullable Earlier earlier, String software) {

    /**
     * An interrupted run that this one goes on with.
     *
     * @param run     its number in the engagement
     * @param roots   the evidence roots of the visits that it has, by address
     * @param notes   what it had to say
     */
    public record Earlier(long run, Map<String, String> roots, List<String> notes) {
        public Earlier {
            roots = Map.copyOf(roots);
            notes = List.copyOf(notes);
        }
    }

    public RunOrder {
        credentials = List.copyOf(credentials);
        onlyTcp = Set.copyOf(onlyTcp);
        nameServers = List.copyOf(nameServers);
    }
}
