package org.tidewaiter.engine;

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
 * @param work        what is done with a device
 * @param listener    told of progress
 */
public record DeviceTools(Installed installed, Ports ports, CredentialSource credentials, LoginGate logins, PeerPins pins,
        Limits limits,
        Fence fence, ProbePlan plan, Servers servers, Work work, RunEvent.Listener listener) {

    /** Tools with a fence that tells the listener of defects, and the plan that follows from what is installed. */
    public static DeviceTools of(Installed installed, Ports ports, CredentialSource credentials, LoginGate logins, PeerPins pins,
            Limits limits, Servers servers, Work work, RunEvent.Listener listener) {
        return new DeviceTools(installed, ports, credentials, logins, pins, limits,
                new Fence(defect -> listener.on(new RunEvent.Note(defect))),
                ProbePlan.of(installed, ports, work), servers, work, listener);
    }
}
