package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @EnumSource
    void everyShellReadsAQuotedWordAsTheTextThatItWas(Shells shell) throws Exception {
        var texts = List.of("", "'", "''", "'''a'", "\\", "\\'", "a\\", "\"$HOME\" `id` $(id) ${x:-y}", "* ? [a-z] ~ ~root",
                "a\nb\n", "\n",
                "\t \r", "!event !!", "-n", "-e \\n \\0 \\c", "#no comment", "a;b&c|d<e>f(g)h{i}j", "ä€𝄞", "\u0001\u007f",
                "x".repeat(100_000), "'".repeat(1000));
        var script = new StringBuilder("umask 077\n");
        texts.forEach(t -> script.append("printf '%s\\000' ").append(Words.quote(t)).append('\n'));
        var process = new ProcessBuilder(shell.command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var input = process.getOutputStream()) {
            input.write(script.toString().getBytes(StandardCharsets.UTF_8));
        }
        var read = new ArrayList<>(
                List.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1)));
        read.removeLast();
        assertEquals(texts, read);
    }

    @ParameterizedTest
    @ValueSource(strings = { "cat /etc/shadow", "cat", "  cat x", "cat</etc/shadow", "cat|wc", "cat; id" })
    void theProgramIsTheFirstWord(String command) {
        assertEquals("cat", Words.program(command));
    }

    @Test
    void aMessageHoldsNoControlCharacterAndIsBounded() {
        assertEquals("\\u001b[31mred\\u202e",
                Words.firstLine("\n \t\n\u001b[31mred\u202e\nmore".getBytes(StandardCharsets.UTF_8)));
        assertEquals("\\ufffd", Words.firstLine(new byte[] { (byte) 0xff }));
        assertEquals(160, Words.firstLine("y".repeat(5000).getBytes(StandardCharsets.UTF_8)).length());
        assertEquals("", Words.firstLine(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Menu\n1) Status\nYour choice: ", "router>", "switch# ", "1) a\n2) b\n#? ", "[admin@MikroTik] > ",
        "Overwrite?", "\u001b[1mlogin\u001b[0m:\u001b[K ", "x\rPassword:" })
    void whatAsksForInputEndsInAPrompt(String text) {
        assertTrue(Words.isPrompt(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n", "Your choice:\n", "Last login: today\r\n", "Loading modules ... ", "50",
        "Disk usage: 80 %\n",
        "Password:\r\n\r\n", "banner *", "a\n   " })
    void whatIsWorkingDoesNotLookLikeAPrompt(String text) {
        assertFalse(Words.isPrompt(text.getBytes(StandardCharsets.UTF_8)));
    }
}
