package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.testkit.lab.Lab;

/** The lab's service in the domain of a Samba controller: over IPv4 and IPv6, by NTLM and by Kerberos. */
class ChannelLabTest {

    private static Lab lab;
    private final Visit visit = new Visit();

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        Lab.obstacleFor("dc1", "winrm1").or(Responder::obstacle).ifPresent(why -> assumeTrue(false, why));
        lab = Lab.up("dc1", "winrm1");
    }

    @AfterAll
    static void down() {
        if (lab != null) lab.close();
    }

    private String log() throws IOException, InterruptedException {
        return lab.exec("winrm1", "cat", "/var/log/winrm.log");
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.28", "fd77::28" })
    void localAccountLogsInByNtlm(String address) throws Exception {
        visit.address = address;
        visit.password = Lab.PASSWORD;
        lab.inside(() -> {
            for (var secure : List.of(false, true)) {
                try (var channel = visit.open("WINRM1\\local", "local", secure ? 5986 : 5985, secure)) {
                    assertEquals("local", Visit.shell(channel).owner());
                    assertEquals("Negotiate (NTLM)", channel.scheme());
                }
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.28", "fd77::28" })
    void accountOfTheDomainLogsInByKerberos(String address) throws Exception {
        visit.address = address;
        visit.password = Lab.PASSWORD;
        visit.hostName = "winrm1.lab.test";
        visit.kdc = Optional
                .of(new Kdc("ad.lab.test", Visit.address(address.contains(":") ? "fd77::25" : "10.77.0.25"), Kdc.PORT));
        lab.inside(() -> {
            for (var secure : List.of(false, true)) {
                try (var channel = visit.open("auditor@AD.LAB.TEST", "local", secure ? 5986 : 5985, secure)) {
                    assertEquals("auditor", Visit.shell(channel).owner());
                    assertEquals("Negotiate (Kerberos)", channel.scheme(), channel.legs()::toString);
                }
            }
            return null;
        });
        // AES with SHA-1: what the controller gives out.
        assertTrue(log().contains("unsealed signature 60"), this::toString);
    }

    @Test
    void hostWhoseNameIsNotKnownIsAskedForIt() throws Exception {
        visit.address = "10.77.0.28";
        visit.password = Lab.PASSWORD;
        visit.kdc = Optional.of(new Kdc("AD.LAB.TEST", Visit.address("10.77.0.25"), Kdc.PORT));
        lab.inside(() -> {
            System.out.println(
                    "DEBUG " + WsmanChannel.challenge(visit.endpoint(5985, false), visit.settings()).get().dnsComputerName());
            try (var channel = visit.open("auditor@AD.LAB.TEST", "local", 5985, false)) {
                assertEquals("Negotiate (Kerberos)", channel.scheme(), channel.legs()::toString);
            }
            return null;
        });
    }

    @Test
    void wrongPasswordOfTheDomainIsTriedOnce() throws Exception {
        visit.address = "10.77.0.28";
        visit.password = "wrong";
        visit.hostName = "winrm1.lab.test";
        visit.kdc = Optional.of(new Kdc("AD.LAB.TEST", Visit.address("10.77.0.25"), Kdc.PORT));
        var failure = lab.inside(() -> assertThrows(TransportException.class,
                () -> visit.open("auditor@AD.LAB.TEST", "local", 5985, false)));
        assertEquals(Failure.REJECTED, failure.failure(), failure.getMessage());
        assertTrue(failure.getMessage().contains("the password is wrong"), failure.getMessage());
        assertEquals(1, visit.proofs.get());
        assertEquals(List.of(), log().lines().filter(l -> l.contains("proof rejected")).toList());
    }
}
