package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * RUNSPACEPOOL_INIT_DATA, [MS-PSRP] 2.2.2.30: what a pool is that was connected to.
 *
 * @param minRunspaces as the pool was opened with
 * @param maxRunspaces as the pool was opened with
 */
public record RunspacePoolInitData(int minRunspaces, int maxRunspaces) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.RUNSPACEPOOL_INIT_DATA;
    }

    @Override
    public Value data() {
        return new Properties().put("MinRunspaces", minRunspaces).put("MaxRunspaces", maxRunspaces).object();
    }

    static RunspacePoolInitData of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("RUNSPACEPOOL_INIT_DATA", data);
        return new RunspacePoolInitData(fields.number("MinRunspaces"), fields.number("MaxRunspaces"));
    }
}
