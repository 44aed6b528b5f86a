package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Patch;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.UpdateState;
import org.tidewaiter.family.windows.parse.RegistryKeys;
import org.tidewaiter.family.windows.parse.Updates;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Installed updates, what waits for a restart, and the policy of Windows Update. */
public final class UpdateStep implements RemotingStep {

    private static final CimQuery QUICK_FIXES = CimQuery
            .of("quick-fixes", "Win32_QuickFixEngineering", "HotFixID", "Description", "InstalledOn", "InstalledBy")
            .within(Duration.ofSeconds(40));

    /** The component store has thousands of packages: their names are read, and of the newest two hundred that are updates the state. */
    private static final PowerShellScript PACKAGES = PowerShellScript.of("update-packages",
            "$k = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';\n"
                    + "Get-ChildItem -LiteralPath $k -Name | Where-Object { $_ -match '^Package_for_(KB[0-9]+|RollupFix|ServicingStack[_0-9]*|DotNetRollup[_0-9]*)[_A-Z]*~' }"
                    + " | Select-Object -Last 200 | ForEach-Object { Get-ItemProperty -LiteralPath \"$k\\$_\""
                    + " | Select-Object 'PSChildName', 'CurrentState', 'InstallTimeHigh', 'InstallTimeLow' }")
            .within(Duration.ofSeconds(40));

    /** Keys and values that installers leave where a restart must finish their work. */
    static final PowerShellScript PENDING = PowerShellScript.of("pending-restart",
            "foreach ($k in 'component servicing|SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',\n"
                    + "'component servicing in progress|SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootInProgress',\n"
                    + "'Windows Update|SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired') {\n"
                    + "$n, $p = $k -split '\\|'; if (Test-Path -LiteralPath \"HKLM:\\$p\") { @{ reason = $n } } }\n"
                    + "$c = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control';\n"
                    + "$s = Get-ItemProperty -LiteralPath \"$c\\Session Manager\"; if ($s.PendingFileRenameOperations) { @{ reason = 'files to be renamed' } }\n"
                    + "$a = Get-ItemProperty -LiteralPath \"$c\\ComputerName\\ActiveComputerName\"; $b = Get-ItemProperty -LiteralPath \"$c\\ComputerName\\ComputerName\";\n"
                    + "if ($a.ComputerName -ne $b.ComputerName) { @{ reason = 'new computer name' } }");

    private static final PowerShellScript POLICY = Scripts.registry("update-policy",
            Key.of(Updates.POLICY, "WUServer", "DeferQualityUpdatesPeriodInDays", "DeferFeatureUpdatesPeriodInDays",
                    "TargetReleaseVersionInfo"),
            Key.of(Updates.POLICY + "\\AU", "UseWUServer", "AUOptions"));

    @Override
    public String id() {
        return "update";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Patch.class, UpdateState.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(QUICK_FIXES, PACKAGES, PENDING, POLICY);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(120);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        new Reading<>(QUICK_FIXES, Patch.class, "no update is listed", Updates::quickFix).state(session, sink);
        new Reading<>(PACKAGES, Patch.class, "no update package is in the component store", Updates::component).state(session,
                sink);
        var pending = session.run(PENDING);
        var policy = session.run(POLICY);
        if (pending.shortfall() == null || !pending.rows().isEmpty() || policy.shortfall() == null) {
            sink.fact(Updates.state(pending, new RegistryKeys(policy.rows())), pending.evidence());
        }
        sink.missing(UpdateState.class, pending);
        sink.missing(UpdateState.class, policy);
    }
}
