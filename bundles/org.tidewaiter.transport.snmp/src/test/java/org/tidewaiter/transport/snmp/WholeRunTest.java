package org.tidewaiter.transport.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.engine.AuditRun;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.RunOrder;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Community;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.RecordedVisit;
import org.tidewaiter.replay.Replay;

/** An audit of an agent by the engine, from the sweep to the facts, and the same from its evidence. */
@Timeout(60)
class WholeRunTest {

    record Port(@Key String name) implements Item {
    }

    private static final SnmpWalk NAMES = SnmpWalk.of("interface-names", "1.3.6.1.2.1.2.2.1.2");
    private static final SnmpWalk SYSTEM = SnmpWalk.of("system", "1.3.6.1.2.1.1");

    private static final class Step implements AuditStep<SnmpSession> {
        @Override
        public String id() {
            return "interfaces";
        }

        @Override
        public Class<SnmpSession> needs() {
            return SnmpSession.class;
        }

        @Override
        public Set<Class<? extends Item>> promises() {
            return Set.of(Port.class);
        }

        @Override
        public List<Request> requests() {
            return List.of(NAMES, SYSTEM);
        }

        @Override
        public void read(SnmpSession session, FactSink sink) throws TransportException, InterruptedException {
            session.walk(SYSTEM);
            var reply = session.walk(NAMES);
            for (var variable : reply.variables()) {
                var name = new String(((SnmpValue.Octets) variable.value()).bytes(), StandardCharsets.UTF_8);
                sink.fact(new Port(name), reply.at("line " + variable.line()));
            }
        }
    }

    private static final class Family implements DeviceFamily {
        @Override
        public String id() {
            return "agents";
        }

        @Override
        public String label() {
            return "Made for tests";
        }

        @Override
        public List<Probe> probes() {
            return List.of(new Probe.SnmpSystem());
        }

        @Override
        public Recognizer recognizer() {
            return seen -> seen.all().stream().filter(Observation.SnmpSystem.class::isInstance).findFirst().map(
                    o -> new Claim(id(), null, null, null, Confidence.LIKELY, List.of(new Because("speaks SNMP", o.evidence()))));
        }

        @Override
        public Auditor auditor() {
            return new Auditor() {
                @Override
                public List<AuditStep<?>> steps() {
                    return List.of(new Step());
                }

                @Override
                public List<AuditStep<?>> steps(Claim claim, Observations observations) {
                    return steps();
                }
            };
        }
    }

    private static final class Journal implements RunJournal {
        private final List<Visit> visits = new ArrayList<>();

        @Override
        public void begin(RunHeader header) {
            // the order says it all
        }

        @Override
        public void resume(long run) {
            throw new IllegalStateException("nothing to go on with");
        }

        @Override
        public synchronized void commit(Visit visit) {
            visits.add(visit);
        }

        @Override
        public void finish(RunFooter footer) {
            // the visits are what counts
        }
    }

    @Test
    void anAgentIsFoundRecognisedAndReadAndItsEvidenceGivesTheSame() throws Exception {
        Snmpd.obstacle().ifPresent(why -> assumeTrue(false, why));
        var port = Snmpd.freePort();
        var transport = new SnmpTransport();
        var prober = new SnmpSystemProber();
        var installed = new Installed(List.of(new Family()), List.of(prober), List.of(transport));
        // the location gives the community away, as careless people do
        try (var _ = Snmpd.start(port, "rocommunity \"" + Snmpd.COMMUNITY + "\"\nsysLocation community is " + Snmpd.COMMUNITY
                + "\nsysContact \u00fcber " + Snmpd.COMMUNITY + "\n", "udp:127.0.0.1:" + port)) {
            var credentials = List.of(
                    Credential.community("wrong", List.of(), TestVisit.secret("not this one"),
                            Community.ANY_VERSION),
                    TestVisit.community(Snmpd.COMMUNITY, null),
                    TestVisit.user("nobody", Authentication.SHA1, Privacy.NONE));
            var journal = new Journal();
            var order = new RunOrder(Purpose.AUDIT, Targets.parse(List.of("127.0.0.1"), List.of(), false, name -> List.of()),
                    Ports.parse(List.of("snmp=" + port)), credentials, Limits.DEFAULT, Set.of(), List.of(), null, "test");
            new AuditRun(order, installed, journal, PeerPins.FORGETFUL, event -> {
                // nobody watches
            }, InstantSource.system()).run();
            var visit = journal.visits.getFirst();
            assertEquals(new TreeSet<>(interfaces()),
                    new TreeSet<>(visit.rows().stream().map(r -> ((Port) r.item()).name()).toList()),
                    visit.gaps()::toString);
            assertEquals(List.of("test-user", "wrong", "test-community"), logins(visit),
                    "version 3 first, then in the user's order");
            assertNoSecret(visit);

            var replayed = new Replay(installed, event -> {
                // nobody watches
            });
            var again = replayed.visit(new RecordedVisit(visit.address(), visit.asked(), visit.exchanges()),
                    new RunHeader(List.of("127.0.0.1"), List.of(), List.of(), List.of("snmp=" + port), "test", visit.started()))
                    .orElseThrow();
            assertEquals(List.of(), replayed.missing());
            assertEquals(visit.rows(), again.rows());
            assertEquals(visit.claims(), again.claims());
            assertEquals(visit.gaps(), again.gaps());
        } finally {
            transport.stop();
            prober.stop();
        }
    }

    private static List<String> interfaces() throws Exception {
        return Snmpd.tool("ls", "/sys/class/net");
    }

    private static List<String> logins(Visit visit) {
        return visit.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.SESSION)
                .map(e -> SessionFacts.of(e.out()).value("credential")).toList();
    }

    private static void assertNoSecret(Visit visit) {
        var all = new StringBuilder();
        for (var e : visit.exchanges()) {
            all.append(e.request()).append(e.ending()).append(new String(e.out(), StandardCharsets.ISO_8859_1))
                    .append(new String(e.err(), StandardCharsets.ISO_8859_1));
        }
        assertTrue(all.toString().contains("community is [secret cut]"), all::toString);
        for (var secret : List.of(Snmpd.COMMUNITY, "not this one", Snmpd.AUTHENTICATION)) {
            assertFalse(all.toString().contains(secret));
            assertFalse(all.toString().contains(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
