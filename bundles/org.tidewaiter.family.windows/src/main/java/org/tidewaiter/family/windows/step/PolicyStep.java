package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.AuditPolicy;
import org.tidewaiter.family.windows.data.GroupPolicyObject;
import org.tidewaiter.family.windows.data.SecurityPolicy;
import org.tidewaiter.family.windows.parse.Policies;

/** Account policy, user rights, audit policy, and the group policy objects behind them. */
public final class PolicyStep implements RemotingStep {

    private static final String RSOP = "root/rsop/computer";

    private static final CimQuery OBJECTS = CimQuery
            .of("group-policy-objects", "RSOP_GPO", "guidName", "name", "enabled", "accessDenied", "filterAllowed", "version",
                    "fileSystemPath")
            .in(RSOP);

    /** Only what wins is read. What the local security policy alone says is nowhere to be read without writing a file. */
    private static final PowerShellScript SETTINGS = PowerShellScript.of("policy-settings",
            "foreach ($c in 'RSOP_SecuritySettingNumeric', 'RSOP_SecuritySettingBoolean', 'RSOP_AuditPolicy', 'RSOP_UserPrivilegeRight') {\n"
                    + "Get-CimInstance -Namespace root/rsop/computer -ClassName $c -Filter 'precedence=1' -OperationTimeoutSec 20 | Select-Object"
                    + " @{ n = 'kind'; e = { $c } }, 'KeyName', 'Category', 'UserRight', 'Setting', 'Success', 'Failure', 'AccountList', 'GPOID' }")
            .within(Duration.ofSeconds(40));

    /** One line a subcategory. Its GUID is the same in every language; the setting is not. */
    private static final PowerShellScript AUDIT = PowerShellScript.of("audit-policy",
            "& \"$env:SystemRoot\\System32\\auditpol.exe\" /get /category:* /r | ForEach-Object {"
                    + " if ($_ -match '\\{([0-9A-Fa-f-]{36})\\},([^,]*)') { @{ subcategory = $Matches[1]; setting = $Matches[2] } } }");

    @Override
    public String id() {
        return "policy";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(SecurityPolicy.class, AuditPolicy.class, GroupPolicyObject.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(OBJECTS, SETTINGS, AUDIT);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(100);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var settings = session.run(SETTINGS);
        Reading.state(sink, settings, SecurityPolicy.class, Policies::setting);
        if (settings.shortfall() == null) {
            sink.gap(SecurityPolicy.class, GapReason.NOT_REPORTED,
                    "what the local security policy alone sets: Windows exports it only into a file, and nothing is written here; over SMB it is read as windows.effective-policy",
                    settings.evidence());
        }
        var audit = session.run(AUDIT);
        var found = Reading.state(sink, audit, AuditPolicy.class, Policies::audit);
        Reading.settle(sink, audit, AuditPolicy.class, found > 0, "auditpol lists no subcategory");
        if (audit.rows().stream().map(Policies::audit).anyMatch(a -> a != null && a.success() == null)) {
            sink.gap(AuditPolicy.class, GapReason.NOT_REPORTED,
                    "whether successes and failures are recorded: auditpol answers in the system's language",
                    audit.evidence());
        }
        new Reading<>(OBJECTS, GroupPolicyObject.class, "no group policy object was applied", Policies::object).state(session,
                sink);
    }
}
