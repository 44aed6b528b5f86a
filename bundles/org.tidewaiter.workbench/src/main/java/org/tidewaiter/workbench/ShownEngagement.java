package org.tidewaiter.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.osgi.service.prefs.BackingStoreException;
import org.tidewaiter.workbench.read.DeviceRow;
import org.tidewaiter.workbench.read.Snapshot;

/** The engagement that the window shows, and the device chosen in it. A workbench service; used on the UI thread alone. */
public final class ShownEngagement {

    private static final String RECENT = "recent-engagement";

    /** Hears of changes, on the UI thread. */
    interface Listener {
        /** Another engagement, or a newer state of the same one. */
        default void engagementChanged(Snapshot snapshot) {
        }

        /** Another device, or a newer state of the same one; null when none is chosen. */
        default void deviceChanged(@Nullable DeviceRow device) {
        }
    }

    private final Reading reading = new Reading(Display.getCurrent());
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable Snapshot snapshot;
    private @Nullable DeviceRow device;

    /** What is shown; null before the first engagement is open. */
    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** The chosen device. */
    @Nullable
    DeviceRow device() {
        return device;
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Opens an engagement in the background; what cannot be opened is told in a dialog, and what was shown stays. */
    void open(Path file, Shell shell) {
        reading.start("Opening " + file.getFileName(), () -> Snapshot.read(file), this::show, message -> {
            if (!shell.isDisposed()) {
                MessageDialog.openError(shell, "The engagement cannot be opened", message);
            }
        });
    }

    /** Reads the shown engagement again. */
    void reload(Shell shell) {
        if (snapshot != null) {
            open(snapshot.file(), shell);
        }
    }

    private void show(Snapshot read) {
        var old = snapshot;
        var before = old != null && old.file().equals(read.file()) ? device : null;
        snapshot = read;
        remember(read.file());
        List.copyOf(listeners).forEach(l -> l.engagementChanged(read));
        choose(before == null ? null : read.devices().stream().filter(d -> d.id() == before.id()).findFirst().orElse(null));
    }

    /** Chooses a device of the snapshot, or none. */
    void choose(@Nullable DeviceRow row) {
        if (row != device) {
            device = row;
            List.copyOf(listeners).forEach(l -> l.deviceChanged(row));
        }
    }

    /** The engagement that was open last, in this session or an earlier one. */
    static @Nullable Path recent() {
        var name = InstanceScope.INSTANCE.getNode("org.tidewaiter.workbench").get(RECENT, "");
        return name.isEmpty() ? null : Path.of(name);
    }

    private static void remember(Path file) {
        var settings = InstanceScope.INSTANCE.getNode("org.tidewaiter.workbench");
        settings.put(RECENT, file.toAbsolutePath().toString());
        try {
            settings.flush();
        } catch (BackingStoreException e) {
            // a convenience: the next start asks for the file instead
            System.getLogger(ShownEngagement.class.getName()).log(System.Logger.Level.WARNING,
                    "the recent engagement was not remembered", e);
        }
    }
}
