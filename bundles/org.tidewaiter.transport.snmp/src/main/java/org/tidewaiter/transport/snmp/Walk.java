package org.tidewaiter.transport.snmp;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** One walk over one or more subtrees. Columns of one table are asked side by side, everything else one after the other. */
final class Walk {

    /** Bounds what an agent can make us keep, whatever the number of its variables. */
    private static final int MOST_BYTES = 64 << 20;

    private final Agent agent;
    private final SnmpWalk request;
    private final List<Column> columns;
    private int variables;
    private int bytes;

    Walk(Agent agent, SnmpWalk request) {
        this.agent = agent;
        this.request = request;
        columns = request.roots().stream().distinct().map(Column::new).toList();
    }

    /**
     * Reads it all, or what there is.
     *
     * @throws TransportException when nothing at all came
     */
    Outcome run() throws TransportException, InterruptedException {
        try {
            for (var table : tables()) {
                walk(table);
            }
        } catch (TransportException e) {
            if (variables == 0) {
                throw e;
            }
            var open = columns.stream().filter(c -> !c.isDone()).findFirst();
            open.ifPresent(
                    c -> c.end(new Shortfall(reason(e.failure()), e.getMessage() + "; it had answered up to " + c.cursor())));
        }
        return outcome();
    }

    private static GapReason reason(Failure failure) {
        return switch (failure) {
            case TIMED_OUT -> GapReason.TIMED_OUT;
            case REJECTED, DENIED -> GapReason.DENIED;
            case UNREACHABLE, BROKEN, WITHHELD, PEER_CHANGED, UNSUPPORTED -> GapReason.UNREACHABLE;
        };
    }

    /** The columns by what they are columns of. */
    private List<List<Column>> tables() {
        Map<List<Integer>, List<Column>> tables = new LinkedHashMap<>();
        for (var column : columns) {
            var arcs = column.root().arcs();
            var entry = new ArrayList<Integer>();
            for (var i = 0; i < arcs.length - 1; i++) {
                entry.add(arcs[i]);
            }
            tables.computeIfAbsent(entry, e -> new ArrayList<>()).add(column);
        }
        return List.copyOf(tables.values());
    }

    private void walk(List<Column> table) throws TransportException, InterruptedException {
        var beforeErrors = -1;
        for (var open = open(table); !open.isEmpty(); open = open(table)) {
            var asked = open.subList(0, agent.batch().columns(open.size()));
            var response = ask(asked);
            if (response == null) {
                continue;
            }
            var status = response.getErrorStatus();
            if (status == PDU.noError) {
                take(response, asked);
            } else if (status == PDU.noSuchName && agent.isVersion1()) {
                endOfVersion1(response, asked);
            } else if (!agent.batch().isSmallest(asked.size())) {
                beforeErrors = beforeErrors < 0 ? agent.batch().mark() : beforeErrors;
                agent.batch().stepDown();
            } else {
                asked.getFirst().end(refusal(response, asked.getFirst().cursor()));
                if (beforeErrors >= 0 && status != PDU.tooBig) {
                    // one variable alone fails as well
                    agent.batch().restore(beforeErrors);
                    beforeErrors = -1;
                }
            }
        }
    }

    private static List<Column> open(List<Column> table) {
        return table.stream().filter(c -> !c.isDone()).toList();
    }

    /** A response; absent when the agent was silent on so much, but answered a request for a single variable, which was taken. */
    private @Nullable PDU ask(List<Column> asked) throws TransportException, InterruptedException {
        var batch = agent.batch();
        var cursors = asked.stream().map(Column::cursor).toList();
        try {
            var started = System.nanoTime();
            var response = batch.bulk() ? agent.bulk(cursors, batch.repetitions(asked.size())) : agent.next(cursors);
            batch.heard(Duration.ofNanos(System.nanoTime() - started));
            return response;
        } catch (TransportException e) {
            if (e.failure() != Failure.TIMED_OUT || batch.isSmallest(asked.size())) {
                throw e;
            }
        }
        var response = agent.next(cursors.subList(0, 1));
        batch.stepDown();
        if (response.getErrorStatus() == PDU.noError) {
            take(response, asked.subList(0, 1));
        }
        return null;
    }

    private void take(PDU response, List<Column> asked) {
        if (response.size() == 0) {
            asked.forEach(c -> c.end(new Shortfall(GapReason.UNPARSEABLE, "the agent gave an empty answer after " + c.cursor())));
        }
        for (var i = 0; i < response.size(); i++) {
            var column = asked.get(i % asked.size());
            if (column.isDone()) {
                continue;
            }
            if (column.keeps(response.get(i))) {
                if (variables == request.limitRows()) {
                    endAll("more than " + request.limitRows() + " variables");
                    return;
                }
                variables++;
            }
            var before = column.lines().size();
            column.take(response.get(i));
            bytes += column.lines().size() - before;
            if (bytes > MOST_BYTES) {
                endAll("more than " + (MOST_BYTES >> 20) + " MiB");
            }
        }
    }

    private void endAll(String limit) {
        columns.stream().filter(c -> !c.isDone())
                .forEach(c -> c.end(new Shortfall(GapReason.UNPARSEABLE, request.id() + ": " + limit + "; cut")));
    }

    /** RFC 1157 section 4.1.3: SNMPv1 has no endOfMibView; noSuchName names the variable that nothing follows. */
    private void endOfVersion1(PDU response, List<Column> asked) {
        var index = response.getErrorIndex();
        if (index >= 1 && index <= asked.size()) {
            asked.get(index - 1).finish();
        } else if (asked.size() == 1) {
            asked.getFirst().finish();
        } else {
            agent.batch().stepDown();
        }
    }

    private static Shortfall refusal(PDU response, Oid cursor) {
        var denied = response.getErrorStatus() == PDU.authorizationError || response.getErrorStatus() == PDU.noAccess;
        return new Shortfall(denied ? GapReason.DENIED : GapReason.NOT_REPORTED,
                "the agent answered \"" + response.getErrorStatusText() + "\" to what follows " + cursor);
    }

    private Outcome outcome() {
        var lines = new ByteArrayOutputStream();
        Shortfall first = null;
        var more = 0;
        for (var column : columns) {
            lines.writeBytes(column.lines().bytes());
            more += first != null && column.shortfall() != null ? 1 : 0;
            first = first == null ? column.shortfall() : first;
        }
        return new Outcome(lines.toByteArray(), first == null || more == 0 ? first
                : new Shortfall(first.reason(), first.detail() + " (and so for " + more + " more)"));
    }
}
