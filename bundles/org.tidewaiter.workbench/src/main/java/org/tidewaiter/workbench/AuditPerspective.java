package org.tidewaiter.workbench;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The perspective that opens first. Made by the extension in {@code plugin.xml}, hence public. */
public final class AuditPerspective implements IPerspectiveFactory {

    static final String ID = "org.tidewaiter.workbench.audit";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        // no editors: everything is a view on the engagement
        layout.setEditorAreaVisible(false);
    }
}
