package org.tidewaiter.transport.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.ManageCertificates;

/** Directories that stall, refuse and overflow: UnboundID's in-memory server, spoilt on purpose. */
@Timeout(60)
class FaultsTest {

    private static final LdapSearch UNITS = LdapSearch.of("units", Context.DOMAIN, "(objectClass=organizationalUnit)", "ou");

    private static final class Spoilt extends InMemoryOperationInterceptor {
        private final AtomicInteger binds = new AtomicInteger();
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile ResultCode answer = ResultCode.SUCCESS;
        private volatile boolean hangs;

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            binds.incrementAndGet();
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            if (request.getRequest().getBaseDN().isEmpty()) {
                return;
            }
            asked.countDown();
            if (hangs) {
                try {
                    Thread.sleep(20_000);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
            if (answer != ResultCode.SUCCESS) {
                throw new LDAPException(answer, "spoilt");
            }
        }

        @Override
        public void processSearchResult(InMemoryInterceptedSearchResult result) {
            // as it is
        }
    }

    private static InMemoryDirectoryServer server(Spoilt spoilt, InMemoryListenerConfig listener) throws Exception {
        var config = new InMemoryDirectoryServerConfig("DC=ad,DC=lab,DC=test");
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=auditor@ad.lab.test", "right password");
        config.setListenerConfigs(listener);
        config.addInMemoryOperationInterceptor(spoilt);
        config.setCustomRootDSEAttributes(List.of(new Attribute("defaultNamingContext", "DC=ad,DC=lab,DC=test"),
                new Attribute("dnsHostName", "dc9.ad.lab.test")));
        return new InMemoryDirectoryServer(config);
    }

    @Test
    void withoutTlsNoPasswordIsSent() throws Exception {
        var spoilt = new Spoilt();
        try (var server = server(spoilt,
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null))) {
            server.startListening();
            var visit = new TestVisit();
            var e = assertThrows(TransportException.class, () -> visit
                    .open("127.0.0.1", false, server.getListenPort(), TestVisit.account("auditor@ad.lab.test", "secret"))
                    .close());
            assertEquals(Failure.UNSUPPORTED, e.failure());
            assertTrue(String.valueOf(e.getMessage()).contains("so no password is sent"), e.getMessage());
            assertEquals(0, spoilt.binds.get());
            assertEquals(0, visit.logins.get());
        }
    }

    @Test
    void aServerThatSaysNothingEndsAtTheTimeLimitAndWhenInterrupted() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (var secure : List.of(false, true)) {
                var visit = new TestVisit();
                visit.loginTimeout = Duration.ofSeconds(1);
                var e = assertThrows(TransportException.class, () -> visit
                        .open("127.0.0.1", secure, silent.getLocalPort(), TestVisit.account("a@ad.lab.test", "x")).close());
                assertEquals(Failure.TIMED_OUT, e.failure(), e.getMessage());
                interrupted(() -> new TestVisit().open("127.0.0.1", secure, silent.getLocalPort(),
                        TestVisit.account("a@ad.lab.test", "x")).close(), 300);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws TransportException, InterruptedException;
    }

    private static void interrupted(Work work, long after) throws Exception {
        var ended = new AtomicReference<Exception>();
        var thread = Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (TransportException | InterruptedException e) {
                ended.set(e);
            }
        });
        Thread.sleep(after);
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(1)), "it goes on");
        assertTrue(ended.get() instanceof InterruptedException, () -> String.valueOf(ended.get()));
    }

    private static InMemoryListenerConfig secure() throws Exception {
        var store = Files.createTempDirectory("tidewaiter-ldap").resolve("store.p12");
        var made = ManageCertificates.main(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), "generate-self-signed-certificate", "--keystore", store.toString(),
                "--keystore-password", "changeit", "--keystore-type", "PKCS12", "--alias", "server", "--subject-dn", "CN=dc9",
                "--key-size-bits",
                "2048");
        assertEquals(ResultCode.SUCCESS, made);
        var tls = new SSLUtil(new KeyStoreKeyManager(store.toString(), "changeit".toCharArray(), "PKCS12", "server"),
                new TrustAllTrustManager());
        return InMemoryListenerConfig.createLDAPConfig("tls", InetAddress.getLoopbackAddress(), 0, tls.createSSLSocketFactory());
    }

    @Test
    void searchesThatHangOverflowAndAreRefusedEndAsShortfalls() throws Exception {
        var spoilt = new Spoilt();
        try (var server = server(spoilt, secure())) {
            for (var i = 0; i < 1_201; i++) {
                if (i == 0) {
                    server.add("dn: DC=ad,DC=lab,DC=test", "objectClass: domain", "dc: ad");
                }
                server.add("dn: OU=unit " + i + ",DC=ad,DC=lab,DC=test", "objectClass: organizationalUnit", "ou: unit " + i);
            }
            server.startListening();
            var visit = new TestVisit();
            try (var live = visit.open("127.0.0.1", false, server.getListenPort(),
                    TestVisit.account("cn=auditor@ad.lab.test", "right password"))) {
                var session = live.lend(List.of(UNITS, UNITS.limit(700)));
                assertEquals(1_201, session.search(UNITS).entries().size(), "over three pages");
                assertEquals(700, session.search(UNITS.limit(700)).entries().size());
                for (var code : List.of(ResultCode.TIME_LIMIT_EXCEEDED, ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                        ResultCode.REFERRAL,
                        ResultCode.SIZE_LIMIT_EXCEEDED)) {
                    spoilt.answer = code;
                    var shortfall = session.search(UNITS).shortfall();
                    assertEquals(code == ResultCode.TIME_LIMIT_EXCEEDED ? GapReason.TIMED_OUT
                            : code == ResultCode.INSUFFICIENT_ACCESS_RIGHTS ? GapReason.DENIED
                                    : code == ResultCode.REFERRAL ? GapReason.SKIPPED : GapReason.NOT_REPORTED,
                            shortfall == null ? null : shortfall.reason());
                }
                spoilt.answer = ResultCode.SUCCESS;
                spoilt.hangs = true;
                interrupted(() -> session.search(UNITS), 500);
                assertTrue(spoilt.asked.await(1, TimeUnit.SECONDS));
                spoilt.hangs = false;
                assertEquals(1_201, session.search(UNITS).entries().size(), "with a new connection");
            }
            assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().contains("LDAPConnectionReader")
                    || t.getName().startsWith("Background connect")));
        }
    }
}
