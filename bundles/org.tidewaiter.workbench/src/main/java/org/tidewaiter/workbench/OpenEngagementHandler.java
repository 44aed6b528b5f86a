package org.tidewaiter.workbench;

import java.nio.file.Path;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;

/** File, Open Engagement: asks for a file unless the command names one. */
public final class OpenEngagementHandler extends AbstractHandler {

    private static final String FILE = "org.tidewaiter.workbench.open.file";

    @Override
    public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
        var window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        var file = event.getParameter(FILE) != null ? event.getParameter(FILE) : asked(window.getShell());
        if (file != null) {
            window.getService(ShownEngagement.class).open(Path.of(file), window.getShell());
        }
        return null;
    }

    private static @Nullable String asked(Shell shell) {
        var dialog = new FileDialog(shell, SWT.OPEN);
        dialog.setText("Open Engagement");
        dialog.setFilterNames(new String[] { "Tidewaiter engagements (*.tide)", "All files" });
        dialog.setFilterExtensions(new String[] { "*.tide", "*" });
        var recent = ShownEngagement.recent();
        if (recent != null && recent.getParent() != null) {
            dialog.setFilterPath(recent.getParent().toString());
        }
        return dialog.open();
    }
}
