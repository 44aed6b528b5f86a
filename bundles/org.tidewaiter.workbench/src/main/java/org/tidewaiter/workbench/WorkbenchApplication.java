package org.tidewaiter.workbench;

import java.nio.file.Path;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.jspecify.annotations.Nullable;

/** The desktop product. Equinox makes it, by the extension in {@code plugin.xml}; the UI tests start it with a null context. */
public final class WorkbenchApplication implements IApplication {

    /**
     * Opens the window and returns when it is closed. The engagement to open is the first argument that ends in {@code .tide}, else the property
     * {@code tidewaiter.engagement}, else the one that was open last.
     *
     * @return {@link IApplication#EXIT_RESTART} where the user asked for a restart, which the start script then does
     */
    @Override
    public Object start(@Nullable IApplicationContext context) {
        var display = PlatformUI.createDisplay();
        try {
            var left = context == null ? null : (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
            var named = NamedEngagement.of(System.getProperty("tidewaiter.arguments"), System.getenv("TIDEWAITER_COMMAND_LINE"),
                    left,
                    System.getProperty("tidewaiter.engagement"));
            var code = PlatformUI.createAndRunWorkbench(display, new AuditWorkbenchAdvisor(named.map(Path::of).orElse(null)));
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    /** Called from another thread when the framework shuts down: the workbench closes itself on its own. */
    @Override
    public void stop() {
        if (!PlatformUI.isWorkbenchRunning()) return;
        Display display = PlatformUI.getWorkbench().getDisplay();
        if (display.isDisposed()) return;
        display.syncExec(() -> {
            if (!display.isDisposed()) PlatformUI.getWorkbench().close();
        });
    }
}
