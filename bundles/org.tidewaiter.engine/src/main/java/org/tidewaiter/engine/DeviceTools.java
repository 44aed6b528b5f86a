package org.tidewaiter.engine;

import java.util.Set;

import org.tidewaiter.engine.spi.LoginGate;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunEvent;

/**
 * What all device tasks of a run share.
 *
 * @param installed   families, probers, transports
 * @param ports       where services are asked
 * @param credentials which logins may be tried
 * @param logins      the lock-out guard
 * @param pins        known peers
 * @param limits      gentleness and patience
 * @param fence       where families are called
 * @param plan        the merged probes
 * @param servers     whom to ask about a device
 * @param logsIn      whether devices are read, after they have been recognised
 * @param listener    told of progress
 */
public record DeviceTools(Installed installed, Ports ports, CredentialSource credentials, LoginGate logins, PeerPins pins,
        Limits limits,
        Fence fence, ProbePlan plan, Servers servers, boolean logsIn, RunEvent.Listener listener) {

    /** Tools with a fence that tells the listener of defects, and the plan that follows from what is installed. */
    public static DeviceTools of(Installed installed, Ports ports, CredentialSource credentials, LoginGate logins, PeerPins pins,
            Limits limits, Servers servers, boolean logsIn, RunEvent.Listener listener) {
        return of(installed, ports, credentials, logins, pins, limits, servers, logsIn, Set.of(), listener);
    }

    /** The same, with these TCP ports alone instead of what the families want. */
    static DeviceTools of(Installed installed, Ports ports, CredentialSource credentials, LoginGate logins, PeerPins pins,
            Limits limits, Servers servers, boolean logsIn, Set<Integer> onlyTcp, RunEvent.Listener listener) {
        var plan = ProbePlan.of(installed.families(), installed.probers(), installed.transports(), ports, onlyTcp, !logsIn);
        return new DeviceTools(installed, ports, credentials, logins, pins, limits,
                new Fence(defect -> listener.on(new RunEvent.Note(defect))),
                plan, servers, logsIn,
                listener);
    }
}
