package org.tidewaiter.transport.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.testkit.lab.Lab;

/** Against OpenSSH, dropbear and misbehaving servers in the lab. */
@Timeout(120)
class SshLabTest {

    private static final String LIN1 = "10.77.0.10";
    private static final ShellCommand WHO = ShellCommand.of("who", "id -un; hostname");
    private static final ShellCommand ROOT_ID = ShellCommand.root("root-id", "id -u");

    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Lab.obstacle().isEmpty(), () -> Lab.obstacle().orElseThrow());
        lab = Lab.up("lin1", "lin2", "lin3", "odd", "fw1");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static <T> T inside(Callable<T> call) throws Exception {
        return lab.inside(call);
    }

    private static ShellSession lend(LiveSession<ShellSession> live, Request... requests) {
        live.announce(List.of(requests));
        return live.lend(List.of(requests));
    }

    private static long failures(String user) throws Exception {
        return lab.exec("lin1", "cat", "/var/log/sshd.log").lines()
                .filter(l -> l.matches("Failed (password|publickey|keyboard.*) for " + user + " .*")).count();
    }

    private static TransportException refused(Visit visit, String address, int port, Credential credential) throws Exception {
        return inside(() -> assertThrows(TransportException.class, () -> visit.open(address, port, credential).close()));
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.10,lin1,password", "fd77::10,lin1,password", "10.77.0.11,lin2,password",
        "10.77.0.12,lin3,keyboard-interactive" })
    void aPasswordLogsInByTheMethodThatTheServerOffers(String address, String host, String method) throws Exception {
        var visit = new Visit();
        inside(() -> {
            try (var live = visit.open(address, 22, Visit.password("auditor"))) {
                assertEquals("auditor\n" + host + "\n", lend(live, WHO).run(WHO).out());
            }
            return null;
        });
        assertEquals(method, visit.facts().value("method"));
        assertEquals("Linux", visit.facts().value("system"));
        assertEquals(host.equals("lin3") ? "legacy" : "modern", visit.facts().value("algorithms"));
        assertTrue(visit.facts().value("server").startsWith(host.equals("lin2") ? "SSH-2.0-dropbear_" : "SSH-2.0-OpenSSH_"));
    }

    @Test
    void theFingerprintIsTheOneThatSshKeygenPrints() throws Exception {
        var visit = new Visit();
        inside(() -> {
            visit.open(LIN1, 22, Visit.password("auditor")).close();
            return null;
        });
        var printed = lab.exec("lin1", "ssh-keygen", "-lf", "/etc/ssh/ssh_host_ed25519_key.pub").split(" ")[1];
        assertEquals("ssh-ed25519 " + printed, visit.facts().value("host-key"));
        assertEquals(new Pin("ssh-ed25519", printed), visit.pins.find("ssh://10.77.0.10:22").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({ "ed25519,", "ed25519-encrypted,passphrase", "ecdsa,", "rsa,", "rsa-pem-encrypted,passphrase", "rsa-pkcs8,",
        "ecdsa-pkcs8-encrypted,passphrase" })
    void keysOfEverySortAndFormLogIn(String name, String passphrase) throws Exception {
        var visit = new Visit();
        var credential = Visit.key("auditor", lab.key(name), passphrase, Elevation.NEVER, null);
        inside(() -> {
            try (var live = visit.open(LIN1, 22, credential)) {
                assertEquals("auditor\nlin1\n", lend(live, WHO).run(WHO).out());
            }
            return null;
        });
        assertEquals("publickey", visit.facts().value("method"));
    }

    @Test
    void anEncryptedKeyWithAWrongPassphraseIsNotSentAnywhere() throws Exception {
        for (var name : List.of("ed25519-encrypted", "rsa-pem-encrypted", "ecdsa-pkcs8-encrypted")) {
            var failure = refused(new Visit(), "10.77.0.200", 22,
                    Visit.key("auditor", lab.key(name), "wrong", Elevation.NEVER, null));
            assertEquals(Failure.WITHHELD, failure.failure(), failure.getMessage());
        }
    }

    @Test
    void aWrongPasswordIsOneFailedAttemptInTheServersLog() throws Exception {
        var before = failures("nosudo");
        var visit = new Visit();
        var failure = refused(visit, LIN1, 22, Visit.password("nosudo", "wrong password", Elevation.NEVER));
        assertEquals(Failure.REJECTED, failure.failure());
        assertTrue(failure.getMessage().contains("nosudo@10.77.0.10:22"), failure.getMessage());
        assertEquals(before + 1, failures("nosudo"));
        assertEquals(Failure.REJECTED, visit.log.exchanges().getFirst().ending().failure());
    }

    @Test
    void aWrongPasswordForKeyboardInteractiveIsOneFailedAttemptToo() throws Exception {
        assertEquals(Failure.REJECTED,
                refused(new Visit(), "10.77.0.12", 22, Visit.password("auditor", "wrong", Elevation.NEVER)).failure());
        var failed = lab.exec("lin3", "cat", "/var/log/sshd.log").lines()
                .filter(l -> l.contains("authentication failure") || l.startsWith("Failed ")).count();
        assertEquals(1, failed);
    }

    @Test
    void anUnknownKeyIsRejected() throws Exception {
        var failure = refused(new Visit(), LIN1, 22, Visit.key("auditor", lab.key("stranger"), null, Elevation.NEVER, null));
        assertEquals(Failure.REJECTED, failure.failure());
    }

    @Test
    void aChangedHostKeyIsNoticedBeforeThePasswordIsSent() throws Exception {
        var visit = new Visit();
        var wrong = new Pin("ssh-ed25519", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        visit.pins.replace("ssh://10.77.0.10:22", wrong);
        visit.gate = (credential, leg) -> {
            throw new AssertionError("the login was tried");
        };
        var failure = refused(visit, LIN1, 22, Visit.password("auditor"));
        assertEquals(Failure.PEER_CHANGED, failure.failure());
        assertTrue(failure.getMessage().contains(wrong.fingerprint()), failure.getMessage());
        assertTrue(failure.getMessage().contains("audit --trust-new-key 10.77.0.10"), failure.getMessage());
    }

    @Test
    void aPinnedKeyOfAnotherSortIsAskedForAgain() throws Exception {
        var printed = lab.exec("lin1", "ssh-keygen", "-lf", "/etc/ssh/ssh_host_rsa_key.pub").split(" ")[1];
        var visit = new Visit();
        visit.pins.replace("ssh://10.77.0.10:22", new Pin("ssh-rsa", printed));
        inside(() -> {
            visit.open(LIN1, 22, Visit.password("auditor")).close();
            return null;
        });
        assertEquals("ssh-rsa " + printed, visit.facts().value("host-key"));
    }

    @ParameterizedTest
    @CsvSource({ "22,stopped during the key exchange", "23,sent no SSH identification", "25," })
    void aServerThatStallsIsLeftInTime(int port, String words) throws Exception {
        var visit = new Visit();
        visit.loginTimeout = Duration.ofSeconds(2);
        visit.connectTimeout = Duration.ofSeconds(1);
        var started = System.nanoTime();
        var failure = refused(visit, "10.77.0.13", port, Visit.password("auditor"));
        assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(8));
        if (words != null) {
            assertEquals(Failure.TIMED_OUT, failure.failure(), failure.getMessage());
            assertTrue(failure.getMessage().contains(words), failure.getMessage());
        }
    }

    @Test
    void whatIsNotSshIsUnsupportedAndNobodyIsUnreachable() throws Exception {
        assertEquals(Failure.UNREACHABLE, refused(new Visit(), LIN1, 99, Visit.password("auditor")).failure());
        var quick = new Visit();
        quick.connectTimeout = Duration.ofSeconds(1);
        assertEquals(Failure.UNREACHABLE, refused(quick, "10.77.0.70", 22, Visit.password("auditor")).failure());
        assertEquals(Failure.UNREACHABLE, refused(quick, "10.77.0.70", 443, Visit.password("auditor")).failure());
        var other = refused(new Visit(), "10.77.0.13", 24, Visit.password("auditor"));
        assertTrue(other.failure() == Failure.UNSUPPORTED || other.failure() == Failure.BROKEN, other.getMessage());
    }

    @Test
    void aBusyServerIsAskedAgainPolitely() throws Exception {
        var visit = new Visit();
        var result = inside(() -> {
            var holding = SocketChannel.open(new InetSocketAddress(LIN1, 2201));
            Thread.sleep(300);
            Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(400);
                    holding.close();
                } catch (InterruptedException | IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (var live = visit.open(LIN1, 2201, Visit.password("auditor"))) {
                return lend(live, WHO).run(WHO).out();
            }
        });
        assertEquals("auditor\nlin1\n", result);
        assertTrue(lab.exec("lin1", "cat", "/var/log/sshd-busy.log").contains("MaxStartups"));
    }

    @ParameterizedTest
    @CsvSource({ "menu,*** Main menu ***", "never,This account is currently not available." })
    void whatIsNoShellIsUnsupportedAndNothingIsTyped(String user, String said) throws Exception {
        var failure = refused(new Visit(), LIN1, 22, Visit.password(user));
        assertEquals(Failure.UNSUPPORTED, failure.failure());
        assertTrue(failure.getMessage().contains("a menu or foreign shell answered instead of a POSIX shell: \"" + said + "\""),
                failure.getMessage());
        Thread.sleep(200);
        assertEquals("", lab.exec("lin1", "sh", "-c", "cat /tmp/menu-was-typed 2>/dev/null | tr -d '\\n'"));
    }

    @Test
    void aProfileThatTalksHurtsNobody() throws Exception {
        var visit = new Visit();
        inside(() -> {
            try (var live = visit.open(LIN1, 22, Visit.password("noisy"))) {
                var reply = lend(live, WHO).run(WHO);
                assertEquals("noisy\nlin1\n", reply.out());
                assertEquals("", reply.err());
            }
            return null;
        });
    }

    private ShellReply root(String user, Elevation elevation, ShellCommand command) throws Exception {
        var visit = new Visit();
        return inside(() -> {
            try (var live = visit.open(LIN1, 22, Visit.password(user, Lab.PASSWORD, elevation))) {
                return lend(live, WHO, command).run(command);
            }
        });
    }

    @Test
    void sudoWithoutAPasswordRunsAsRoot() throws Exception {
        assertEquals("0\n", root("nopass", Elevation.WITHOUT_PASSWORD, ROOT_ID).out());
    }

    @Test
    void sudoWithThePasswordRunsAsRootAndTheCommandReadsNothing() throws Exception {
        var command = ShellCommand.root("both", "sh -c 'id -u; cat; echo end'");
        var reply = root("auditor", Elevation.LOGIN_PASSWORD, command);
        assertEquals("0\nend\n", reply.out(), reply::toString);
        assertNull(reply.shortfall());
    }

    @Test
    void aKeyWithItsOwnSudoPasswordRunsAsRoot() throws Exception {
        var visit = new Visit();
        var credential = Visit.key("auditor", lab.key("ed25519"), null, Elevation.OWN_PASSWORD, Lab.PASSWORD);
        inside(() -> {
            try (var live = visit.open(LIN1, 22, credential)) {
                assertEquals("0\n", lend(live, ROOT_ID).run(ROOT_ID).out());
            }
            return null;
        });
        assertEquals("sudo with a password", visit.facts().value("elevation"));
    }

    @Test
    void theSuperuserNeedsNoSudo() throws Exception {
        var visit = new Visit();
        var credential = Visit.key("root", lab.key("ecdsa"), null, Elevation.WITHOUT_PASSWORD, null);
        inside(() -> {
            try (var live = visit.open(LIN1, 22, credential)) {
                assertEquals("0\n", lend(live, ROOT_ID).run(ROOT_ID).out());
            }
            return null;
        });
        assertEquals("the login is root", visit.facts().value("elevation"));
    }

    @Test
    void anAllowListAllowsWhatItListsAndNothingElse() throws Exception {
        assertEquals("0\n", root("lister", Elevation.WITHOUT_PASSWORD, ROOT_ID).out());
        var other = root("lister", Elevation.WITHOUT_PASSWORD, ShellCommand.root("other", "cat /etc/sudoers"));
        assertEquals(GapReason.DENIED, other.shortfall().reason());
        assertEquals("", other.out());
        assertTrue(other.shortfall().detail().startsWith("needs root: cat; sudo wants a password of user lister"),
                other.shortfall().detail());
    }

    @Test
    void anAllowListWithAPasswordGivesThePasswordToSudoAloneAndRunsBothSorts() throws Exception {
        assertEquals("0\n", root("listpass", Elevation.LOGIN_PASSWORD, ROOT_ID).out());
        var free = root("listpass", Elevation.LOGIN_PASSWORD, ShellCommand.root("shadow", "cat /etc/shadow"));
        assertTrue(free.out().startsWith("root:"), free.err());
        var other = root("listpass", Elevation.LOGIN_PASSWORD, ShellCommand.root("other", "cat /etc/sudoers"));
        assertEquals(GapReason.DENIED, other.shortfall().reason());
        assertTrue(other.shortfall().detail().startsWith("needs root: cat; sudo does not allow it to user listpass"),
                other.shortfall().detail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "needstty|WITHOUT_PASSWORD|sudo wants a terminal; ask the administrator for the line \"Defaults:needstty !requiretty\" in sudoers",
        "nosudo|LOGIN_PASSWORD|user nosudo may not use sudo; ask the administrator for a sudo rule",
        "auditor|NEVER|the credential says never to ask for root's rights; change its elevation to let it use sudo",
        "auditor|WITHOUT_PASSWORD|sudo wants a password of user auditor and none is at hand; log in as root, use a credential whose password sudo may have, or ask the administrator for a NOPASSWD rule for id" })
    void withoutAWayToRootTheReplySaysWhomToAsk(String user, Elevation elevation, String words) throws Exception {
        var reply = root(user, elevation, ROOT_ID);
        assertEquals(GapReason.DENIED, reply.shortfall().reason());
        assertEquals("needs root: id; " + words, reply.shortfall().detail());
        assertEquals("", reply.out());
    }

    @Test
    void aMachineWithoutSudoSaysSo() throws Exception {
        inside(() -> {
            try (var live = new Visit().open("10.77.0.11", 22, Visit.password("auditor"))) {
                var detail = lend(live, ROOT_ID).run(ROOT_ID).shortfall().detail();
                assertTrue(detail.contains("the device has no sudo"), detail);
            }
            return null;
        });
    }

    @Test
    void aWrongSudoPasswordIsCountedOnceAndTheSessionGoesOn() throws Exception {
        var visit = new Visit();
        var rejected = new CompletableFuture<Failure>();
        visit.gate = (credential, leg) -> {
            try {
                leg.run();
            } catch (TransportException e) {
                rejected.complete(e.failure());
                throw e;
            }
        };
        var credential = Visit.key("auditor", lab.key("rsa"), null, Elevation.OWN_PASSWORD, "wrong");
        inside(() -> {
            try (var live = visit.open(LIN1, 22, credential)) {
                var shell = lend(live, ROOT_ID, WHO);
                assertEquals("auditor\nlin1\n", shell.run(WHO).out());
                assertEquals(GapReason.DENIED, shell.run(ROOT_ID).shortfall().reason());
            }
            return null;
        });
        assertEquals(Failure.REJECTED, rejected.getNow(null));
        assertTrue(lab.exec("lin1", "cat", "/var/log/sudo.log").contains("1 incorrect password attempt"));
    }

    @Test
    void floodsAndHangsCostTheirOwnReplyOnly() throws Exception {
        var flood = ShellCommand.of("flood", "yes | head -c 200000000");
        var hang = ShellCommand.of("hang", "sleep 600").within(Duration.ofSeconds(1));
        var rootHang = ShellCommand.root("root-hang", "sleep 601").within(Duration.ofSeconds(1));
        for (var address : List.of(LIN1, "10.77.0.11")) {
            inside(() -> {
                try (var live = new Visit().open(address, 22, Visit.password("auditor"))) {
                    var shell = lend(live, flood, hang, rootHang, WHO);
                    assertEquals(GapReason.UNPARSEABLE, shell.run(flood).shortfall().reason());
                    assertEquals(16 << 20, shell.run(flood).out().length());
                    assertEquals(GapReason.TIMED_OUT, shell.run(hang).shortfall().reason());
                    assertEquals(address.equals(LIN1) ? GapReason.TIMED_OUT : GapReason.DENIED,
                            shell.run(rootHang).shortfall().reason());
                    assertTrue(shell.run(WHO).out().startsWith("auditor\n"));
                }
                return null;
            });
        }
        assertNoProcess("lin1", "sleep 60[01]");
        assertNoProcess("lin2", "sleep 60[01]");
    }

    private static void assertNoProcess(String host, String pattern) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        String found;
        do {
            found = lab.exec(host, "sh", "-c", "ps -e -o args | grep -v grep | grep '" + pattern + "' || true");
        } while (!found.isEmpty() && System.nanoTime() < end);
        assertEquals("", found);
    }

    @ParameterizedTest
    @CsvSource({ "10.77.0.10,lin1,auditor,ROOT", "10.77.0.10,lin1,nopass,ROOT", "10.77.0.10,lin1,auditor,LOGIN",
        "10.77.0.11,lin2,auditor,LOGIN" })
    void closingLeavesNoProcessOnTheDeviceAndNoThreadHere(String address, String host, String user,
            ShellCommand.Privilege privilege) throws Exception {
        var mark = "9" + (UUID.randomUUID().getMostSignificantBits() >>> 40);
        var hang = new ShellCommand("hang", "sleep " + mark, privilege, Duration.ofSeconds(30), 1 << 20);
        inside(() -> {
            @SuppressWarnings("resource")
            var live = new Visit().open(address, 22, Visit.password(user));
            var shell = lend(live, hang);
            var outcome = new CompletableFuture<Throwable>();
            var runner = Thread.ofPlatform().start(() -> {
                try {
                    shell.run(hang);
                } catch (InterruptedException | TransportException e) {
                    outcome.complete(e);
                }
            });
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (!lab.exec(host, "ps", "-e", "-o", "args").contains("sleep " + mark) && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertTrue(lab.exec(host, "ps", "-e", "-o", "args").contains("sleep " + mark));
            var started = System.nanoTime();
            live.close();
            assertTrue(System.nanoTime() - started < TimeUnit.MILLISECONDS.toNanos(2_500));
            assertInstanceOf(TransportException.class, outcome.get(1, TimeUnit.SECONDS));
            runner.join(1000);
            return null;
        });
        assertNoProcess(host, "sleep " + mark);
        Thread.sleep(200);
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("sshj")));
    }

    @Test
    void aThousandSilentSecondsAreNoReasonToHangUp() throws Exception {
        var visit = new Visit();
        visit.loginTimeout = Duration.ofSeconds(2);
        var quiet = ShellCommand.of("quiet", "sleep 4; echo still here");
        inside(() -> {
            try (var live = visit.open(LIN1, 22, Visit.password("auditor", Lab.PASSWORD, Elevation.NEVER))) {
                assertEquals("still here\n", lend(live, quiet).run(quiet).out());
            }
            return null;
        });
    }

    @Test
    void aConnectionThatBreaksIsAFailedExchange() throws Exception {
        var visit = new Visit();
        var killer = ShellCommand.root("killer", "pkill -KILL -u nopass sshd");
        inside(() -> {
            try (var live = visit.open(LIN1, 22, Visit.password("nopass", Lab.PASSWORD, Elevation.WITHOUT_PASSWORD))) {
                var shell = lend(live, killer, WHO);
                assertEquals(Failure.BROKEN, assertThrows(TransportException.class, () -> shell.run(killer)).failure());
                assertEquals(Failure.BROKEN, assertThrows(TransportException.class, () -> shell.run(WHO)).failure());
            }
            return null;
        });
        assertEquals(List.of(Failure.BROKEN, Failure.BROKEN),
                visit.log.exchanges().stream().skip(1).map(e -> e.ending().failure()).toList());
    }

    @Test
    void interruptedWhileOpeningEverythingIsClosed() throws Exception {
        for (var port : List.of(22, 23, 25)) {
            var outcome = new CompletableFuture<Throwable>();
            inside(() -> {
                var self = Thread.currentThread();
                Thread.ofPlatform().start(() -> {
                    try {
                        Thread.sleep(700);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    self.interrupt();
                });
                try {
                    new Visit().open("10.77.0.13", port, Visit.password("auditor")).close();
                } catch (InterruptedException | TransportException e) {
                    outcome.complete(e);
                }
                return null;
            });
            assertInstanceOf(InterruptedException.class, outcome.getNow(null));
        }
    }

    @Test
    void thePasswordIsNeverSeenInAProcessOrAnExchange() throws Exception {
        var sampler = new ProcessSampler(lab, "lin1", Lab.PASSWORD);
        var visit = new Visit();
        var slow = ShellCommand.root("slow", "sh -c 'sleep 1; cat /proc/self/environ; ps axeww'");
        var own = ShellCommand.of("own", "set; env; ps axeww; cat /proc/$PPID/cmdline /proc/$PPID/environ; sleep 1");
        inside(() -> {
            for (var user : List.of("auditor", "listpass")) {
                try (var live = visit.open(LIN1, 22, Visit.password(user))) {
                    var shell = lend(live, own, slow, ROOT_ID);
                    shell.run(own);
                    shell.run(slow);
                    shell.run(ROOT_ID);
                }
            }
            return null;
        });
        var seen = sampler.stop();
        assertTrue(seen.samples() > 20, seen.toString());
        assertEquals(0, seen.hits(), seen.toString());
        for (var exchange : visit.log.exchanges()) {
            for (var text : List.of(exchange.request(), new String(exchange.out(), StandardCharsets.UTF_8),
                    new String(exchange.err(), StandardCharsets.UTF_8),
                    exchange.ending().detail())) {
                assertFalse(text.contains("$9\\ staple"), () -> exchange + ": " + text);
            }
        }
    }
}
