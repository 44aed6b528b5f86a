package org.tidewaiter.workbench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WorkbenchExtension.class)
class WorkbenchOpensTest {

    @Test
    void theWindowOpensInTheAuditPerspective() {
        var window = Ui.on(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
        assertTrue(Ui.on(() -> window.getShell().isVisible()));
        assertTrue(Ui.on(() -> window.getShell().getText()).contains("Tidewaiter"));
        assertEquals("org.tidewaiter.workbench.audit", Ui.on(() -> window.getActivePage().getPerspective().getId()));
    }
}
