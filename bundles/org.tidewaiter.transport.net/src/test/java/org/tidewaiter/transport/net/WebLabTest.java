package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.testkit.lab.Lab;

/** Against nginx; openssl and curl say what is right. */
@Timeout(60)
class WebLabTest {
    private static LabNetwork network;
    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        var obstacle = Lab.obstacleFor("web1", "redir", "decoy1");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        lab = Lab.up("web1", "redir", "decoy1");
        network = new LabNetwork(lab);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String certificate(String options) throws Exception {
        return network.shell("openssl s_client -connect 10.77.0.80:443 </dev/null 2>/dev/null | openssl x509 -noout " + options);
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.77.0.80", "fd77::80" })
    void theCertificateIsWhatOpensslFetches(String address) throws Exception {
        var seen = network.see(Observation.TlsPeer.class, new TlsProber(), address, new Probe.TlsHello(443));
        var print = certificate("-fingerprint -sha256");
        assertEquals(print.substring(print.indexOf('=') + 1).strip().replace(":", "").toLowerCase(Locale.ROOT),
                seen.fingerprint());
        assertEquals(certificate("-subject -nameopt RFC2253").strip(), "subject=" + seen.subject());
        assertEquals(certificate("-issuer -nameopt RFC2253").strip(), "issuer=" + seen.issuer());
        var expiry = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
        assertEquals(certificate("-enddate").strip(), "notAfter=" + expiry.format(seen.notAfter()));
        assertEquals(certificate("-startdate").strip(), "notBefore=" + expiry.format(seen.notBefore()));
        var names = Arrays.stream(certificate("-ext subjectAltName").lines().toList().get(1).split(", "))
                .map(n -> n.strip().replaceFirst("^(DNS|IP Address):", "")).toList();
        assertEquals(names, seen.names());
        assertEquals(List.of("web1.lab.test", "10.77.0.80"), seen.names());
        var session = network.shell("openssl s_client -connect 10.77.0.80:443 </dev/null 2>/dev/null");
        assertTrue(session.contains("New, " + seen.protocol() + ", Cipher is "), session);
    }

    @Test
    void thePagesTitleAndServerAreWhatCurlFetches() throws Exception {
        for (var address : List.of("10.77.0.80", "fd77::80")) {
            var seen = network.see(Observation.HttpAnswer.class, new HttpProber(), address, new Probe.HttpGet(443, true));
            var page = network.shell("curl -gskm 5 https://" + (address.contains(":") ? "[" + address + "]" : address) + "/");
            assertEquals("Lab Storage Console", seen.title());
            assertTrue(page.contains("<title>" + seen.title() + "</title>"), page);
            assertEquals(200, seen.status());
            assertEquals(field("https://10.77.0.80/", "Server"), seen.server());
        }
    }

    @Test
    void aPasswordIsAskedForAndNoneIsSent() throws Exception {
        var seen = network.see(Observation.HttpAnswer.class, new HttpProber(), "10.77.0.80", new Probe.HttpGet(8080, false));
        assertEquals(401, seen.status());
        assertEquals("Basic realm=\"Lab device\"", seen.authenticate());
        assertEquals(field("http://10.77.0.80:8080/", "WWW-Authenticate"), seen.authenticate());
    }

    @Test
    void aRedirectIsToldAndNotFollowed() throws Exception {
        var seen = network.see(Observation.HttpAnswer.class, new HttpProber(), "10.77.0.76", new Probe.HttpGet(80, false));
        assertEquals(302, seen.status());
        assertEquals(field("http://10.77.0.76/", "Location"), seen.location());
        assertEquals("http://10.77.0.240/", seen.location());
        Thread.sleep(300);
        assertEquals(0, lab.packets("decoy1"));
    }

    @Test
    void wrongDoorsAreSaidToBeWrong() throws Exception {
        assertEquals("not-tls", network.ask(new TlsProber(), "10.77.0.80", new Probe.TlsHello(8080)).reason());
        assertEquals("not-tls", network.ask(new HttpProber(), "10.77.0.80", new Probe.HttpGet(8080, true)).reason());
        var plain = network.see(Observation.HttpAnswer.class, new HttpProber(), "10.77.0.80", new Probe.HttpGet(443, false));
        assertEquals(400, plain.status());
        assertEquals("no-answer", network.ask(new TlsProber(), "10.77.0.99", new Probe.TlsHello(443)).reason()
                .replace("no-route", "no-answer"));
        assertEquals("refused", network.ask(new TlsProber(), "10.77.0.80", new Probe.TlsHello(444)).reason());
    }

    @Test
    void whatIsAskedIsThis() {
        assertEquals(
                "GET / HTTP/1.1\r\nHost: [fe80::1]:8080\r\nUser-Agent: Tidewaiter\r\nAccept: */*\r\nConnection: close\r\n\r\n",
                HttpProber.request(IpAddress.parse("fe80::1%eth0"), new Probe.HttpGet(8080, false)));
        assertTrue(HttpProber.request(IpAddress.parse("192.0.2.1"), new Probe.HttpGet(443, true))
                .contains("\r\nHost: 192.0.2.1\r\n"));
        assertNull(HtmlTitle.of(new byte[0], ""));
    }

    private static String field(String url, String name) throws Exception {
        return network.shell("curl -gskm 5 -o /dev/null -D - " + url).lines().filter(l -> l.startsWith(name + ": ")).findFirst()
                .map(l -> l.substring(name.length() + 2).strip()).orElseThrow();
    }
}
