package org.tidewaiter.api.session;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Oid;

/**
 * What an agent answered. An object or subtree that it does not have is simply not there.
 *
 * @param variables in the order received; of a walk with several roots root by root
 * @param shortfall why this is not a full reply; absent otherwise
 */
public record SnmpReply(List<SnmpVariable> variables, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {
    public SnmpReply {
        variables = List.copyOf(variables);
    }

    /** The variable of exactly this identifier. */
    public Optional<SnmpVariable> variable(Oid oid) {
        return variables.stream().filter(v -> v.oid().equals(oid)).findFirst();
    }

    /** The rows of a conceptual table (RFC 2578 section 7.1.12), in order of their index; columns that the agent left out are absent. */
    public List<SnmpRow> rows(Oid entry) {
        return SnmpRow.of(entry, variables);
    }
}
