package org.tidewaiter.cli;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine;

/** The headless product: one command line in, one exit code out. Equinox makes it, by the extension in {@code plugin.xml}. */
public final class TidewaiterApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        var bundle = FrameworkUtil.getBundle(TidewaiterApplication.class).getBundleContext();
        return new CommandLine(new TidewaiterCommand()) //
                .addSubcommand(new FamiliesCommand(bundle, System.out)) //
                .execute(Arguments.given(context));
    }

    @Override
    public void stop() {
        // nothing runs past start()
    }
}
