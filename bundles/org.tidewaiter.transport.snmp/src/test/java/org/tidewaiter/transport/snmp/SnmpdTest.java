package org.tidewaiter.transport.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;

/** Against net-snmp's agent; its own tools are the oracle. */
class SnmpdTest {

    private static final String LOCATION = "Rack 7, \"left\"";
    private static final SnmpWalk EVERYTHING = SnmpWalk.of("everything", "1.3.6.1");

    private static Snmpd agent;
    private static TestVisit visit;

    record Variant(Authentication authentication, String netSnmp, Privacy privacy, String netSnmpPrivacy) {
        String user() {
            return (authentication + "-" + privacy).toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static List<Variant> variants() {
        var variants = new ArrayList<Variant>();
        var authentications = new String[] { "", "MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512" };
        var privacies = new String[] { "", "DES", "", "AES", "AES-192", "AES-256", "AES-192-C", "AES-256-C" };
        for (var authentication : Authentication.values()) {
            for (var privacy : Privacy.values()) {
                if (privacy != Privacy.TRIPLE_DES && (authentication != Authentication.NONE || privacy == Privacy.NONE)) {
                    variants.add(new Variant(authentication, authentications[authentication.ordinal()], privacy,
                            privacies[privacy.ordinal()]));
                }
            }
        }
        return variants;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Snmpd.obstacle().ifPresent(why -> assumeTrue(false, why));
        var configuration = new StringBuilder("rocommunity \"" + Snmpd.COMMUNITY + "\"\nrocommunity6 \"" + Snmpd.COMMUNITY
                + "\"\nrocommunity elsewhere 10.9.9.9\nview narrow included .1.3.6.1.2.1.2\nrocommunity narrow 127.0.0.1 -V narrow\n"
                + "sysLocation " + LOCATION + "\nsysContact ops@example\nsysName lab-agent\n");
        for (var v : variants()) {
            configuration.append("createUser ").append(v.user());
            if (!v.netSnmp().isEmpty()) configuration.append(' ').append(v.netSnmp()).append(" \"" + Snmpd.AUTHENTICATION + "\"");
            if (!v.netSnmpPrivacy().isEmpty())
                configuration.append(' ').append(v.netSnmpPrivacy()).append(" \"" + Snmpd.PRIVACY + "\"");
            configuration.append("\nrouser ").append(v.user())
                    .append(v.netSnmp().isEmpty() ? " noauth" : v.netSnmpPrivacy().isEmpty() ? " auth" : " priv")
                    .append('\n');
        }
        agent = Snmpd.start(configuration.toString());
        visit = new TestVisit();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (visit != null) visit.close();
        if (agent != null) agent.close();
    }

    private static Credential lab() {
        return TestVisit.community(Snmpd.COMMUNITY, null);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyProtocolOfSnmpV3IsSpoken(Variant variant) throws Exception {
        try (var live = visit.open("127.0.0.1", agent.port(),
                TestVisit.user(variant.user(), variant.authentication(), variant.privacy()))) {
            var system = (Observation.SnmpSystem) live.greeting().getFirst();
            assertEquals(List.of("lab-agent", LOCATION, "3"), List.of(system.name(), system.location(), system.version()));
            var engine = (Observation.SnmpEngine) live.greeting().getLast();
            assertEquals(8072, engine.enterprise());
            var get = SnmpGet.of("name", "1.3.6.1.2.1.1.5.0");
            assertEquals(1, live.lend(List.of(get)).get(get).variables().size());
        }
    }

    static Stream<Arguments> versions() {
        return Stream.of(Arguments.of("127.0.0.1", null, "2c"), Arguments.of("127.0.0.1", Version.V1, "1"),
                Arguments.of("127.0.0.1", Version.V2C, "2c"), Arguments.of("::1", null, "2c"));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void communitiesAreSpokenInBothVersionsAndOverBothFamilies(String address, Version version, String spoken) throws Exception {
        var table = SnmpWalk.of("interfaces", "1.3.6.1.2.1.2.2.1.1", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.2.2.1.6");
        var session = visit.session(address, agent.port(), TestVisit.community(Snmpd.COMMUNITY, version), table);
        assertEquals(spoken, visit.facts().value("version"));
        var rows = session.walk(table).rows(Oid.of("1.3.6.1.2.1.2.2.1"));
        var lo = rows.stream().filter(r -> new SnmpValue.Octets("lo".getBytes()).equals(r.column(2).orElseThrow().value()))
                .findFirst();
        assertTrue(lo.isPresent(), rows::toString);
        assertTrue(rows.stream().allMatch(r -> r.columns().keySet().containsAll(List.of(1L, 2L, 6L))));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void objectsThatAreMissingDoNotSpoilTheOthers(String address, Version version, String spoken) throws Exception {
        var get = SnmpGet.of("some", "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.99.1.0", "1.3.6.1.2.1.1.6.0", "1.3.6.1.2.1.1.77.0");
        var reply = visit.session(address, agent.port(), TestVisit.community(Snmpd.COMMUNITY, version), get).get(get);
        assertNull(reply.shortfall());
        assertEquals(List.of("1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.6.0"),
                reply.variables().stream().map(v -> v.oid().toString()).toList(),
                spoken);
    }

    @Test
    void whereUdpIsSilentTcpIsSpoken() throws Exception {
        var port = Snmpd.freePort();
        try (var tcpOnly = Snmpd.start(port, "rocommunity \"" + Snmpd.COMMUNITY + "\"\nsysName tcp-agent\n",
                "tcp:127.0.0.1:" + port);
                var silent = new java.net.DatagramSocket(port, java.net.InetAddress.getByName("127.0.0.1"))) {
            var session = visit.session("127.0.0.1", tcpOnly.port(), lab(), EVERYTHING);
            assertEquals(List.of("tcp", "tcp-agent"), List.of(visit.facts().value("carrier"), visit.facts().value("name")));
            assertTrue(session.walk(EVERYTHING).variables().size() > 500);
            assertTrue(silent.isBound());
        }
    }

    @Test
    void nobodyAtThePortIsNamed() throws Exception {
        var e = refusal(TestVisit.community(Snmpd.COMMUNITY, null), Snmpd.freePort());
        assertEquals(Failure.UNREACHABLE, e.failure());
        assertTrue(e.getMessage().contains("no agent listens there"), e.getMessage());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(TestVisit.user("nobody-knows-me", Authentication.SHA1, Privacy.NONE), Failure.REJECTED,
                        "does not know the user"),
                Arguments.of(
                        TestVisit.user("sha256-aes128", Authentication.SHA256, "wrong-password", Privacy.AES128, Snmpd.PRIVACY),
                        Failure.REJECTED, "authentication password or its protocol is wrong"),
                Arguments.of(TestVisit.user("sha256-aes128", Authentication.SHA1, Privacy.AES128), Failure.REJECTED,
                        "authentication password"),
                Arguments.of(
                        TestVisit.user("sha256-aes128", Authentication.SHA256, Snmpd.AUTHENTICATION, Privacy.AES128,
                                "wrong-password"),
                        Failure.TIMED_OUT, "privacy password or its protocol is wrong"),
                Arguments.of(TestVisit.user("sha256-none", Authentication.SHA256, Privacy.AES128), Failure.REJECTED,
                        "security level"),
                Arguments.of(TestVisit.user("sha256-aes128", Authentication.SHA256, Privacy.NONE), Failure.DENIED,
                        "Authorization error"),
                Arguments.of(TestVisit.user("sha256-aes128", Authentication.SHA256, "short", Privacy.NONE, ""), Failure.WITHHELD,
                        "at least 8 characters"),
                Arguments.of(TestVisit.community("wrong community", null), Failure.TIMED_OUT,
                        "answers SNMPv3 discovery, but it does not answer"),
                Arguments.of(TestVisit.community("elsewhere", Version.V2C), Failure.TIMED_OUT, "limited to other addresses"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalsAreNamedForWhatTheyAre(Credential credential, Failure failure, String words) {
        var e = refusal(credential, agent.port());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertEquals(failure, e.failure(), e.getMessage());
        var log = visit.log.exchanges().getLast();
        assertEquals(failure, log.ending().failure());
        assertFalse((log.ending().detail() + new String(log.out()))
                .matches("(?s).*(wrong-password|authpass|privpass|wrong community).*"));
    }

    private static TransportException refusal(Credential credential, int port) {
        return assertThrows(TransportException.class, () -> visit.open("127.0.0.1", port, credential));
    }

    @Test
    void aWalkOfTheWholeTreeIsWhatSnmpbulkwalkSees() throws Exception {
        var session = visit.session("127.0.0.1", agent.port(), lab(), EVERYTHING);
        var began = System.nanoTime();
        var reply = session.walk(EVERYTHING);
        var ours = System.nanoTime() - began;
        began = System.nanoTime();
        var lines = Snmpd.tool("snmpbulkwalk", "-v2c", "-c", Snmpd.COMMUNITY, "-Cr50", "-OnexUt", "127.0.0.1:" + agent.port(),
                "1.3.6.1");
        var theirTime = System.nanoTime() - began;
        assertTrue(ours < 10 * theirTime + 1_000_000_000L, () -> "ours " + ours + " ns, theirs " + theirTime);
        assertNull(reply.shortfall());
        var theirs = rows(lines);
        var mine = new TreeMap<Oid, SnmpValue>();
        reply.variables().forEach(v -> mine.put(v.oid(), v.value()));
        assertEquals(reply.variables().size(), mine.size());
        var different = new ArrayList<String>();
        for (var entry : theirs.entrySet()) {
            if (isSteady(entry.getKey()) && !entry.getValue().equals(shown(mine.get(entry.getKey())))) {
                different.add(entry.getKey() + ": " + entry.getValue() + " / " + shown(mine.get(entry.getKey())));
            }
        }
        assertEquals(List.of(), different);
        var missing = new ArrayList<>(theirs.keySet());
        missing.removeAll(mine.keySet());
        missing.removeIf(oid -> !isSteady(oid));
        assertEquals(List.of(), missing);
        assertTrue(theirs.keySet().stream().filter(SnmpdTest::isSteady).count() > 300);
        assertTrue(mine.size() > 1000, "only " + mine.size());
    }

    /** System group, interfaces' names, installed software, file systems' names: nothing that moves between two walks. */
    private static boolean isSteady(Oid oid) {
        return Stream
                .of("1.3.6.1.2.1.1.1", "1.3.6.1.2.1.1.2", "1.3.6.1.2.1.1.4", "1.3.6.1.2.1.1.5", "1.3.6.1.2.1.1.9",
                        "1.3.6.1.2.1.2.2.1.2",
                        "1.3.6.1.2.1.2.2.1.6", "1.3.6.1.2.1.4.20", "1.3.6.1.2.1.25.6.3", "1.3.6.1.2.1.25.2.3.1.3",
                        "1.3.6.1.6.3.10.2.1.1", "1.3.6.1.6.3.16")
                .anyMatch(root -> oid.startsWith(Oid.of(root)));
    }

    /** What net-snmp prints with -OnexUt: {@code .1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.8072.3.2.10}; long values have several lines. */
    private static TreeMap<Oid, String> rows(List<String> lines) {
        var rows = new TreeMap<Oid, String>();
        Oid last = null;
        for (var line : lines) {
            var equals = line.indexOf(" = ");
            if (line.contains("No more variables left")) break;
            if (line.startsWith(".1.") && equals > 0) {
                last = Oid.of(line.substring(0, equals));
                rows.put(last, line.substring(equals + 3).strip());
            } else if (last != null) {
                rows.merge(last, line.strip(), (a, b) -> a + " " + b);
            }
        }
        return rows;
    }

    private static String shown(SnmpValue value) {
        return switch (value) {
            case null -> "nothing";
            case SnmpValue.Numeric number -> switch (number.type()) {
                case INTEGER -> "INTEGER: " + number.value();
                case COUNTER32 -> "Counter32: " + number.value();
                case GAUGE32 -> "Gauge32: " + number.value();
                case TIME_TICKS -> Long.toString(number.value());
                case COUNTER64 -> "Counter64: " + Long.toUnsignedString(number.value());
            };
            case SnmpValue.Octets octets when octets.bytes().length == 0 -> "\"\"";
            case SnmpValue.Octets octets -> "Hex-STRING: "
                    + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(octets.bytes());
            case SnmpValue.Identifier identifier -> "OID: ." + identifier.oid();
            case SnmpValue.Address address -> "IpAddress: " + address.address();
        };
    }

    @Test
    void theSameWalkInVersion1And3IsTheSame() throws Exception {
        var software = SnmpWalk.of("software", "1.3.6.1.2.1.25.6.3.1");
        var replies = new ArrayList<SnmpReply>();
        for (var credential : List.of(TestVisit.community(Snmpd.COMMUNITY, Version.V1), lab(),
                TestVisit.user("sha512-aes256", Authentication.SHA512, Privacy.AES256))) {
            replies.add(visit.session("127.0.0.1", agent.port(), credential, software).walk(software));
        }
        assertFalse(replies.getFirst().variables().isEmpty());
        assertEquals(replies.get(0).variables(), replies.get(1).variables());
        assertEquals(replies.get(1).variables(), replies.get(2).variables());
    }

    @Test
    void aLimitedWalkSaysSo() throws Exception {
        var limited = new SnmpWalk("limited", List.of(Oid.of("1.3.6.1.2.1.1")), 7);
        var reply = visit.session("127.0.0.1", agent.port(), lab(), limited).walk(limited);
        assertEquals(7, reply.variables().size());
        assertTrue(reply.shortfall().detail().contains("more than 7 variables"));
    }

    @Test
    void aCommunityThatSeesNoSystemGroupStillReadsItsView() throws Exception {
        var interfaces = SnmpWalk.of("interfaces", "1.3.6.1.2.1");
        var reply = visit.session("127.0.0.1", agent.port(), TestVisit.community("narrow", null), interfaces).walk(interfaces);
        assertFalse(reply.variables().isEmpty());
        assertTrue(reply.variables().stream().allMatch(v -> v.oid().startsWith(Oid.of("1.3.6.1.2.1.2"))));
    }
}
