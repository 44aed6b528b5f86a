package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceShellTest {

    private static final List<String> LINUX = List.of("Linux", "6.1.0", "x86_64", "1000", "auditor", "/usr/bin/sudo", "printf",
            "timeout -k 2", "-", "/usr/bin/nice");

    private static String first(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @EnumSource
    void everyShellAnswersWhatTheMachinesToolsSay(Shells shell) throws Exception {
        var process = new ProcessBuilder(shell.command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var input = process.getOutputStream()) {
            input.write(DeviceShell.QUESTIONS.getBytes(StandardCharsets.UTF_8));
        }
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        var device = DeviceShell.parse(lines).orElseThrow(() -> new AssertionError(lines.toString()));
        assertEquals(first("uname", "-s"), device.system());
        assertEquals(first("uname", "-r"), device.release());
        assertEquals(first("uname", "-m"), device.machine());
        assertEquals(first("id", "-u"), Long.toString(device.userId()));
        assertEquals(first("id", "-un"), device.user());
        assertEquals(!first("sh", "-c", "command -v sudo || true").isEmpty(), device.sudo());
        assertEquals(shell == Shells.MKSH ? "print" : "printf", device.emitter(), "mksh has print alone");
        var gnu = first("sh", "-c", "timeout --version 2>&1 | head -n 1").contains("GNU");
        if (gnu && shell != Shells.BUSYBOX) {
            assertEquals("timeout -k 2", device.limiter());
            assertEquals("", device.leader());
        }
    }

    @Test
    void aToolThatIsNotThereIsNoWordOfACommandLine() {
        var lines = new ArrayList<>(LINUX);
        for (var i = 5; i < 10; i++) {
            lines.set(i, "-");
        }
        var device = DeviceShell.parse(lines).orElseThrow();
        assertEquals(new DeviceShell("Linux", "6.1.0", "x86_64", 1000, "auditor", false, "", "", "", ""), device);
        assertEquals("exec /bin/sh", device.start());
        assertEquals("exec /usr/bin/nice /bin/sh", DeviceShell.parse(LINUX).orElseThrow().start());
    }

    @ParameterizedTest
    @ValueSource(strings = { "nice", "-", "", "/usr/bin/nice; reboot", "/usr/bin/$(reboot)", "alias nice='nice -n 5'" })
    void whatIsNoPlainPathIsNeverPartOfACommandLine(String answer) {
        var lines = new ArrayList<>(LINUX);
        lines.set(9, answer);
        assertEquals("exec /bin/sh", DeviceShell.parse(lines).orElseThrow().start());
    }

    @ParameterizedTest
    @CsvSource({ "0,true", "1000,false", "4294967294,false", "9999999999,false" })
    void rootIsNumberZero(String number, boolean root) {
        var lines = new ArrayList<>(LINUX);
        lines.set(3, number);
        assertEquals(root, DeviceShell.parse(lines).orElseThrow().isRoot());
    }

    @ParameterizedTest
    @ValueSource(strings = { "-", "", "root", "0x0", " 0", "-1", "12345678901", "\u0660" })
    void whatIsNoNumberIsNoPosixSystem(String number) {
        var lines = new ArrayList<>(LINUX);
        lines.set(3, number);
        assertTrue(DeviceShell.parse(lines).isEmpty());
    }

    @Test
    void tooFewOrTooManyLinesOrNoSystemAreNoAnswer() {
        assertTrue(DeviceShell.parse(List.of()).isEmpty());
        assertTrue(DeviceShell.parse(LINUX.subList(0, 9)).isEmpty());
        var more = new ArrayList<>(LINUX);
        more.add("% Invalid input detected");
        assertTrue(DeviceShell.parse(more).isEmpty());
        var nothing = new ArrayList<>(LINUX);
        nothing.set(0, "-");
        assertFalse(DeviceShell.parse(nothing).isPresent());
    }

    @Test
    void aUserWithoutANameKeepsItsNumber() {
        var lines = new ArrayList<>(LINUX);
        lines.set(4, "-");
        assertEquals(1000, DeviceShell.parse(lines).orElseThrow().userId());
    }
}
