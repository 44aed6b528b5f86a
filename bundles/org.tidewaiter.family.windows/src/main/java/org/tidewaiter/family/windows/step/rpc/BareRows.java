package org.tidewaiter.family.windows.step.rpc;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.spi.FactSink;

/** Rows of which not all is told. */
final class BareRows {

    private BareRows() {
    }

    /** Says of how many rows the service gave no more than the name, since the login may not open them. */
    static void tell(FactSink sink, CimReply reply, Class<? extends Item> dataClass, String property, String what) {
        var bare = reply.rows().stream().filter(row -> row.value(property).isEmpty()).count();
        if (bare > 0) {
            sink.gap(dataClass, GapReason.DENIED, "of " + bare + " of " + reply.rows().size() + " " + what
                    + " this login may read no more than the name; give one of a local administrator", reply.evidence());
        }
    }
}
