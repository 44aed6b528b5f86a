package org.tidewaiter.workbench.tests;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Opens the real workbench once for all test classes, on a UI thread of its own, so that tests stay on JUnit's thread as a user
 * stays outside the window. It is found by its extension, as Equinox finds it: the workbench bundle exports nothing.
 */
public final class WorkbenchExtension implements BeforeAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var store = context.getRoot().getStore(ExtensionContext.Namespace.create(WorkbenchExtension.class));
        store.computeIfAbsent("workbench", key -> new RunningWorkbench(), RunningWorkbench.class).awaitOpen();
    }

    /** Closed by JUnit after the last test. */
    private static final class RunningWorkbench implements AutoCloseable {

        private final Thread ui = new Thread(this::run, "UI");
        private volatile Throwable failure;

        RunningWorkbench() {
            ui.start();
        }

        private void run() {
            try {
                application().start(null);
            } catch (Throwable e) {
                failure = e;
            }
        }

        private static IApplication application() throws CoreException {
            var extension = Platform.getExtensionRegistry().getExtension("org.eclipse.core.runtime.applications",
                    "org.tidewaiter.workbench.application");
            return (IApplication) extension.getConfigurationElements()[0].getChildren("run")[0]
                    .createExecutableExtension("class");
        }

        void awaitOpen() throws InterruptedException {
            var end = Instant.now().plus(PATIENCE);
            while (!PlatformUI.isWorkbenchRunning() || PlatformUI.getWorkbench().isStarting()) {
                if (failure != null) throw new IllegalStateException("the workbench did not start", failure);
                if (Instant.now().isAfter(end)) throw new IllegalStateException("the workbench did not open within " + PATIENCE);
                Thread.sleep(20);
            }
        }

        @Override
        public void close() throws InterruptedException {
            if (PlatformUI.isWorkbenchRunning()) {
                var workbench = PlatformUI.getWorkbench();
                workbench.getDisplay().syncExec(workbench::close);
            }
            if (!ui.join(PATIENCE)) throw new IllegalStateException("the workbench did not close within " + PATIENCE);
        }
    }
}
