package org.tidewaiter.workbench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;

class EvidenceTextTest {

    private static EvidenceText read(String out, String where) {
        var exchange = new Exchange(3, Exchange.Kind.REQUEST, "df", "df -P", Ending.COMPLETE, 0,
                out.getBytes(StandardCharsets.UTF_8),
                "a warning\n".getBytes(StandardCharsets.UTF_8), Instant.EPOCH, Duration.ofMillis(7));
        return EvidenceText.of(exchange, new Evidence(3, where));
    }

    private static String marked(EvidenceText text) {
        return text.markFrom() < 0 ? "" : text.text().substring(text.markFrom(), text.markTo());
    }

    @Test
    void theNamedLineIsMarkedAndTheRequestComesFirst() {
        var text = read("first\nsecond\nthird\n", "line 2");
        assertEquals("second", marked(text));
        assertEquals("df -P\n\nfirst\nsecond\nthird\n\nstandard error:\na warning\n", text.text());
        assertTrue(text.heading().startsWith("Exchange 3, df, ")
                && text.heading().endsWith("took 7.000 ms, status 0, 19 B, read at line 2"), text.heading());
    }

    @Test
    void ofALongReplyTheSurroundingsAreShown() {
        var reply = IntStream.rangeClosed(1, 100_000).mapToObj(i -> "row " + i).collect(Collectors.joining("\n"));
        var text = read(reply, "line 50000");
        assertEquals("row 50000", marked(text));
        assertTrue(text.text().contains("\u2026 49699 lines before\nrow 49700\n")
                && text.text().contains("row 50300\n\u2026 49700 lines after"), "cut");
    }

    @Test
    void aPlaceThatIsNoLineOrLiesBehindTheEndMarksNothing() {
        for (var where : new String[] { "", "line 0", "line 4", "line 999999999", "line 99999999999", "blockdevices[0].size",
            "line 1 2" }) {
            assertEquals("", marked(read("a\nb\nc\n", where)), where);
        }
        assertEquals("", marked(read("", "line 1")));
    }

    @Test
    void aHostileReplyIsShownHarmlessly() {
        var text = read("\u001b[2Jx\u0000\n" + "y".repeat(5000) + "\n\u202egnp.exe\n", "line 3");
        assertEquals("\ufffdgnp.exe", marked(text));
        assertTrue(text.text().contains("\u241b[2Jx\u2400\n") && text.text().contains("(3000 characters more)"), "controls");
    }
}
