package org.tidewaiter.workbench;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.tidewaiter.workbench.read.Snapshot;

/** Size, title and bars of a window before it opens. */
final class AuditWindowAdvisor extends WorkbenchWindowAdvisor {

    private static final String PRODUCT = "Tidewaiter";

    AuditWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public void preWindowOpen() {
        var configurer = getWindowConfigurer();
        configurer.setTitle(PRODUCT);
        configurer.setInitialSize(new Point(1240, 860));
        configurer.setShowCoolBar(false);
        configurer.setShowPerspectiveBar(false);
        configurer.setShowStatusLine(true);
        configurer.setShowProgressIndicator(true);
    }

    @Override
    public void postWindowCreate() {
        getWindowConfigurer().getWindow().getService(ShownEngagement.class).add(new ShownEngagement.Listener() {
            @Override
            public void engagementChanged(Snapshot snapshot) {
                getWindowConfigurer().setTitle(snapshot.file().getFileName() + " \u2013 " + PRODUCT);
            }
        });
    }
}
