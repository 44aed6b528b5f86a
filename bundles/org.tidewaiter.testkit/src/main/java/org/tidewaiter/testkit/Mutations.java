package org.tidewaiter.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.replay.RecordedVisit;

/** A recorded visit with one reply replaced: what a broken, foreign or hostile device might say instead. */
final class Mutations {

    private Mutations() {
    }

    /** The ordinals of requests that have a reply. */
    static List<Integer> requests(RecordedVisit visit) {
        return visit.exchanges().stream().filter(e -> e.kind() == Kind.REQUEST && e.ending().failure() == null)
                .map(Exchange::ordinal).toList();
    }

    /** Hostile forms of a reply, by name. */
    static Map<String, byte[]> hostile(byte[] reply) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("empty", new byte[0]);
        for (var percent = 10; percent <= 90; percent += 20) {
            forms.put("cut at " + percent + " %", Arrays.copyOf(reply, reply.length * percent / 100));
        }
        var endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) 'A');
        forms.put("one endless line", endless);
        forms.put("no line ends",
                new String(reply, StandardCharsets.ISO_8859_1).replace('\n', ' ').getBytes(StandardCharsets.ISO_8859_1));
        forms.put("wrong charset", new String(reply, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE));
        var flipped = reply.clone();
        for (var i = 0; i < flipped.length; i += 7) {
            flipped[i] ^= (byte) 0x80;
        }
        forms.put("binary", flipped);
        var digits = new String(reply, StandardCharsets.ISO_8859_1).replaceAll("[0-9]", "99999999999999999999")
                .getBytes(StandardCharsets.ISO_8859_1);
        forms.put("huge numbers", Arrays.copyOf(digits, Math.min(digits.length, 2 << 20)));
        forms.put("separators only", "\t:=|,;[]{}()\"'\\\n".repeat(2_000).getBytes(StandardCharsets.ISO_8859_1));
        forms.put("lines backwards", reversed(reply));
        return forms;
    }

    private static byte[] reversed(byte[] reply) {
        var lines = new ArrayList<>(new String(reply, StandardCharsets.ISO_8859_1).lines().toList()).reversed();
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The visit with another reply to one request. */
    static RecordedVisit withReply(RecordedVisit visit, int ordinal, byte[] out) {
        return replace(visit, ordinal,
                e -> new Exchange(e.ordinal(), e.kind(), e.requestId(), e.request(), Ending.COMPLETE, e.exit(), out, e.err(),
                        e.started(), e.duration()));
    }

    /** The visit with another ending of one request, and no reply. */
    static RecordedVisit withEnding(RecordedVisit visit, int ordinal, Ending ending) {
        return replace(visit, ordinal,
                e -> new Exchange(e.ordinal(), e.kind(), e.requestId(), e.request(), ending, -1, new byte[0], new byte[0],
                        e.started(), e.duration()));
    }

    private static RecordedVisit replace(RecordedVisit visit, int ordinal, UnaryOperator<Exchange> change) {
        return new RecordedVisit(visit.address(), visit.asked(),
                visit.exchanges().stream().map(e -> e.ordinal() == ordinal ? change.apply(e) : e).toList());
    }
}
