package org.tidewaiter.family.windows.step.rpc;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.spi.FactSink;

/** Rows of an answer as rows of a data class. */
final class RpcTable {

    private RpcTable() {
    }

    /**
     * States each row that is one of the data class, and the shortfall.
     *
     * @param none what it means when there is no row
     */
    static <T extends Item> void state(FactSink sink, CimReply reply, Class<T> dataClass, Function<CimRow, @Nullable T> parse,
            String none) {
        stateAll(sink, reply, dataClass, row -> {
            var item = parse.apply(row);
            return item == null ? List.of() : List.of(item);
        }, none);
    }

    /** Says of how many rows the service gave no more than the name, since the login may not open them. */
    static void bare(FactSink sink, CimReply reply, Class<? extends Item> dataClass, String property, String what) {
        var bare = reply.rows().stream().filter(row -> row.value(property).isEmpty()).count();
        if (bare > 0) {
            sink.gap(dataClass, GapReason.DENIED, "of " + bare + " of " + reply.rows().size() + " " + what
                    + " this login may read no more than the name; give one of a local administrator", reply.evidence());
        }
    }

    /** The same of rows that tell several. */
    static <T extends Item> void stateAll(FactSink sink, CimReply reply, Class<T> dataClass, Function<CimRow, List<T>> parse,
            String none) {
        var facts = 0;
        for (var row : reply.rows()) {
            for (var item : parse.apply(row)) {
                sink.fact(item, reply.at(row));
                facts++;
            }
        }
        if (!sink.missing(dataClass, reply) && facts == 0) {
            sink.gap(dataClass, GapReason.NOT_PRESENT, none, reply.evidence());
        }
    }
}
