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
        RpcTable.state(sink, accounts, UserAccount.class, SamAccounts::account, "there is no local account");
        RpcTable.state(sink, accounts, LocalAccount.class, SamAccounts::flags, "there is no local account");
        RpcTable.bare(sink, accounts, LocalAccount.class, "UserAccountControl", "accounts");
        var groups = session.read(GROUPS);
        RpcTable.state(sink, groups, Group.class, SamAccounts::group, "there is no local group");
        RpcTable.bare(sink, groups, Group.class, "Members", "groups");
        RpcTable.state(sink, session.read(LOGGED_ON), LogonSession.class, SamAccounts::loggedOn, "nobody is logged on");
    }
}
