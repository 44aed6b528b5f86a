package org.tidewaiter.family.snmp.step;

import java.util.List;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.Located;

/** States the rows of a table, and a gap where there are none or not all. */
final class Stating {

    private Stating() {
    }

    /** What came in part is stated, too; a table that the agent does not have is a gap. */
    static <T extends Item> void rows(FactSink sink, Class<T> dataClass, SnmpReply reply, List<Located<T>> rows, String table) {
        facts(sink, reply, rows);
        if (!sink.missing(dataClass, reply) && rows.isEmpty()) {
            sink.gap(dataClass, GapReason.NOT_PRESENT, "the agent has no rows in " + table, reply.evidence());
        }
    }

    /** Rows alone. */
    static <T extends Item> void facts(FactSink sink, SnmpReply reply, List<Located<T>> rows) {
        for (var row : rows) {
            sink.fact(row.row(), reply.at(row.line()));
        }
    }
}
