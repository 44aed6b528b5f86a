package org.tidewaiter.family.windows.step;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;

/**
 * A request whose rows are rows of a data class, or lists of them.
 *
 * @param parse reads a row of the reply
 * @param none  what it means when there is no row
 */
public record Reading<T extends Item>(Request request, Class<T> dataClass, ListParser<T> parse, String none) {

    /** Reads a row; pure. */
    @FunctionalInterface
    public interface RowParser<T extends Item> {
        /** The item; absent when the row is none. */
        @Nullable
        T parse(CimRow row);
    }

    /** Reads a row that tells several; pure. */
    @FunctionalInterface
    public interface ListParser<T extends Item> {
        /** The items; none when the row is none. */
        List<T> parse(CimRow row);
    }

    /** One whose rows are an item each. */
    Reading(Request request, Class<T> dataClass, String none, RowParser<T> parse) {
        this(request, dataClass, listOf(parse), none);
    }

    /** The same for rows that are an item each. */
    public static <T extends Item> ListParser<T> listOf(RowParser<T> parse) {
        return row -> {
            var item = parse.parse(row);
            return item == null ? List.of() : List.of(item);
        };
    }

    /** Asks and states. Rows that came beside a shortfall are facts, too. */
    void state(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        stateAll(sink, ask(session, request), dataClass, parse, none);
    }

    /** States a reply's rows and its shortfall, or that there is nothing. */
    public static <T extends Item> void stateAll(FactSink sink, CimReply reply, Class<T> dataClass, ListParser<T> parse,
            String none) {
        settle(sink, reply, dataClass, state(sink, reply, dataClass, parse) > 0, none);
    }

    /** Says that there is nothing, where nothing was stated though the reply is full. */
    static void settle(FactSink sink, CimReply reply, Class<? extends Item> dataClass, boolean stated, String none) {
        if (!stated && reply.shortfall() == null) {
            sink.gap(dataClass, GapReason.NOT_PRESENT, none, reply.evidence());
        }
    }

    /** States a reply's rows and its shortfall; returns the number of facts. */
    static <T extends Item> int state(FactSink sink, CimReply reply, Class<T> dataClass, RowParser<T> parse) {
        return state(sink, reply, dataClass, listOf(parse));
    }

    private static <T extends Item> int state(FactSink sink, CimReply reply, Class<T> dataClass, ListParser<T> parse) {
        var facts = 0;
        for (var row : reply.rows()) {
            for (var item : parse.parse(row)) {
                sink.fact(item, reply.at(row));
                facts++;
            }
        }
        sink.missing(dataClass, reply);
        return facts;
    }

    /** Asks either kind of request. */
    static CimReply ask(PowerShellSession session, Request request) throws TransportException, InterruptedException {
        return switch (request) {
            case CimQuery query -> session.query(query);
            case PowerShellScript script -> session.run(script);
            default -> throw new IllegalArgumentException(request.id() + " is neither query nor script");
        };
    }
}
