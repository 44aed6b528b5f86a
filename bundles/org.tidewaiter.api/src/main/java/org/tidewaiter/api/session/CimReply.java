package org.tidewaiter.api.session;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What a query or script gave.
 *
 * @param rows      its instances or output objects, in the order received
 * @param shortfall why this is not a full reply; absent otherwise. Rows may have come all the same
 */
public record CimReply(List<CimRow> rows, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {
    public CimReply {
        rows = List.copyOf(rows);
    }

    /** The first row, of classes that have one instance. */
    public Optional<CimRow> first() {
        return rows.stream().findFirst();
    }

    /** A row as evidence. */
    public Evidence at(CimRow row) {
        return at("row " + row.number());
    }
}
