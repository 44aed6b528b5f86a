package org.tidewaiter.transport.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.VariableBinding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Shortfall;

/** One subtree while it is walked. */
final class Column {

    private final Oid root;
    private final Lines lines = new Lines();
    private Oid cursor;
    private boolean done;
    private @Nullable Shortfall shortfall;

    Column(Oid root) {
        this.root = root;
        cursor = root;
    }

    Oid root() {
        return root;
    }

    /** What was read last: where the walk goes on. */
    Oid cursor() {
        return cursor;
    }

    boolean isDone() {
        return done;
    }

    Lines lines() {
        return lines;
    }

    /** Why it is not whole. */
    @Nullable
    Shortfall shortfall() {
        return shortfall;
    }

    /** Takes what follows the cursor: part of the subtree, or something behind its end. */
    void take(VariableBinding binding) {
        var oid = Lines.oid(binding.getOid());
        if (binding.getVariable().isException() || !oid.startsWith(root)) {
            done = true;
        } else if (oid.compareTo(cursor) <= 0) {
            end(new Shortfall(GapReason.UNPARSEABLE, "the agent gave " + oid + " after " + cursor
                    + ", though identifiers must increase (RFC 3416 section 4.2.2); the rest of " + root + " was not read"));
        } else {
            cursor = oid;
            lines.add(binding);
        }
    }

    /** Whether {@link #take} would keep it. */
    boolean keeps(VariableBinding binding) {
        var oid = Lines.oid(binding.getOid());
        return !binding.getVariable().isException() && oid.startsWith(root) && oid.compareTo(cursor) > 0;
    }

    /** The agent has no more. */
    void finish() {
        done = true;
    }

    /** Ends it before its end; what was read stays. */
    void end(Shortfall why) {
        done = true;
        shortfall = why;
    }
}
