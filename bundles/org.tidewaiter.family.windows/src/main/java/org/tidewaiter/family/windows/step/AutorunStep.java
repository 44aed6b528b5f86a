package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.data.ScheduledTask;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.Autorun;
import org.tidewaiter.family.windows.data.WmiSubscription;
import org.tidewaiter.family.windows.parse.Autoruns;

/** What starts by itself: Run keys, start folders, debuggers, subscriptions of WMI, scheduled tasks. */
public final class AutorunStep implements TableStep {

    private static final String CURRENT = "Microsoft\\Windows\\CurrentVersion";
    private static final String NT = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

    /** Keys of which every value is a program. */
    private static final String RUN_KEYS = "$r = @('Run', 'RunOnce', 'RunOnceEx', 'RunServices', 'Policies\\Explorer\\Run');\n"
            + "$h = @('HKEY_LOCAL_MACHINE\\SOFTWARE', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node') + @(" + Scripts.USERS
            + " | ForEach-Object { \"HKEY_USERS\\$($_.PSChildName)\\Software\" });\n"
            + "foreach ($b in $h) { foreach ($n in $r) { $k = \"$b\\" + CURRENT
            + "\\$n\"; if (Test-Path -LiteralPath \"Registry::$k\") {\n"
            + "$o = Get-ItemProperty -LiteralPath \"Registry::$k\"; (Get-Item -LiteralPath \"Registry::$k\").Property"
            + " | ForEach-Object { @{ place = $k; name = $_; program = \"$($o.$_)\" " + Scripts.CUT + " } } } } }\n";

    /** Single values that are programs, where an attacker puts his own. */
    private static final String VALUES = "foreach ($v in 'Winlogon|Shell', 'Winlogon|Userinit', 'Winlogon|Taskman', 'Windows|AppInit_DLLs', 'Windows|Load') {\n"
            + "$k, $n = $v -split '\\|'; $o = Get-ItemProperty -LiteralPath \"Registry::" + NT + "\\$k\"; if ($o.$n) {"
            + " @{ place = \"" + NT + "\\$k\"; name = $n; program = \"$($o.$n)\" " + Scripts.CUT + " } } }\n";

    /** Image file execution options with a debugger, and silent process exit monitors. */
    private static final String DEBUGGERS = "foreach ($v in 'Image File Execution Options|Debugger', 'Image File Execution Options|VerifierDlls', 'SilentProcessExit|MonitorProcess') {\n"
            + "$k, $n = $v -split '\\|'; $p = \"Registry::" + NT
            + "\\$k\"; if (Test-Path -LiteralPath $p) { Get-ChildItem -LiteralPath $p"
            + " | Where-Object { $_.Property -contains $n } | Get-ItemProperty | ForEach-Object {"
            + " @{ place = \"" + NT + "\\$k\"; name = $_.PSChildName; program = \"$($_.$n)\" " + Scripts.CUT + " } } } }\n";

    private static final String FOLDERS = "foreach ($p in \"$env:ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\", \"$env:SystemDrive\\Users\\*\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\") {\n"
            + "Get-ChildItem -Path $p -File -ErrorAction SilentlyContinue | Where-Object { $_.Name -ne 'desktop.ini' }"
            + " | ForEach-Object { @{ place = $_.DirectoryName; name = $_.Name; program = $_.FullName } } }";

    private static final PowerShellScript ENTRIES = PowerShellScript.of("autoruns", RUN_KEYS + VALUES + DEBUGGERS + FOLDERS)
            .within(Duration.ofSeconds(30));

    /** Command lines are cut; scripts are not read. */
    private static final PowerShellScript SUBSCRIPTIONS = PowerShellScript.of("wmi-subscriptions",
            "$s = @{ Namespace = 'root/subscription'; OperationTimeoutSec = 20 };\n"
                    + "Get-CimInstance @s -ClassName __EventFilter | ForEach-Object { @{ kind = '__EventFilter'; name = $_.Name; query = $_.Query } };\n"
                    + "Get-CimInstance @s -ClassName __EventConsumer | ForEach-Object { $t = \"$($_.ExecutablePath)\"; if (-not $t) { $t = \"$($_.CommandLineTemplate)\" };"
                    + " if (-not $t) { $t = \"$($_.ScriptFileName)\" }; @{ kind = $_.CimClass.CimClassName; name = $_.Name; program = $t "
                    + Scripts.CUT + "; language = $_.ScriptingEngine } };\n"
                    + "Get-CimInstance @s -ClassName __FilterToConsumerBinding | ForEach-Object {"
                    + " @{ kind = '__FilterToConsumerBinding'; name = \"$($_.Filter.Name) to $($_.Consumer.Name)\" } }")
            .within(Duration.ofSeconds(60));

    private static final PowerShellScript TASKS = PowerShellScript.of("scheduled-tasks",
            "Get-CimInstance -Namespace root/Microsoft/Windows/TaskScheduler -ClassName MSFT_ScheduledTask -OperationTimeoutSec 60 | ForEach-Object {\n"
                    + "@{ path = $_.TaskPath; name = $_.TaskName; state = [int]$_.State; author = $_.Author; description = $_.Description;"
                    + " user = $_.Principal.UserId; group = $_.Principal.GroupId; level = [int]$_.Principal.RunLevel;\n"
                    + "actions = @($_.Actions | ForEach-Object { if ($_.Execute) { $_.Execute " + Scripts.CUT
                    + " } elseif ($_.ClassId) { $_.ClassId } });\n"
                    + "triggers = @($_.Triggers | Where-Object { $_ } | ForEach-Object { $_.CimClass.CimClassName }) } }")
            .within(Duration.ofSeconds(60));

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(ENTRIES, Autorun.class, "nothing is entered to start by itself", Autoruns::entry),
            new Reading<>(SUBSCRIPTIONS, WmiSubscription.class, "WMI has no lasting subscription", Autoruns::subscription),
            new Reading<>(TASKS, ScheduledTask.class, "no task is scheduled", Autoruns::task));

    @Override
    public String id() {
        return "autorun";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
