package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * HostInfo, [MS-PSRP] 2.2.3.14: which parts of a host the client has.
 *
 * @param hostNull         there is no host
 * @param uiNull           there is no user interface
 * @param rawUiNull        there is no raw user interface
 * @param useRunspaceHost  a pipeline uses its pool's host
 * @param hostDefaultData  colours, sizes and title of a raw user interface; null where there is none
 */
public record HostInfo(boolean hostNull, boolean uiNull, boolean rawUiNull, boolean useRunspaceHost,
        @Nullable Value hostDefaultData) {

    /** No host at all. */
    public static final HostInfo NONE = new HostInfo(true, true, true, true, null);

    Value data() {
        return new Properties().putIfAny("_hostDefaultData", hostDefaultData).put("_isHostNull", hostNull)
                .put("_isHostUINull", uiNull)
                .put("_isHostRawUINull", rawUiNull).put("_useRunspaceHost", useRunspaceHost).object();
    }

    static HostInfo of(Fields fields) throws PsrpException {
        return new HostInfo(fields.bool("_isHostNull"), fields.bool("_isHostUINull"), fields.bool("_isHostRawUINull"),
                fields.bool("_useRunspaceHost"), fields.optional("_hostDefaultData"));
    }
}
