package org.tidewaiter.api.session;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What a search found.
 *
 * @param entries   in the order received
 * @param shortfall why this is not a full reply; absent otherwise. Entries may have come all the same
 */
public record LdapReply(List<LdapEntry> entries, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {
    public LdapReply {
        entries = List.copyOf(entries);
    }

    /** The first entry, of searches that find one. */
    public Optional<LdapEntry> first() {
        return entries.stream().findFirst();
    }

    /** An entry as evidence. */
    public Evidence at(LdapEntry entry) {
        return at(entry.line());
    }
}
