package org.tidewaiter.api.session;

import org.tidewaiter.api.probe.Observations;

/** No conversation at all: what the probes have seen of the device from outside. A step that needs this alone asks nothing and runs without a login. */
public interface OutsideSession extends Session {

    /** Everything that was seen before the step began. */
    Observations observations();
}
