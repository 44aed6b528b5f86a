package org.tidewaiter.api.session;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What a registry answered. A value that is not there is simply missing.
 *
 * @param values    those that are there, in the order asked
 * @param shortfall why this is not a full reply; absent otherwise
 */
public record RegistryReply(List<Value> values, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {

    /**
     * A value.
     *
     * @param path key and value name, as asked
     * @param text REG_SZ and REG_EXPAND_SZ as they are, numbers in decimal digits
     * @param line its line in the stored exchange, from 1
     */
    public record Value(String path, String text, int line) {
    }

    public RegistryReply {
        values = List.copyOf(values);
    }

    /** A value by its path. */
    public Optional<Value> value(String path) {
        return values.stream().filter(v -> v.path().equals(path)).findFirst();
    }
}
