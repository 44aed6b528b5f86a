package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * INIT_RUNSPACEPOOL, [MS-PSRP] 2.2.2.2.
 *
 * @param minRunspaces         at least one
 * @param maxRunspaces         as many pipelines may run at once
 * @param threadOptions        which threads run them
 * @param apartmentState       of those threads
 * @param hostInfo             the client's host
 * @param applicationArguments a dictionary for {@code $PSSenderInfo}; null where none
 */
public record InitRunspacePool(int minRunspaces, int maxRunspaces, PSThreadOptions threadOptions, ApartmentState apartmentState,
        HostInfo hostInfo, @Nullable Value applicationArguments) implements MessageBody {

    /** A pool of so many runspaces without a host. */
    public static InitRunspacePool of(int runspaces) {
        return new InitRunspacePool(1, runspaces, PSThreadOptions.DEFAULT, ApartmentState.UNKNOWN, HostInfo.NONE, null);
    }

    @Override
    public MessageType type() {
        return MessageType.INIT_RUNSPACEPOOL;
    }

    @Override
    public Value data() {
        return new Properties().put("MinRunspaces", minRunspaces).put("MaxRunspaces", maxRunspaces)
                .put("PSThreadOptions", threadOptions.data()).put("ApartmentState", apartmentState.data())
                .put("HostInfo", hostInfo.data())
                .put("ApplicationArguments", applicationArguments == null ? new Primitive.Nil() : applicationArguments).object();
    }

    static InitRunspacePool of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("INIT_RUNSPACEPOOL", data);
        return new InitRunspacePool(fields.number("MinRunspaces"), fields.number("MaxRunspaces"), PSThreadOptions.of(fields),
                ApartmentState.of(fields), HostInfo.of(fields.fields("HostInfo")), fields.optional("ApplicationArguments"));
    }
}
