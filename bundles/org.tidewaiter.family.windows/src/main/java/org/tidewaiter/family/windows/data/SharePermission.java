package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Who may do what in a shared folder.
 *
 * @param share     the share
 * @param level     {@code share}: over the network; {@code folder}: in the folder itself
 * @param trustee   SID
 * @param access    {@code allow} or {@code deny}
 * @param rights    {@code full}, {@code change}, {@code read}, else the access mask
 * @param name      of well-known SIDs
 * @param inherited whether it comes from a folder above
 */
@DataClassId("windows.share-permission")
public record SharePermission(@Key String share, @Key String level, @Key String trustee, @Key String access, @Key String rights,
        @Nullable String name, @Nullable Boolean inherited)
        implements Item {
}
