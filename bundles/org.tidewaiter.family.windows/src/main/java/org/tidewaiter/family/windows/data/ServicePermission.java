package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Who may do what with a service or a driver, where it has a list of its own; the others have that of the service control manager.
 *
 * @param service name in the registry
 * @param trustee SID
 * @param access  {@code allow} or {@code deny}
 * @param rights  {@code full}, else as [MS-SCMR] 3.1.4 names them: {@code change-config}, {@code start}, {@code write-dac}
 * @param name    of well-known SIDs
 */
@DataClassId("windows.service-permission")
public record ServicePermission(@Key String service, @Key String trustee, @Key String access, List<String> rights,
        @Nullable String name) implements Item {

    public ServicePermission {
        rights = List.copyOf(rights);
    }
}
