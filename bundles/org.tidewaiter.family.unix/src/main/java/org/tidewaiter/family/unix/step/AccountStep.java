package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Accounts;

/** Local accounts and groups, and what the shadow file says of passwords, never the hash. */
public final class AccountStep implements AuditStep<ShellSession> {

    /** Systems of old keep the hash in the second field: it is cut before it leaves the host. */
    private static final ShellCommand PASSWD = ShellCommand.of("accounts",
            "awk -F: -v OFS=: '{ if ($2 != \"\" && $2 != \"x\" && $2 != \"*\" && $2 != \"!\") $2 = \"set\"; print }' /etc/passwd");

    private static final ShellCommand GROUPS = ShellCommand.of("groups", "awk -F: '{ print $1 \":\" $3 \":\" $4 }' /etc/group");

    /** Of the hash only its kind and whether it is locked leave the host. */
    private static final ShellCommand SHADOW = ShellCommand.root("password-states",
            "awk -F: '{ h = $2; l = sub(/^!+/, \"\", h); k = \"other\"; if (h == \"\" || h == \"*\") k = \"none\"; "
                    + "else if (match(h, /^[$][0-9a-z]+[$]/)) k = substr(h, 2, RLENGTH - 2); if ($2 == \"\") k = \"empty\"; "
                    + "print $1 \":\" (l ? \"locked\" : \"open\") \":\" k \":\" $3 \":\" $8 }' /etc/shadow");

    @Override
    public String id() {
        return "account";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(UserAccount.class, Group.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PASSWD, GROUPS, SHADOW);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var accounts = shell.run(PASSWD);
        if (!sink.missing(UserAccount.class, accounts)) {
            var shadow = shell.run(SHADOW);
            var states = Accounts.shadow(shadow.shortfall() == null ? shadow.out() : "");
            for (var account : Accounts.passwd(accounts.out(), states)) {
                sink.fact(account.row(), accounts.at(account.line()));
            }
            var denied = shadow.shortfall();
            if (denied != null && denied.reason() == GapReason.DENIED) {
                sink.gap(UserAccount.class, denied.reason(), "password states: " + denied.detail(), shadow.evidence());
            }
        }
        var groups = shell.run(GROUPS);
        if (!sink.missing(Group.class, groups)) {
            for (var group : Accounts.groups(groups.out())) {
                sink.fact(group.row(), groups.at(group.line()));
            }
        }
    }
}
