package org.tidewaiter.engine;

import java.util.List;

import org.tidewaiter.engine.spi.Credential;

/**
 * What the user wants of a run.
 *
 * @param credentials in the order in which they are tried
 * @param software    product and version, for the engagement
 */
public record RunOrder(Targets targets, Ports ports, List<Credential> credentials, Limits limits, String software) {

    public RunOrder {
        credentials = List.copyOf(credentials);
    }
}
