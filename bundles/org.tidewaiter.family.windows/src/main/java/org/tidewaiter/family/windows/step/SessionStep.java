package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LogonSession;
import org.tidewaiter.api.data.UserProfile;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.LastLogon;
import org.tidewaiter.family.windows.parse.Accounts;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Who is logged in, who was last, and whose folders lie here. */
public final class SessionStep implements RemotingStep {

    private static final CimQuery SESSIONS = CimQuery.of("logon-sessions", "Win32_LogonSession", "LogonId", "LogonType",
            "StartTime",
            "AuthenticationPackage");
    private static final PowerShellScript USERS = PowerShellScript.of("logged-on-users",
            "Get-CimInstance -ClassName Win32_LoggedOnUser -OperationTimeoutSec 30 | Select-Object"
                    + " @{ n = 'session'; e = { $_.Dependent.LogonId } }, @{ n = 'user'; e = { \"$($_.Antecedent.Domain)\\$($_.Antecedent.Name)\" } }")
            .within(Duration.ofSeconds(30));
    private static final CimQuery PROFILES = CimQuery.of("user-profiles", "Win32_UserProfile", "SID", "LocalPath", "Loaded",
            "Special",
            "LastUseTime", "RoamingConfigured");
    private static final PowerShellScript LAST = Scripts.registry("last-logon",
            Key.of("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Authentication\\LogonUI", "LastLoggedOnUser",
                    "LastLoggedOnSAMUser",
                    "LastLoggedOnUserSID", "SelectedUserSID", "LastLoggedOnDisplayName"));

    @Override
    public String id() {
        return "session";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(LogonSession.class, UserProfile.class, LastLogon.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SESSIONS, USERS, PROFILES, LAST);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(100);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var loggedOn = session.run(USERS);
        var users = Accounts.users(loggedOn.rows());
        new Reading<>(SESSIONS, LogonSession.class, "nobody is logged in", row -> Accounts.session(row, users)).state(session,
                sink);
        sink.missing(LogonSession.class, loggedOn);
        new Reading<>(PROFILES, UserProfile.class, "nobody has a folder here", Accounts::profile).state(session, sink);
        new Reading<>(LAST, LastLogon.class, "the sign-in screen remembers nobody", Accounts::last).state(session, sink);
    }
}
