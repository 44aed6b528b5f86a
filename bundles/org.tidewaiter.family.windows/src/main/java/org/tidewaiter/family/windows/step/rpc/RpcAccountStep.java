package org.tidewaiter.family.windows.step.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LogonSession;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.parse.rpc.SamAccounts;
import org.tidewaiter.family.windows.step.Reading;

/** Local accounts and groups, and who is logged on, where Remoting is shut. */
public final class RpcAccountStep implements RpcStep {

    private static final RpcRead ACCOUNTS = new RpcRead("rpc-accounts", Subject.ACCOUNTS);
    private static final RpcRead GROUPS = new RpcRead("rpc-groups", Subject.GROUPS);
    private static final RpcRead LOGGED_ON = new RpcRead("rpc-logged-on", Subject.LOGGED_ON);

    @Override
    public String id() {
        return "rpc-account";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(UserAccount.class, LocalAccount.class, Group.class, LogonSession.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(ACCOUNTS, GROUPS, LOGGED_ON);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(RpcSession session, FactSink sink) throws TransportException, InterruptedException {
        var accounts = session.read(ACCOUNTS);
        Reading.stateAll(sink, accounts, UserAccount.class, Reading.listOf(SamAccounts::account), "there is no local account");
        Reading.stateAll(sink, accounts, LocalAccount.class, Reading.listOf(SamAccounts::flags), "there is no local account");
        BareRows.tell(sink, accounts, LocalAccount.class, "UserAccountControl", "accounts");
        var groups = session.read(GROUPS);
        Reading.stateAll(sink, groups, Group.class, Reading.listOf(SamAccounts::group), "there is no local group");
        BareRows.tell(sink, groups, Group.class, "Members", "groups");
        Reading.stateAll(sink, session.read(LOGGED_ON), LogonSession.class, Reading.listOf(SamAccounts::loggedOn),
                "nobody is logged on");
    }
}
