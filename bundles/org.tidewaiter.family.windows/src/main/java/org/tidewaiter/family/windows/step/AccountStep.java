package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.parse.Accounts;

/** Local accounts and groups. */
public final class AccountStep implements RemotingStep {

    /** Times that WMI does not know; the module came with Windows 10. */
    private static final PowerShellScript DETAILS = PowerShellScript.of("account-times",
            "if (Get-Command -Name Get-LocalUser -ErrorAction SilentlyContinue) { Get-LocalUser | Select-Object 'Name', 'PasswordLastSet', 'LastLogon', 'AccountExpires' }");

    private static final CimQuery GROUPS = CimQuery.of("local-groups", "Win32_Group", "Name", "SID", "Description", "Domain")
            .where("LocalAccount=TRUE");

    /**
     * Members of each local group, by one condition each: asked for all, Windows lists every group of the domain. Get-LocalGroupMember fails on
     * a group with an account that is gone. Quotes in names would end the condition; no group has any.
     */
    private static final PowerShellScript MEMBERS = PowerShellScript.of("group-members",
            "Get-CimInstance -ClassName Win32_Group -Filter 'LocalAccount=TRUE' | Where-Object { $_.Name -notmatch '[\"'']' } | ForEach-Object { $g = $_;\n"
                    + "$f = 'GroupComponent=\"Win32_Group.Domain=''{0}'',Name=''{1}''\"' -f $g.Domain, $g.Name;\n"
                    + "@{ sid = $g.SID; members = @(Get-CimInstance -ClassName Win32_GroupUser -Filter $f -OperationTimeoutSec 20"
                    + " | ForEach-Object { \"$($_.PartComponent.Domain)\\$($_.PartComponent.Name)\" }) } }")
            .within(Duration.ofSeconds(60));

    @Override
    public String id() {
        return "account";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(UserAccount.class, LocalAccount.class, Group.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Requests.LOCAL_ACCOUNTS, DETAILS, GROUPS, MEMBERS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(130);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var times = session.run(DETAILS);
        var details = Accounts.byName(times.rows());
        var none = "there is no local account: a domain controller has none";
        new Reading<>(Requests.LOCAL_ACCOUNTS, UserAccount.class, none, row -> Accounts.account(row, details)).state(session,
                sink);
        new Reading<>(Requests.LOCAL_ACCOUNTS, LocalAccount.class, none, row -> Accounts.flags(row, details)).state(session,
                sink);
        sink.missing(LocalAccount.class, times);
        var reply = session.run(MEMBERS);
        var members = Accounts.members(reply.rows());
        new Reading<>(GROUPS, Group.class, "there is no local group", row -> Accounts.group(row, members)).state(session, sink);
        sink.missing(Group.class, reply);
    }
}
