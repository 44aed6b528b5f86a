package org.tidewaiter.benchmarks.bare;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** Prints one line and ends: what any Equinox application costs before it has done anything. */
public final class BareApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        System.out.println("started");
        return IApplication.EXIT_OK;
    }

    @Override
    public void stop() {
        // nothing runs past start()
    }
}
