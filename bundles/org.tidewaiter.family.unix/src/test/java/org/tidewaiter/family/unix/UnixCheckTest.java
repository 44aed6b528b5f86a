package org.tidewaiter.family.unix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.unix.check.CleartextServiceCheck;
import org.tidewaiter.family.unix.check.EmptyPasswordCheck;
import org.tidewaiter.family.unix.check.PasswordHashCheck;
import org.tidewaiter.family.unix.check.RestartCheck;
import org.tidewaiter.family.unix.check.SuperuserCheck;

/** What the checks make of hosts that are as they should be, and of others. */
class UnixCheckTest {

    private static UserAccount account(String name, String id, @Nullable PasswordState state, @Nullable String algorithm) {
        return new UserAccount(name, id, id, null, "/home/" + name, "/bin/sh", state, algorithm, null, null, id.equals("0"));
    }

    private static ListeningPort listener(Protocol protocol, String address, long port, @Nullable String process) {
        return new ListeningPort(protocol, IpAddress.parse(address), port, null, null, process, null, List.of());
    }

    private static OperatingSystem system(@Nullable Boolean restart) {
        return new OperatingSystem("Debian GNU/Linux", "12", null, "Linux", null, null, null, null, null, null, null, null,
                restart);
    }

    private static Gap denied(Class<? extends Item> dataClass, String detail) {
        return new Gap(dataClass, GapReason.DENIED, detail, null);
    }

    private static String judge(Check check, Object... stated) {
        var statements = new ArrayList<Statement>();
        for (var each : stated) {
            statements.add(each instanceof Item item ? new Fact(item, new Evidence(1, "line " + (statements.size() + 1)))
                    : (Gap) each);
        }
        return switch (check.judge(new Facts(statements, Instant.EPOCH))) {
            case CheckResult.Passed() -> "passed";
            case CheckResult.NotJudged(var missing) -> "not judged: " + missing.reason() + " " + missing.detail();
            case CheckResult.Found(var findings) ->
                findings.stream().map(f -> f.severity() + " " + f.reason() + " [" + f.because().size() + "]")
                        .collect(Collectors.joining("; "));
        };
    }

    @Test
    void aSecondAccountWithUserIdZeroIsRootToo() {
        var root = account("root", "0", PasswordState.SET, "yescrypt");
        assertEquals("HIGH account toor has user id 0 and so all of root's rights [1]",
                judge(new SuperuserCheck(), root, account("toor", "0", null, null), account("web", "1000", null, null)));
        assertEquals("HIGH accounts backup and toor have user id 0 and so all of root's rights [2]",
                judge(new SuperuserCheck(), account("toor", "0", null, null), account("backup", "0", null, null)));
    }

    @Test
    void userIdsAreKnownWithoutTheShadowFileAndPasswordsAreNot() {
        var gap = denied(UserAccount.class, "password states: needs root");
        assertEquals("passed", judge(new SuperuserCheck(), account("root", "0", null, null), gap));
        assertEquals("not judged: DENIED password states: needs root",
                judge(new EmptyPasswordCheck(), account("root", "0", null, null), gap));
        assertEquals("not judged: DENIED password states: needs root",
                judge(new PasswordHashCheck(), account("root", "0", null, null), gap));
        assertEquals("not judged: DENIED password states: needs root", judge(new SuperuserCheck(), gap));
    }

    @Test
    void anEmptyPasswordFieldIsFoundAndAnAccountOutsideTheShadowFileIsNoPass() {
        var root = account("root", "0", PasswordState.SET, "yescrypt");
        assertEquals("passed", judge(new EmptyPasswordCheck(), root, account("sync", "4", PasswordState.NONE, null)));
        assertEquals("HIGH account guest has an empty password field [1]",
                judge(new EmptyPasswordCheck(), root, account("guest", "1001", PasswordState.EMPTY, null)));
        assertEquals("not judged: NOT_REPORTED the shadow file says nothing of 1 of 2 accounts",
                judge(new EmptyPasswordCheck(), root, account("odd", "1001", null, null)));
    }

    @Test
    void hashesOfOldAreFoundWhereAPasswordStillOpensTheAccount() {
        assertEquals("MEDIUM backup by descrypt and root by md5crypt [2]",
                judge(new PasswordHashCheck(), account("root", "0", PasswordState.SET, "md5crypt"),
                        account("backup", "1000", PasswordState.SET, "descrypt"),
                        account("gone", "1001", PasswordState.LOCKED, "md5crypt")));
        assertEquals("passed", judge(new PasswordHashCheck(), account("root", "0", PasswordState.SET, "sha512crypt")));
        assertEquals("not judged: NOT_REPORTED of 1 passwords the method is not known",
                judge(new PasswordHashCheck(), account("root", "0", PasswordState.SET, null)));
    }

    @Test
    void telnetForTheWholeNetworkIsFoundAndForThisMachineAloneIsNot() {
        var processes = denied(ListeningPort.class, "processes of other accounts: needs root");
        assertEquals("HIGH TCP 23 listens on 0.0.0.0 (in.telnetd) and TCP 23 listens on :: [2]; "
                + "MEDIUM TCP 21 listens on 192.0.2.7 (vsftpd) [1]; MEDIUM UDP 69 listens on 0.0.0.0 [1]",
                judge(new CleartextServiceCheck(), listener(Protocol.TCP, "192.0.2.7", 21, "vsftpd"),
                        listener(Protocol.TCP, "0.0.0.0", 23, "in.telnetd"), listener(Protocol.TCP, "::", 23, null),
                        listener(Protocol.UDP, "0.0.0.0", 69, null), listener(Protocol.TCP, "0.0.0.0", 22, "sshd"), processes));
        assertEquals("passed", judge(new CleartextServiceCheck(), listener(Protocol.TCP, "127.0.0.1", 23, null),
                listener(Protocol.TCP, "::1", 514, null), listener(Protocol.UDP, "0.0.0.0", 514, "rsyslogd"), processes));
        assertEquals("passed", judge(new CleartextServiceCheck(),
                new Gap(ListeningPort.class, GapReason.NOT_PRESENT, "nothing listens", null)));
        assertEquals("not judged: DENIED needs root",
                judge(new CleartextServiceCheck(), denied(ListeningPort.class, "needs root")));
    }

    @Test
    void onlySystemsThatTellAreJudgedByTheirRestart() {
        assertEquals("LOW /run/reboot-required is there: what runs is older than what is installed [1]",
                judge(new RestartCheck(), system(true)));
        assertEquals("passed", judge(new RestartCheck(), system(false)));
        assertEquals("not judged: NOT_REPORTED this system does not tell whether an update waits for a restart",
                judge(new RestartCheck(), system(null)));
    }

    /** Facts of a host on which every check finds something: also for the contract. */
    static List<Statement> neglected() {
        var items = List.<Item> of(account("root", "0", PasswordState.SET, "md5crypt"),
                account("toor", "0", PasswordState.EMPTY, null),
                account("guest", "1000", PasswordState.EMPTY, null), listener(Protocol.TCP, "0.0.0.0", 23, "in.telnetd"),
                listener(Protocol.TCP, "0.0.0.0", 513, "in.rlogind"), listener(Protocol.TCP, "::", 21, null),
                listener(Protocol.UDP, "192.0.2.7", 69, null), system(true));
        return items.stream().<Statement> map(item -> new Fact(item, new Evidence(1, ""))).toList();
    }

    @Test
    void aNeglectedHostHasAFindingOfEveryCheck() {
        for (var check : new UnixFamily().checks()) {
            assertEquals(CheckResult.Found.class, check.judge(new Facts(neglected(), Instant.EPOCH)).getClass(), check.id());
        }
    }
}
