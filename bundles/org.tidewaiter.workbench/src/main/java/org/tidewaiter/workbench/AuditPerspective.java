package org.tidewaiter.workbench;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The perspective that opens first: the devices, and below them the chosen one. Made by the extension in {@code plugin.xml}, hence public. */
public final class AuditPerspective implements IPerspectiveFactory {

    static final String ID = "org.tidewaiter.workbench.audit";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        // no editors: everything is a view on the engagement
        layout.setEditorAreaVisible(false);
        layout.addView(DevicesView.ID, IPageLayout.TOP, 0.4f, layout.getEditorArea());
        layout.addView(DeviceView.ID, IPageLayout.BOTTOM, 0.4f, DevicesView.ID);
        layout.getViewLayout(DevicesView.ID).setCloseable(false);
        layout.getViewLayout(DeviceView.ID).setCloseable(false);
    }
}
