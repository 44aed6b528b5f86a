package org.tidewaiter.family.windows.step;

import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.spi.AuditStep;

/** A step that reads through PowerShell Remoting. */
interface RemotingStep extends AuditStep<PowerShellSession> {

    @Override
    default Class<PowerShellSession> needs() {
        return PowerShellSession.class;
    }
}
