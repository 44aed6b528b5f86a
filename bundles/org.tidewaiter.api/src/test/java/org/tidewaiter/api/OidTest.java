package org.tidewaiter.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.model.Oid;

class OidTest {

    @Test
    void theLargestSubIdentifierIs32BitsWithoutSign() {
        var oid = Oid.of(".1.3.4294967295.0");
        assertArrayEquals(new int[] { 1, 3, -1, 0 }, oid.arcs());
        assertEquals(4_294_967_295L, oid.arc(2));
        assertEquals("1.3.4294967295.0", oid.toString());
    }

    @Test
    void asManySubIdentifiersAsTheStandardAllowsAndNotOneMore() {
        var most = Stream.generate(() -> "4294967295").limit(128).collect(Collectors.joining("."));
        assertEquals(most, Oid.of(most).toString());
        assertTrue(Oid.tryParse("1." + most).isEmpty());
        assertTrue(Oid.tryParse(Stream.generate(() -> "1").limit(129).collect(Collectors.joining("."))).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..1", "1.", "1..3", "1.3.", "4294967296", "1.99999999999", "00000000001", "1.-3", "1.+3",
        "1. 3", "1.x",
        "1.\u0663", "1,3", "1/3", "1:3" })
    void whatIsNoIdentifierIsNotRead(String text) {
        assertTrue(Oid.tryParse(text).isEmpty());
    }

    @Test
    void leadingZerosAreReadAsTheNumber() {
        assertEquals("1.3.6", Oid.of("01.003.0000000006").toString());
    }
}
