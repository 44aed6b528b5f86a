package org.tidewaiter.psrp.fragment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Fragments: the bytes of [MS-PSRP] 2.2.4, and that what was cut is joined again, however it was cut and mixed. */
class FragmentsTest {

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(List<byte[]> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static Defragmenter defragmenter() {
        return new Defragmenter(FragmentLimits.USUAL);
    }

    private static byte[] fragment(long object, long fragment, boolean start, boolean end, int length) {
        return new Fragment(object, fragment, start, end, new byte[length]).bytes();
    }

    private static String refused(byte[]... fragments) {
        var limited = new Defragmenter(new FragmentLimits(100, 2));
        return assertThrows(PsrpException.class, () -> {
            for (var fragment : fragments) limited.accept(fragment);
        }).getMessage();
    }

    @Test
    void bytesAreThoseOfTheSpecification() {
        var fragments = new Fragmenter().fragment(new byte[] { 1, 2, 3 }, 23);
        var hex = HexFormat.of();
        assertEquals("0000000000000001" + "0000000000000000" + "01" + "00000002" + "0102", hex.formatHex(fragments.get(0)));
        assertEquals("0000000000000001" + "0000000000000001" + "02" + "00000001" + "03", hex.formatHex(fragments.get(1)));
        assertEquals(2, fragments.size());
    }

    @Test
    void everyMessageAtEverySizeIsJoinedAgain() throws PsrpException {
        var random = new Random(51);
        for (var length : new int[] { 1, 2, 3, 20, 21, 22, 23, 100, 257 }) {
            var message = bytes(random, length);
            for (var size = Fragmenter.MINIMUM_BYTES; size <= length + Fragment.HEADER_BYTES + 1; size++) {
                var fragments = new Fragmenter().fragment(message, size);
                var limit = size;
                assertTrue(fragments.stream().allMatch(f -> f.length <= limit));
                assertEquals((length + size - Fragment.HEADER_BYTES - 1) / (size - Fragment.HEADER_BYTES), fragments.size());
                var messages = defragmenter().accept(joined(fragments));
                assertEquals(1, messages.size());
                assertArrayEquals(message, messages.getFirst());
            }
        }
    }

    @Test
    void messagesInAnyInterleavingAreJoinedAgain() throws PsrpException {
        var random = new Random(52);
        for (var round = 0; round < 500; round++) {
            var fragmenter = new Fragmenter();
            var queues = new ArrayList<List<byte[]>>();
            var messages = new ArrayList<byte[]>();
            for (var i = 0; i < 1 + random.nextInt(8); i++) {
                messages.add(bytes(random, 1 + random.nextInt(300)));
                queues.add(new ArrayList<>(fragmenter.fragment(messages.getLast(), 22 + random.nextInt(60))));
            }
            var mixed = new ArrayList<byte[]>();
            var order = new ArrayList<Integer>();
            while (mixed.isEmpty() || queues.stream().anyMatch(q -> !q.isEmpty())) {
                var which = random.nextInt(queues.size());
                if (queues.get(which).isEmpty()) continue;
                mixed.add(queues.get(which).removeFirst());
                if (queues.get(which).isEmpty()) order.add(which);
            }
            var defragmenter = defragmenter();
            var got = new ArrayList<byte[]>();
            for (var from = 0; from < mixed.size();) {
                var to = Math.min(mixed.size(), from + 1 + random.nextInt(5));
                got.addAll(defragmenter.accept(joined(mixed.subList(from, to))));
                from = to;
            }
            assertEquals(0, defragmenter.unfinished());
            assertEquals(order.size(), got.size());
            for (var i = 0; i < got.size(); i++) assertArrayEquals(messages.get(order.get(i)), got.get(i));
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedInWords() {
        assertEquals("a fragment's header is cut: 3 of 21 bytes", refused(new byte[3]));
        assertEquals("fragment 0 of object 7 announces 5 bytes, 4 are there",
                refused(Arrays.copyOf(fragment(7, 0, true, true, 5), 25)));
        assertEquals("fragment 1 of object 7 came without the first one", refused(fragment(7, 1, false, true, 5)));
        assertEquals("fragment 0 of object 7 begins an object that has begun",
                refused(fragment(7, 0, true, false, 5), fragment(7, 0, true, true, 5)));
        assertEquals("fragment 2 of object 7 came where 1 was due",
                refused(fragment(7, 0, true, false, 5), fragment(7, 2, false, true, 5)));
        assertEquals("fragment 1 of object 7 is marked as its object's first", refused(fragment(7, 1, true, true, 5)));
        assertEquals("fragment 18446744073709551615 of object 18446744073709551615 came without the first one",
                refused(fragment(-1, -1, false, false, 0)));
    }

    @Test
    void lengthsBeyondWhatIsThereAreNotBelieved() {
        var huge = fragment(7, 0, true, true, 5);
        Arrays.fill(huge, 17, 21, (byte) 0xff);
        assertEquals("fragment 0 of object 7 announces 4294967295 bytes, 5 are there", refused(huge));
        huge[17] = 0x7f;
        assertEquals("fragment 0 of object 7 announces 2147483647 bytes, 5 are there", refused(huge));
    }

    @Test
    void limitsAreKept() {
        assertEquals("fragment 0 of object 1 makes more than 100 bytes of unfinished messages",
                refused(fragment(1, 0, true, true, 101)));
        assertEquals("fragment 1 of object 1 makes more than 100 bytes of unfinished messages",
                refused(fragment(1, 0, true, false, 60), fragment(1, 1, false, false, 41)));
        assertEquals("fragment 0 of object 2 makes more than 100 bytes of unfinished messages",
                refused(fragment(1, 0, true, false, 60), fragment(2, 0, true, true, 41)));
        assertEquals("more than 2 messages are unfinished at once",
                refused(fragment(1, 0, true, false, 1), fragment(2, 0, true, false, 1), fragment(3, 0, true, false, 1)));
    }

    @Test
    void whatIsFinishedMakesRoom() throws PsrpException {
        var limited = new Defragmenter(new FragmentLimits(100, 2));
        for (var i = 0; i < 10; i++) {
            assertEquals(0, limited.accept(fragment(i, 0, true, false, 60)).size());
            assertEquals(1, limited.accept(fragment(i, 1, false, true, 40)).size());
        }
    }

    @Test
    void mutatedFragmentsGiveNothingButTheOneException() {
        var random = new Random(53);
        var refused = 0;
        for (var round = 0; round < 5000; round++) {
            var fragmenter = new Fragmenter();
            var parts = new ArrayList<byte[]>();
            for (var i = 0; i < 3; i++)
                parts.addAll(fragmenter.fragment(bytes(random, 1 + random.nextInt(80)), 22 + random.nextInt(40)));
            var bytes = joined(parts);
            for (var i = 0; i < 1 + random.nextInt(4); i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            if (random.nextBoolean()) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            try {
                defragmenter().accept(bytes);
            } catch (PsrpException e) {
                refused++;
                assertTrue(e.getMessage().contains("fragment") || e.getMessage().contains("messages"), e.getMessage());
            }
        }
        assertTrue(refused > 1000, refused + " of 5000");
    }
}
