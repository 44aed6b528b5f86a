package org.tidewaiter.workbench;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.jspecify.annotations.Nullable;

/** What the workbench asks its application while it starts. */
final class AuditWorkbenchAdvisor extends WorkbenchAdvisor {

    private final @Nullable Path named;

    /**
     * For one start.
     *
     * @param named the engagement that the user named when starting, if any
     */
    AuditWorkbenchAdvisor(@Nullable Path named) {
        this.named = named;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        // an auditor comes back to the same devices: window and views stay as they were left
        configurer.setSaveAndRestore(true);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return AuditPerspective.ID;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new AuditWindowAdvisor(configurer);
    }

    /** Opens what was named, else what was open last if it is still there: an engagement that was moved away is nobody's mistake. */
    @Override
    public void postStartup() {
        var recent = ShownEngagement.recent();
        var file = named != null ? named : recent != null && Files.exists(recent) ? recent : null;
        var window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (file != null && window != null) {
            window.getService(ShownEngagement.class).open(file, window.getShell());
        }
    }
}
