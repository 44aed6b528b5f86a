package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void noArgumentsAreNoArguments() {
        assertArrayEquals(new String[0], Arguments.unpack(""));
    }

    @Test
    void emptyArgumentsAndLineBreaksSurvive() {
        assertArrayEquals(new String[] { "", "a b", "two\nlines", "-clean", "" }, Arguments.unpack("\u001fa b\u001ftwo\nlines\u001f-clean\u001f\u001f"));
    }
}
