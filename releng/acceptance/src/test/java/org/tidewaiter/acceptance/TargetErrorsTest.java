package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets and options that cannot be meant. Nothing is asked, nothing is made. */
class TargetErrorsTest {

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void writeTargetFiles() throws Exception {
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("empty.txt", "");
        tidewaiter.write("comments.txt", "# nothing\n\n   # yet\n");
        tidewaiter.write("wrong.txt", "127.0.0.1\n# a comment\n127.0.0.1/99\n");
        tidewaiter.write("options.txt", "--yes-large\n127.0.0.1\n");
        Files.write(tidewaiter.file("binary.bin"), new byte[] { (byte) 0x7f, 'E', 'L', 'F', (byte) 0xff, (byte) 0xfe, 0, 1 });
        Files.createDirectory(tidewaiter.file("folder"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.0/33           | not a CIDR block; write it as
            127.0.0.9-127.0.0.3    | a range that ends before it begins
            127.0.0.1-::1          | a range that ends before it begins
            127.0.0.1-             | not a range; write it as
            127.0.0.0/8            | 16777216 addresses, more than a slip of the pen should touch; if all of them are meant, add --yes-large
            ::/0                   | at most 16777216 can be asked in one run
            127.0.0.256            | neither an address, a block, a range nor a host name
            no such host           | neither an address, a block, a range nor a host name
            @empty.txt             | the file holds no target; write one a line
            @comments.txt          | the file holds no target; write one a line
            @missing.txt           | there is no such target file; check its path
            @folder                | cannot be read; check its rights, and that it is a file
            @binary.bin            | not a text file in UTF-8
            @wrong.txt             | wrong.txt line 3: 127.0.0.1/99: not a CIDR block
            @options.txt           | options.txt line 1: --yes-large: neither an address
            """)
    void isRefusedWithASentence(String target, String sentence) {
        Tidewaiter.assertRefused(2, tidewaiter.run("audit", target), target.replace("@", ""), sentence);
        assertTrue(tidewaiter.files().stream().noneMatch(f -> f.startsWith("engagement")), "nothing was made");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --credential      | nobody                | no credential is called nobody; there are none: add one with `tidewaiter credentials add`
            --parallel        | 0                     | --parallel: 0 is not possible; give a number from 1 to 100000
            --port            | 22                    | 22: not a port; write it as ssh=2222
            --port            | ssh=65536             | ssh=65536: not a port; write it as ssh=2222
            --port            | shh=2222              | --port shh: no such service; there is
            --exclude         | 127.0.0.1/99          | 127.0.0.1/99: not a CIDR block
            """)
    void anOptionThatCannotBeMeantIsRefused(String option, String value, String sentence) {
        Tidewaiter.assertRefused(2, tidewaiter.run("audit", "127.0.0.1", option, value), sentence);
    }

    @ParameterizedTest(name = "tidewaiter {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                           | Missing required subcommand
            audit                       | no target: name an address
            audit local --frobnicate    | Unknown option: '--frobnicate'
            audit local --parallel many | Invalid value for option '--parallel': 'many' is not an int
            audit local --format xml    | Invalid value for option '--format'
            report --format pdf         | Invalid value for option '--format'
            credentials                 | Missing required subcommand
            replay                      | Missing required parameter: 'RECORDING'
            """)
    void aCommandLineThatIsNoneIsAnsweredWithTheUsage(String line, String sentence) {
        var ended = tidewaiter.run(line == null ? new String[0] : line.split(" "));
        assertEquals(2, ended.code(), ended::all);
        assertTrue(ended.err().startsWith("tidewaiter: " + sentence), ended::err);
        assertTrue(ended.err().contains("Usage: tidewaiter"), ended::err);
        assertEquals("", ended.out());
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheRightOne() {
        var ended = tidewaiter.run("adit", "local");
        assertEquals(2, ended.code(), ended::all);
        assertTrue(ended.err().contains("'adit'") && ended.err().contains("Did you mean: tidewaiter audit"), ended::err);
    }

    @Test
    void anUnknownHostIsNamedAndTheRestIsAudited() {
        var ended = tidewaiter.succeed("audit", "nosuchhost.invalid", "local", "--engagement", "both.tide", "--no-report");
        assertTrue(
                ended.err()
                        .contains("note: nosuchhost.invalid: the name does not resolve; check its spelling, or give the address"),
                ended::err);
        assertEquals(List.of("local"), tidewaiter.sql("both.tide", "SELECT address FROM visit"));
    }

    @Test
    void anUnknownHostAloneIsExitCodeFour() {
        var ended = tidewaiter.run("audit", "nosuchhost.invalid", "--engagement", "unknown.tide", "--no-report");
        Tidewaiter.assertRefused(4, ended, "nothing was audited", "no device answered");
        assertTrue(ended.err().contains("note: nosuchhost.invalid: the name does not resolve"), ended::err);
    }

    @Test
    void aHostThatRefusesEveryConnectionIsAliveAndExitCodeFour() {
        var ended = tidewaiter.run("audit", "127.77.77.77", "--engagement", "shut.tide", "--no-report");
        Tidewaiter.assertRefused(4, ended, "nothing was audited", "1 answered");
        assertEquals(List.of("127.77.77.77"), tidewaiter.sql("shut.tide", "SELECT address FROM visit"));
        assertEquals(List.of("CLOSED"), tidewaiter.sql("shut.tide", "SELECT DISTINCT state FROM port WHERE port = 631"));
    }

    @Test
    void anExcludedTargetIsNotTouched() {
        var ended = tidewaiter.run("audit", "127.77.77.78", "--exclude", "127.77.0.0/16", "--engagement", "excluded.tide",
                "--no-report");
        Tidewaiter.assertRefused(4, ended, "nothing was audited");
        assertTrue(ended.err().contains("note: 127.77.77.78 is excluded; nothing was sent to it"), ended::err);
        assertEquals(List.of(), tidewaiter.sql("excluded.tide", "SELECT address FROM visit"));
    }

    @Test
    void targetsMayComeFromAFile() {
        tidewaiter.write("targets.txt", "# two of them\n127.77.77.79 # the printer\n127.77.77.80-81\n\n127.77.77.81\n");
        tidewaiter.run("audit", "@targets.txt", "--engagement", "file.tide", "--no-report");
        assertEquals(List.of("127.77.77.79", "127.77.77.80", "127.77.77.81"),
                tidewaiter.sql("file.tide", "SELECT address FROM visit ORDER BY address"));
    }
}
