package org.tidewaiter.report.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;

/** Commands as text; that they do what they say is seen in the lab. */
class FirewallCommandsTest {

    private static final List<FirewallRequest> SAMPLES = List.of(SampleRequest.office(), SampleRequest.hostile(),
            SampleRequest.of(List.of()));

    private static String body(Firewall firewall, FirewallRequest request, Turn turn) {
        return firewall.commands(request, turn);
    }

    private static List<String> linesWith(String word, Firewall firewall, Turn turn) {
        return body(firewall, SampleRequest.office(), turn).lines().filter(l -> l.contains(word)).map(String::strip).toList();
    }

    @Test
    void everyFileSaysFirstWhatItOpensForWhomUntilWhenHowItIsTakenBackAndWhetherThatWasSeen() {
        for (var firewall : Firewall.all()) {
            var text = CommandFolder.content(firewall, SampleRequest.office(), Turn.OPEN);
            var head = text.lines().filter(l -> !l.startsWith("#!")).takeWhile(l -> l.startsWith(firewall.mark()))
                    .collect(Collectors.joining("\n"));
            for (var said : List.of("open-tcp-5985: TCP 5985, 71 devices", "For: the audit machine, 192.0.2.10, 2001:db8::10",
                    "Until: 2026-03-18; then take it back with " + firewall.fileName(Turn.CLOSE),
                    "open-tcp-445: TCP 445, 1 device, temporary",
                    firewall.verified() ? "State: verified: such commands were run against a real " + firewall.title()
                            : "State: not verified on a real device")) {
                assertTrue(head.contains(said), firewall.title() + ": " + said + "\n" + head);
            }
        }
        assertEquals(Set.of("nftables", "firewalld", "ufw"),
                Firewall.all().stream().filter(Firewall::verified).map(Firewall::title).collect(Collectors.toSet()));
    }

    @Test
    void noTextOfTheRequestGetsOutOfAComment() {
        var harmless = SampleRequest.hostile();
        for (var firewall : Firewall.all()) {
            for (var turn : Turn.values()) {
                var text = CommandFolder.content(firewall, harmless, turn);
                for (var line : text.lines().toList()) {
                    assertTrue(line.startsWith(firewall.mark()) || !line.contains("reboot") && !line.contains("script"), line);
                    assertTrue(line.matches("[ -~]*"), line);
                }
                assertFalse(firewall.commands(harmless, turn).contains("%"), "a zone is the audit machine's own");
            }
        }
    }

    @Test
    void anIdOfOtherCharactersIsRefused() {
        for (var id : List.of("", "-x", "a b", "a\"b", "a\nb", "a;b", "a_b", "\u00e4", "x".repeat(64))) {
            assertThrows(IllegalArgumentException.class, () -> new Opening(id, Protocol.TCP, 22, List.of(), 0, "", "", List.of(),
                    List.of(), List.of(), false), id);
        }
    }

    @Test
    void shellsReadTheScripts(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        for (var request : SAMPLES) {
            for (var firewall : Firewall.all()) {
                for (var turn : Turn.values()) {
                    if (firewall.extension().equals("sh")) {
                        var file = Files.writeString(folder.resolve(firewall.fileName(turn)),
                                CommandFolder.content(firewall, request, turn));
                        var shell = new ProcessBuilder("/bin/sh", "-n", file.toString()).redirectErrorStream(true).start();
                        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                        assertEquals(0, shell.waitFor(), firewall.title() + ": " + output);
                    }
                }
            }
        }
    }

    @Test
    void windowsRulesHaveNamesByWhichTheyAreRemoved() {
        var open = body(new WindowsFirewall(), SampleRequest.office(), Turn.OPEN);
        assertTrue(open.contains("""
                if (-not (Get-NetFirewallRule -PolicyStore $store -Name 'Tidewaiter-open-tcp-22-ipv4' -ErrorAction SilentlyContinue)) {
                  New-NetFirewallRule -PolicyStore $store -Name 'Tidewaiter-open-tcp-22-ipv4' `
                    -DisplayName 'Tidewaiter: open-tcp-22 (IPv4)' `
                    -Group 'Tidewaiter' -Direction Inbound -Action Allow -Enabled True -Profile $networkProfile `
                    -Protocol TCP -LocalPort 22 `
                    -RemoteAddress '192.0.2.10' `
                    -LocalAddress '203.0.113.17', '203.0.113.18/31'
                }
                """), open);
        assertTrue(open.contains("-Protocol ICMPv4 -IcmpType 8 `"), open);
        var names = open.lines().filter(l -> l.contains("New-NetFirewallRule")).map(l -> l.split("'")[1]).toList();
        assertEquals(names, linesWith("Remove-NetFirewallRule", new WindowsFirewall(), Turn.CLOSE).stream()
                .map(l -> l.split("'")[1]).toList());
        assertEquals(7, names.size());
    }

    @Test
    void accessListsHaveWildcardsAndTheSameLinesWithNoInFront() {
        var list = new CiscoList();
        assertEquals(List.of("1 permit tcp host 192.0.2.10 198.51.100.0 0.0.0.63 eq 5985",
                "2 permit tcp host 192.0.2.10 host 198.51.100.77 eq 5985",
                "3 permit tcp host 192.0.2.10 198.51.100.80 0.0.0.3 eq 5985",
                "4 permit tcp host 192.0.2.10 host 203.0.113.5 eq 5985", "5 permit tcp host 192.0.2.10 host 203.0.113.17 eq 22",
                "6 permit tcp host 192.0.2.10 203.0.113.18 0.0.0.1 eq 22",
                "7 permit udp host 192.0.2.10 host 203.0.113.200 eq 161",
                "8 permit tcp host 192.0.2.10 host 198.51.100.77 eq 445",
                "9 permit icmp host 192.0.2.10 198.51.100.0 0.0.0.255 echo",
                "permit tcp host 2001:db8::10 2001:db8:1::/64 eq 5985 sequence 1",
                "permit udp host 2001:db8::10 host 2001:db8:2::5 eq 161 sequence 2"), linesWith("permit", list, Turn.OPEN));
        assertEquals(
                linesWith("permit", list, Turn.OPEN).stream().map(l -> "no " + l.replaceAll("^[0-9]+ | sequence [0-9]+$", ""))
                        .toList(),
                linesWith("permit", list, Turn.CLOSE));
    }

    @Test
    void packetFilterRulesAreQuickAndTheFileThatTakesThemBackHasNone() {
        assertEquals(List.of(
                "pass in quick inet proto udp from { 192.0.2.10 } to { 203.0.113.200 } port 161 keep state label \"tidewaiter-open-udp-161\"",
                "pass in quick inet6 proto udp from { 2001:db8::10 } to { 2001:db8:2::5 } port 161 keep state label \"tidewaiter-open-udp-161\""),
                linesWith("161", new PacketFilter(), Turn.OPEN));
        assertEquals(List.of(
                "pass in quick inet proto icmp from { 192.0.2.10 } to { 198.51.100.0/24 } icmp-type echoreq keep state label \"tidewaiter-open-icmp\""),
                linesWith("icmp", new PacketFilter(), Turn.OPEN));
        assertEquals(List.of(), linesWith("pass", new PacketFilter(), Turn.CLOSE));
    }

    @Test
    void esxiHasRuleSetsForSomePortsAndSaysSoOfTheOthers() {
        var open = body(new EsxiFirewall(), SampleRequest.office(), Turn.OPEN);
        assertTrue(open.contains("\nallow sshServer 192.0.2.10\n"), open);
        assertTrue(open.contains("\nallow snmp 192.0.2.10\nallow snmp 2001:db8::10\n"), open);
        assertTrue(open.contains("\n# open-tcp-5985: ESXi has no rule set for TCP 5985.\n"), open);
    }

    @Test
    void overlappingDestinationsAreNamedOnce() {
        var request = SampleRequest.of(SampleRequest.addresses("192.0.2.10"),
                SampleRequest.opening(Protocol.TCP, 22, "SSH", "198.51.100.0/24", "198.51.100.7", "198.51.100.0/24"));
        assertTrue(body(new Nftables(), request, Turn.OPEN).contains(" daddr { 198.51.100.0/24 } "));
    }
}
