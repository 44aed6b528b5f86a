package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A group policy object of a domain, and where it is linked.
 *
 * @param id GUID
 * @param name its name
 * @param userEnabled whether its half for users counts
 * @param computerEnabled whether its half for computers counts
 * @param userVersion changes of the half for users
 * @param computerVersion changes of the half for computers
 * @param path where its files lie
 * @param filtered whether a WMI filter chooses its computers
 * @param links where it is linked, with {@code (enforced)} or {@code (disabled)} behind
 * @param created when it was made
 * @param changed when it was changed last
 */
@DataClassId("windows.directory-policy")
public record DirectoryPolicy(@Key String id, @Nullable String name, @Nullable Boolean userEnabled,
        @Nullable Boolean computerEnabled, @Nullable Long userVersion, @Nullable Long computerVersion, @Nullable String path,
        @Nullable Boolean filtered, List<String> links, @Nullable Instant created, @Nullable Instant changed)
        implements Item {

    public DirectoryPolicy {
        links = List.copyOf(links);
    }
}
