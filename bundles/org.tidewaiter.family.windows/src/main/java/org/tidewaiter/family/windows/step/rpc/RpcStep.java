package org.tidewaiter.family.windows.step.rpc;

import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.spi.AuditStep;

/** A step that asks the services of the computer over RPC. */
interface RpcStep extends AuditStep<RpcSession> {

    @Override
    default Class<RpcSession> needs() {
        return RpcSession.class;
    }
}
