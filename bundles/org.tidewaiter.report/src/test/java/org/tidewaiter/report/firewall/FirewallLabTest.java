package org.tidewaiter.report.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.testkit.lab.Lab;

/**
 * The commands for nftables, ufw and firewalld against these themselves: what is asked for opens, for the audit machine alone, and is shut
 * again as if it had never been open. The ports are seen by nmap, SNMP and ping from two machines, over both IP versions.
 */
@Timeout(240)
class FirewallLabTest {

    /** A host with that firewall: what it listens on is 22, 80, 5985 and UDP 161, and nothing of it is open. */
    enum Host {
        FWNFT(90, "nftables", "nft list ruleset"), FWUFW(91, "ufw",
                "ufw show added; ufw status verbose; cat /etc/ufw/user.rules /etc/ufw/user6.rules"), FWD(92, "firewalld",
                        "firewall-cmd --list-all-zones; firewall-cmd --permanent --list-all-zones; nft list ruleset");

        private final String ipv4;
        private final String ipv6;
        private final String stem;
        private final String listing;

        Host(int number, String stem, String listing) {
            ipv4 = "10.77.0." + number;
            ipv6 = "fd77::" + number;
            this.stem = stem;
            this.listing = listing;
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final List<String> SHUT = List.of("22 filtered", "80 filtered", "5985 filtered", "161 silent", "echo silent");

    private static Lab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    static void up() throws Exception {
        var hosts = Stream.concat(Stream.of("client"), Stream.of(Host.values()).map(Host::word)).toArray(String[]::new);
        var obstacle = Lab.obstacleFor(hosts);
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up(hosts);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static FirewallRequest request(Host host, Opening... openings) {
        // Beside the host's own address: prefixes in which it lies or does not, and a source and a destination that are nobody's.
        return SampleRequest.of(SampleRequest.addresses("10.77.0.2", "10.77.0.4", "fd77::2"),
                openings.length > 0 ? openings : new Opening[] {
                    SampleRequest.opening(Protocol.TCP, 5985, SampleRequest.HOSTILE, "10.77.0.16/30", host.ipv4, "fd77::16/124",
                            host.ipv6),
                    SampleRequest.opening(Protocol.UDP, 161, "SNMP", "10.77.0.19", "10.77.0.88/29", "fd77::90/124"),
                    SampleRequest.opening(Protocol.ICMP, 0, "presence", host.ipv4, host.ipv6) });
    }

    /** Runs the file of a request's folder on the host. */
    private void run(int exit, Host host, Turn turn, String... words) throws Exception {
        var script = Files.readString(folder.resolve("commands/" + host.stem + "-" + turn.word() + ".sh"));
        var process = lab.on(host.word(), Stream.concat(Stream.of(words), Stream.of("sh", "-s")).toArray(String[]::new))
                .redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.US_ASCII));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exit, process.waitFor(), output);
    }

    /** Started by the time that it returns; asked of later. */
    private static Process start(ProcessBuilder builder) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    private static String output(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What one source sees of one address: three programs, all at once, since what is shut is known by waiting. */
    private record Look(Process nmap, Process snmpget, Process ping, String address) {

        static Look from(String source, String address) throws Exception {
            var ipv6 = address.contains(":");
            return new Look(
                    start(command(source, "nmap", ipv6 ? "-6" : "-4", "-n", "-Pn", "-p", "22,80,5985", address)),
                    start(command(source, "snmpget", "-v2c", "-c", "public-lab", "-t", "1", "-r", "1", "-Oqv",
                            ipv6 ? "udp6:[" + address + "]" : address, ".1.3.6.1.2.1.1.5.0")),
                    start(command(source, "ping", "-n", "-c", "2", "-i", "0.2", "-W", "1", address)), address);
        }

        private static ProcessBuilder command(String source, String... words) {
            return source.equals("auditor") ? lab.auditor(words) : lab.on(source, words);
        }

        /** {@code 22 open}, {@code 161 answers} and so on. */
        List<String> seen() throws Exception {
            var states = new ArrayList<>(output(nmap).lines().filter(l -> l.matches("[0-9]+/tcp .*"))
                    .map(l -> l.split("/tcp +| +")).map(w -> w[0] + " " + w[1]).toList());
            var name = output(snmpget);
            states.add(name.contains(".lab.test") ? "161 answers" : name.contains("Timeout") ? "161 silent" : "161 " + name);
            states.add(output(ping).contains("bytes from " + address) ? "echo answers" : "echo silent");
            return states;
        }
    }

    private static void assertSeen(List<String> expected, String source, Host host) throws Exception {
        var ipv4 = Look.from(source, host.ipv4);
        var ipv6 = Look.from(source, host.ipv6);
        assertEquals(expected, ipv4.seen(), host.ipv4 + " from " + source);
        assertEquals(expected, ipv6.seen(), host.ipv6 + " from " + source);
    }

    private static String listing(Host host) throws Exception {
        return lab.exec(host.word(), "sh", "-c", host.listing);
    }

    private static void assertShut(Host host) throws Exception {
        assertSeen(SHUT, "auditor", host);
    }

    /** What the request of {@link #request} opens. ufw has no command for ICMP, as its file says. */
    private static void assertOpen(Host host) throws Exception {
        assertSeen(List.of("22 filtered", "80 filtered", "5985 open", "161 answers",
                host == Host.FWUFW ? "echo silent" : "echo answers"), "auditor", host);
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whatIsAskedForOpensForTheAuditMachineAloneAndIsShutAgain(Host host) throws Exception {
        FirewallSheets.write(request(host), folder);
        var before = listing(host);
        assertShut(host);

        run(0, host, Turn.OPEN);
        assertOpen(host);
        assertSeen(SHUT, "client", host);

        run(0, host, Turn.CLOSE);
        assertShut(host);
        assertEquals(before, listing(host));
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void aHostThatIsNoDestinationStaysShutWithTheSameFile(Host host) throws Exception {
        FirewallSheets.write(request(host, SampleRequest.opening(Protocol.TCP, 22, "SSH", "10.77.0.16/30", "fd77::16/124")),
                folder);
        var before = listing(host);
        run(0, host, Turn.OPEN);
        assertShut(host);
        run(0, host, Turn.CLOSE);
        assertEquals(before, listing(host));
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void openingTwiceAndClosingTwiceLeavesTheFirewallAsItWas(Host host) throws Exception {
        FirewallSheets.write(request(host), folder);
        var before = listing(host);
        run(0, host, Turn.OPEN);
        var open = listing(host);
        // nftables would have every rule twice, so the file refuses.
        run(host == Host.FWNFT ? 1 : 0, host, Turn.OPEN);
        assertEquals(open, listing(host));
        run(0, host, Turn.CLOSE);
        run(0, host, Turn.CLOSE);
        assertEquals(before, listing(host));
    }

    /** Each in the words of {@link #request}, and without its mark. */
    @ParameterizedTest
    @EnumSource(Host.class)
    void theSameRuleOfTheClientsOwnStaysWhenOursIsTakenBack(Host host) throws Exception {
        var own = switch (host) {
            case FWNFT ->
                "nft add rule inet filter input ip saddr 10.77.0.2 ip daddr 10.77.0.90 tcp dport 5985 accept comment '\"ours\"'";
            case FWUFW -> "ufw allow from 10.77.0.2 to 10.77.0.91 port 5985 proto tcp";
            case FWD ->
                "firewall-cmd --permanent --add-rich-rule='rule family=\"ipv4\" source address=\"10.77.0.2\" destination address=\"10.77.0.92\""
                        + " port port=\"5985\" protocol=\"tcp\" accept' && firewall-cmd --reload";
        };
        lab.exec(host.word(), "sh", "-c", own);
        FirewallSheets.write(request(host), folder);
        var before = listing(host);
        run(0, host, Turn.OPEN);
        run(0, host, Turn.CLOSE);
        assertEquals(before, listing(host));
        lab.exec(host.word(), "sh", "-c", switch (host) {
            case FWNFT ->
                "nft -a list chain inet filter input | sed -n 's/.*\"ours\" # handle //p' | xargs nft delete rule inet filter input handle";
            case FWUFW -> own.replace("ufw allow", "ufw delete allow");
            case FWD -> own.replace("--add", "--remove");
        });
    }

    @ParameterizedTest
    @EnumSource(names = { "FWUFW", "FWD" })
    void whatOutlivesAReloadIsOpenAfterIt(Host host) throws Exception {
        FirewallSheets.write(request(host), folder);
        var before = listing(host);
        run(0, host, Turn.OPEN);
        var open = listing(host);
        lab.exec(host.word(), "sh", "-c", host == Host.FWUFW ? "ufw reload" : "firewall-cmd --reload");
        assertOpen(host);
        assertEquals(open, listing(host));
        run(0, host, Turn.CLOSE);
        assertEquals(before, listing(host));
    }

    @Test
    void aRuleOfUfwThatDeniesDoesNotStandBeforeOurs() throws Exception {
        var denial = "deny from 10.77.0.0/24 to any port 5985 proto tcp";
        lab.exec("fwufw", "sh", "-c", "ufw " + denial);
        FirewallSheets.write(request(Host.FWUFW), folder);
        run(0, Host.FWUFW, Turn.OPEN);
        assertOpen(Host.FWUFW);
        run(0, Host.FWUFW, Turn.CLOSE);
        lab.exec("fwufw", "sh", "-c", "ufw delete " + denial);
    }

    @Test
    void anotherChainIsNamedInTheEnvironment() throws Exception {
        FirewallSheets.write(request(Host.FWNFT), folder);
        var before = listing(Host.FWNFT);
        run(0, Host.FWNFT, Turn.OPEN, "env", "CHAIN=forward");
        assertShut(Host.FWNFT);
        assertEquals(6, lab.exec("fwnft", "nft", "list", "chain", "inet", "filter", "forward").lines()
                .filter(l -> l.contains("comment \"tidewaiter ")).count());
        run(0, Host.FWNFT, Turn.CLOSE, "env", "CHAIN=forward");
        assertEquals(before, listing(Host.FWNFT));
    }
}
