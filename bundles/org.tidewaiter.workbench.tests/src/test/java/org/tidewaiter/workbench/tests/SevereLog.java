package org.tidewaiter.workbench.tests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;

/** Hears every error that libraries and the platform log: NatTable, for one, logs what goes wrong in painting and draws nothing. */
final class SevereLog implements AutoCloseable {

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final ILogListener platform = (status, plugin) -> {
        if (status.getSeverity() == IStatus.ERROR) errors.add(plugin + ": " + status.getMessage() + " " + status.getException());
    };
    private final Handler libraries = new Handler() {
        @Override
        public void publish(LogRecord event) {
            if (event.getLevel().intValue() >= Level.SEVERE.intValue())
                errors.add(event.getLoggerName() + ": " + event.getMessage() + " " + event.getThrown());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    SevereLog() {
        Platform.addLogListener(platform);
        Logger.getLogger("").addHandler(libraries);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        Platform.removeLogListener(platform);
        Logger.getLogger("").removeHandler(libraries);
    }
}
