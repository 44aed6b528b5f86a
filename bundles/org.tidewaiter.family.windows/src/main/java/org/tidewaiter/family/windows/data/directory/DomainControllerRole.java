package org.tidewaiter.family.windows.data.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A domain controller of the forest, and which of its single-master roles it has.
 *
 * @param name NetBIOS name
 * @param hostName DNS name
 * @param site where it stands
 * @param globalCatalog whether it keeps the global catalog
 * @param readOnly whether it only reads
 * @param roles {@code PDC emulator}, {@code RID master}, {@code infrastructure master}, {@code schema master}, {@code domain naming master}
 */
@DataClassId("windows.domain-controller")
public record DomainControllerRole(@Key String name, @Nullable String hostName, @Nullable String site,
        @Nullable Boolean globalCatalog, @Nullable Boolean readOnly, List<String> roles)
        implements Item {

    public DomainControllerRole {
        roles = List.copyOf(roles);
    }
}
