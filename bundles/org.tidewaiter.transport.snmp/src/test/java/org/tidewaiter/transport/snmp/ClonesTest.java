package org.tidewaiter.transport.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;

/** Two devices with one SNMPv3 engine id, as cloned images have it, and with different clocks. */
@Timeout(60)
class ClonesTest {

    private static final String ID = "0x80001f8804636c6f6e6564";
    private static final SnmpWalk SYSTEM = SnmpWalk.of("system", "1.3.6.1.2.1.1");

    private static Snmpd clone(int boots) throws Exception {
        return Snmpd.start("engineBoots " + boots + "\noldEngineID " + ID + "\nexactEngineID " + ID
                + "\ncreateUser auditor SHA-256 \"" + Snmpd.AUTHENTICATION + "\" AES \"" + Snmpd.PRIVACY
                + "\"\nrouser auditor priv\nsysName booted-" + boots + "\n");
    }

    @Test
    void bothAreReadInTurnAndTogetherAndTheSecondIsNoted() throws Exception {
        Snmpd.obstacle().ifPresent(why -> assumeTrue(false, why));
        var user = TestVisit.user("auditor", Authentication.SHA256, Privacy.AES128);
        try (var one = clone(3); var two = clone(4711); var visit = new TestVisit()) {
            var first = visit.session("127.0.0.1", one.port(), user, SYSTEM);
            assertEquals("", visit.facts().value("engine-id-clone"));
            assertTrue(Integer.parseInt(visit.facts().value("engine-boots")) < 10, visit.facts()::toString);
            var second = visit.session("127.0.0.1", two.port(), user, SYSTEM);
            assertTrue(Integer.parseInt(visit.facts().value("engine-boots")) > 4000, visit.facts()::toString);
            assertTrue(visit.facts().value("engine-id-clone").contains("127.0.0.1:" + one.port()), visit.facts()::toString);
            var walks = new ArrayList<Callable<SnmpReply>>();
            for (var i = 0; i < 12; i++) {
                var walk = SnmpWalk.of("system-" + i, "1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1." + (i + 1));
                var port = i % 2 == 0 ? one.port() : two.port();
                walks.add(() -> visit.session("127.0.0.1", port, user, walk).walk(walk));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var done : threads.invokeAll(walks)) assertNull(done.get().shortfall());
            }
            assertEquals(List.of("booted-3", "booted-4711"), List.of(name(first.walk(SYSTEM)), name(second.walk(SYSTEM))));
        }
    }

    private static String name(SnmpReply reply) {
        return reply.variables().stream().filter(v -> v.oid().toString().equals("1.3.6.1.2.1.1.5.0"))
                .map(v -> new String(((org.tidewaiter.api.session.SnmpValue.Octets) v.value()).bytes())).findFirst().orElse("");
    }
}
