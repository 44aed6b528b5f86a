package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks are found wherever the network cuts them, and nothing else is taken for one. The streams are written by hand. */
class MarkScannerTest {

    private static final String NONCE = "aabaabcaabaabd0123456789abcdef01";

    /** Sections as text, each followed by its mark "index:status". */
    private static final class Written implements MarkScanner.Sink {
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder section = new StringBuilder();

        @Override
        public void content(byte[] bytes, int from, int to) {
            section.append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void mark(int index, int status) {
            parts.add(section + "|" + index + ":" + status);
            section.setLength(0);
        }

        List<String> parts() {
            return List.copyOf(parts);
        }

        String rest() {
            return section.toString();
        }
    }

    private static Written scan(String stream, int... cuts) {
        var scanner = new MarkScanner(NONCE);
        var written = new Written();
        var bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        var from = 0;
        for (var cut : Arrays.stream(cuts).sorted().toArray()) {
            scanner.feed(Arrays.copyOfRange(bytes, from, cut), cut - from, written);
            from = cut;
        }
        scanner.feed(Arrays.copyOfRange(bytes, from, bytes.length), bytes.length - from, written);
        scanner.end(written);
        return written;
    }

    private static final String STREAM = "motd\n" + NONCE + ":0:0\n" + "first\n" + NONCE + ":1:0\n" + NONCE + ":2:127\n"
            + "no line end" + NONCE + ":3:1\n" + "\0\0nul" + NONCE.substring(0, 31) + "\n" + NONCE + ":4:255\n" + "tail "
            + NONCE.substring(0, 9);
    private static final List<String> PARTS = List.of("motd\n|0:0", "first\n|1:0", "|2:127", "no line end|3:1",
            "\0\0nul" + NONCE.substring(0, 31) + "\n|4:255");

    @Test
    void aStreamCutInTwoAtEveryOffsetIsTheSameStream() {
        for (var cut = 0; cut <= STREAM.length(); cut++) {
            var written = scan(STREAM, cut);
            assertEquals(PARTS, written.parts(), "cut at " + cut);
            assertEquals("tail " + NONCE.substring(0, 9), written.rest(), "cut at " + cut);
        }
    }

    @Test
    void aStreamCutInThreeAtEveryPairOfOffsetsIsTheSameStream() {
        for (var first = 0; first <= STREAM.length(); first++) {
            for (var second = first; second <= STREAM.length(); second += 3) {
                assertEquals(PARTS, scan(STREAM, first, second).parts(), "cut at " + first + " and " + second);
            }
        }
    }

    @Test
    void aStreamOfSingleBytesIsTheSameStream() {
        var cuts = new int[STREAM.length()];
        Arrays.setAll(cuts, i -> i);
        assertEquals(PARTS, scan(STREAM, cuts).parts());
    }

    @ParameterizedTest
    @ValueSource(strings = { "aabaabc", "aabaabcaabaabcaabaabd", "0123456789abcdef0123456789abcdef:1:0\n", ":1:0\n",
        "aabaabcaabaabd0123456789abcdef00:1:0\n", "AABAABCAABAABD0123456789ABCDEF01:1:0\n" })
    void whatOnlyLooksLikeTheNonceIsOutput(String noise) {
        for (var cut = 0; cut <= noise.length(); cut++) {
            var written = scan(noise + NONCE + ":1:0\n", cut);
            assertEquals(List.of(noise + "|1:0"), written.parts(), "cut at " + cut);
        }
    }

    @Test
    void aRepeatedBeginningOfTheNonceRightBeforeItIsOutput() {
        assertEquals(List.of("aab|1:0"), scan("aab" + NONCE + ":1:0\n").parts());
        assertEquals(List.of(NONCE.substring(0, 31) + "|1:0"), scan(NONCE.substring(0, 31) + NONCE + ":1:0\n", 31, 40).parts());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", ":\n", ":1\n", ":1:\n", ":x:0\n", ":1:-1\n", ":1:0:0\n", ":1234567:0\n", ":1:1234567890\n",
        " :1:0\n",
        ":1: 0\n" })
    void theNonceWithoutTwoNumbersIsNoMark(String tail) {
        var written = scan("before\n" + NONCE + tail + "after\n" + NONCE + ":1:0\n");
        assertEquals(1, written.parts().size(), written.parts()::toString);
        assertTrue(written.parts().getFirst().endsWith("after\n|1:0"), written.parts()::toString);
    }

    @Test
    void marksOutOfOrderAreToldAsTheyAreAndTheScannerKeepsNoCount() {
        assertEquals(List.of("a|2:0", "b|1:0", "|1:0"),
                scan("a" + NONCE + ":2:0\nb" + NONCE + ":1:0\n" + NONCE + ":1:0\n").parts());
    }

    @Test
    void anUnfinishedMarkAtTheEndIsOutput() {
        var written = scan("x\n" + NONCE + ":1:0");
        assertEquals(List.of(), written.parts());
        assertEquals("x\n" + NONCE + ":1:0", written.rest());
    }

    @Test
    void anEndlessLineIsPassedOnAsItComesAndHoldsNoMemory() {
        var scanner = new MarkScanner(NONCE);
        var passed = new long[2];
        var sink = new MarkScanner.Sink() {
            @Override
            public void content(byte[] bytes, int from, int to) {
                passed[0] += to - from;
                passed[1] = Math.max(passed[1], bytes.length);
            }

            @Override
            public void mark(int index, int status) {
                throw new AssertionError("a mark");
            }
        };
        var block = new byte[1 << 15];
        Arrays.fill(block, (byte) 'a');
        for (var i = 0; i < 3200; i++) {
            scanner.feed(block, block.length, sink);
            assertTrue((i + 1L) * block.length - passed[0] < NONCE.length(), "held back after " + i);
        }
        assertTrue(passed[1] < 1 << 17, "buffer " + passed[1]);
        scanner.end(sink);
        assertEquals(3200L << 15, passed[0]);
    }

    @Test
    void anEndlessLineAfterTheNonceIsGivenUpAsAMark() {
        var written = scan(NONCE + ":1:" + "9".repeat(100_000) + "\nx\n" + NONCE + ":1:0\n", 50, 60, 90, 50_000);
        assertEquals(1, written.parts().size());
        assertTrue(written.parts().getFirst().endsWith("x\n|1:0"));
    }

    @Test
    void allByteValuesSurvive() {
        var bytes = new byte[256];
        for (var i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var part = scan(text + NONCE + ":1:0\n", 7, 100, 255).parts().getFirst();
        assertArrayEquals(bytes, part.substring(0, 256).getBytes(StandardCharsets.ISO_8859_1));
    }
}
