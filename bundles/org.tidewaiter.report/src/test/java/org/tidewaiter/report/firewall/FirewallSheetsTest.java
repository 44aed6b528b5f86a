package org.tidewaiter.report.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.ReportException;

/** What lies in a request's folder. */
class FirewallSheetsTest {

    private final Path folder;

    FirewallSheetsTest(@TempDir Path parent) {
        folder = parent.resolve("request");
    }

    private String written(FirewallRequest request, String name) throws IOException {
        FirewallSheets.write(request, folder);
        return Files.readString(folder.resolve(name));
    }

    @Test
    void aRequestIsReadAgainAsItWasWritten() throws Exception {
        for (var request : List.of(SampleRequest.office(), SampleRequest.hostile(), SampleRequest.of(List.of()))) {
            FirewallSheets.write(request, folder);
            assertEquals(request, FirewallRequestFile.read(folder));
            assertEquals(request, FirewallRequestFile.read(folder.resolve("request.json")));
        }
    }

    @Test
    void theFolderHoldsFourSheetsAndAPairOfFilesForEachFirewallAndNothingElse() throws Exception {
        FirewallSheets.write(SampleRequest.office(), folder);
        FirewallSheets.write(SampleRequest.office(), folder);
        try (var files = Files.walk(folder)) {
            assertEquals(List.of("commands/cisco-close.txt", "commands/cisco-open.txt", "commands/esxi-close.sh",
                    "commands/esxi-open.sh",
                    "commands/firewalld-close.sh", "commands/firewalld-open.sh", "commands/nftables-close.sh",
                    "commands/nftables-open.sh",
                    "commands/pf-close.conf", "commands/pf-open.conf", "commands/ufw-close.sh", "commands/ufw-open.sh",
                    "commands/windows-close.ps1", "commands/windows-open.ps1", "request.csv", "request.html", "request.json",
                    "request.md"),
                    files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).sorted().toList());
        }
    }

    @Test
    void whatIsNoRequestIsRefusedWithASentence() throws Exception {
        var sound = written(SampleRequest.office(), "request.json");
        var file = folder.resolve("request.json");
        for (var broken : List.of("", "[]", "null", sound.substring(0, sound.length() / 2), sound + "{}",
                sound.replace("request/1", "request/2"),
                sound.replace("\"until\"", "\"till\""), sound.replace("\"until\"", "\"extra\" : 1, \"until\""),
                sound.replace("\"port\" : 22,", "\"port\" : 65536,"), sound.replace("\"port\" : 22,", "\"port\" : -1,"),
                sound.replace("\"port\" : 22,", "\"port\" : 4294967318,"), sound.replace("\"port\" : 22,", "\"port\" : \"22\","),
                sound.replace("\"port\" : 22,", "\"port\" : 99999999999999999999999,"),
                sound.replace("open-tcp-22", "open-tcp-445"),
                sound.replace("open-tcp-22", "open;reboot"), sound.replace("203.0.113.17/32", "203.0.113.17/33"),
                sound.replace("203.0.113.17/32", "host.example"), sound.replace("2026-03-18", "2026-02-30"),
                sound.replace("\"icmp\"", "\"arp\""), sound.replace("\"udp\"", "\"UDP\""),
                sound.replace("\"temporary\" : true", "\"temporary\" : 1"),
                sound.replace("no audit", "x".repeat(70_000)), "[".repeat(100_000))) {
            assertFalse(broken.equals(sound));
            Files.writeString(file, broken);
            var refused = assertThrows(ReportException.class, () -> FirewallRequestFile.read(folder),
                    broken.length() > 2000 ? "" : broken);
            var message = Objects.requireNonNull(refused.getMessage());
            assertTrue(message.startsWith(file + ": this is no firewall request as Tidewaiter writes it ("), message);
            assertEquals(1, message.lines().count(), message);
        }
        Files.delete(file);
        assertTrue(String.valueOf(assertThrows(ReportException.class, () -> FirewallRequestFile.read(folder)).getMessage())
                .endsWith("there is no such file; name the folder of a firewall request"));
    }

    @Test
    void hostileTextsBecomeNoMarkup() throws Exception {
        var html = written(SampleRequest.hostile(), "request.html");
        assertFalse(html.contains("<script"), html);
        assertTrue(html.contains("=cmd|&#39; /C&#39;!A0 &lt;script&gt;alert(1)&lt;/script&gt;"), html);
        assertFalse(html.contains("\u202E"), "a direction override would hide what stands there");
        var markdown = Files.readString(folder.resolve("request.md"));
        assertFalse(markdown.contains("<script"), markdown);
        assertTrue(markdown.contains("=cmd\\|' /C'\\!A0 &lt;script&gt;"), markdown);
        assertEquals(List.of(), markdown.lines().filter(l -> l.startsWith("reboot")).toList());
    }

    @Test
    void aTextThatASpreadsheetWouldRunGetsAnApostrophe() throws Exception {
        var csv = written(SampleRequest.hostile(), "request.csv");
        assertTrue(csv.startsWith("id,source,destination,protocol,port,direction,purpose,effect,temporary,until,devices\r\n"
                + "open-tcp-5985,fe80::1,fe80::1,tcp,5985,inbound,\"'=cmd|' /C'!A0 <script>"), csv);
    }

    @Test
    void csvHasALineForEachOpeningAndDestination() throws Exception {
        var lines = written(SampleRequest.office(), "request.csv").lines().toList();
        assertEquals(1 + 5 + 2 + 2 + 1 + 1, lines.size());
        assertEquals(
                "open-tcp-22,192.0.2.10,203.0.113.18/31,tcp,22,inbound,\"SSH, with administrative credentials\",no audit,false,2026-03-18,3",
                lines.get(7));
        assertEquals(
                "open-icmp,192.0.2.10,198.51.100.0/24,icmp,,inbound,presence (ping),devices with no open port may be missed,false,2026-03-18,9",
                lines.getLast());
        assertTrue(lines.get(5).startsWith("open-tcp-5985,2001:db8::10,2001:db8:1::/64,"), lines.get(5));
    }

    @Test
    void destinationsWithoutASourceOfTheirVersionAreNamedAndNotForgotten() throws Exception {
        var request = SampleRequest.of(SampleRequest.addresses("192.0.2.10"),
                SampleRequest.opening(Protocol.TCP, 22, "SSH", "198.51.100.7", "2001:db8::7"));
        assertTrue(written(request, "request.html").contains("no address of the IP version of 2001:db8::7"));
        assertTrue(Files.readString(folder.resolve("request.md")).contains("no address of the IP version of 2001:db8::7"));
        assertTrue(Files.readString(folder.resolve("request.csv")).contains("\r\nopen-tcp-22,,2001:db8::7,tcp,22,"));
        var commands = Files.readString(folder.resolve("commands/nftables-open.sh"));
        assertFalse(commands.contains("2001:db8::7"), commands);
        assertTrue(commands.contains("no address of that IP version: 1 destination"), commands);
    }

    @Test
    void whatCannotBeWrittenIsASentence() throws Exception {
        Files.writeString(folder, "a file");
        var taken = assertThrows(ReportException.class, () -> FirewallSheets.write(SampleRequest.office(), folder));
        assertTrue(String.valueOf(taken.getMessage()).contains("needs a folder"), taken.getMessage());
        var missing = assertThrows(ReportException.class,
                () -> FirewallSheets.write(SampleRequest.office(), folder.resolveSibling("no/such")));
        assertTrue(String.valueOf(missing.getMessage()).contains("create it first"), missing.getMessage());
    }
}
