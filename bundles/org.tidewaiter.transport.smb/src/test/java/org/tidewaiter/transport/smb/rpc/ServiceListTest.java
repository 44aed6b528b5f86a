package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services run, without what they are told. */
@Timeout(10)
class ServiceListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "C:\\Windows\\system32\\svchost.exe -k netsvcs -p|C:\\Windows\\system32\\svchost.exe",
        "\"C:\\Program Files\\A\\a.exe\" --password canary|\"C:\\Program Files\\A\\a.exe\"",
        "C:\\Program Files\\A B\\a.exe /p canary|C:\\Program Files\\A B\\a.exe",
        "C:\\Tools\\a.exe.old\\b.EXE,canary|C:\\Tools\\a.exe.old\\b.EXE",
        "\\??\\C:\\Windows\\x.sys canary|\\??\\C:\\Windows\\x.sys",
        "%SystemRoot%\\my dir\\x.cmd canary|%SystemRoot%\\my dir\\x.cmd",
        "agent -p canary|agent", "\"C:\\unended.exe canary|\"C:\\unended.exe", "C:\\a canary|C:\\a",
        "/usr/sbin/smbd|/usr/sbin/smbd",
        ",canary.exe|''" }, quoteCharacter = '\'')
    void theProgramAlone(String commandLine, String program) {
        assertEquals(program, ServiceList.program(commandLine));
        assertFalse(ServiceList.program(commandLine).contains("canary"));
    }

    @Test
    void aLongLineTakesNoTime() {
        var line = "C:\\" + " .exe\"".repeat(100_000) + "x.exeX".repeat(100_000);
        assertEquals("C:\\ .exe", ServiceList.program(line));
        assertEquals("C:\\", ServiceList.program("C:\\" + " .exx.ex.e".repeat(200_000)));
        assertEquals("", ServiceList.program(" ".repeat(1_000_000)));
    }
}
