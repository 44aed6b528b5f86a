package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void noArgumentsAreNoArguments() {
        assertArrayEquals(new String[0], Arguments.unpack(""));
        assertArrayEquals(new String[0], Arguments.split("  "));
    }

    @Test
    void emptyArgumentsAndLineBreaksSurvive() {
        assertArrayEquals(new String[] { "", "a b", "two\nlines", "-clean", "" },
                Arguments.unpack("\u001fa b\u001ftwo\nlines\u001f-clean\u001f\u001f"));
    }

    @Test
    void windowsQuotesHoldTogetherAndMayBeEmpty() {
        assertArrayEquals(new String[] { "audit", "a b", "", "x=y z" }, Arguments.split("audit \"a b\"  \"\" x=\"y z\""));
    }

    @Test
    void windowsPathsKeepTheirBackslashes() {
        assertArrayEquals(new String[] { "C:\\Users\\x\\", "C:\\a b\\", "\\\\server\\share" },
                Arguments.split("C:\\Users\\x\\ \"C:\\a b\\\\\" \\\\server\\share"));
    }

    @Test
    void windowsQuotesAreWrittenWithABackslashOrTwice() {
        assertArrayEquals(new String[] { "say \"hi\"", "a\"b" }, Arguments.split("\"say \\\"hi\\\"\" \"a\"\"b\""));
    }
}
