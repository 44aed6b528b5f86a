package org.tidewaiter.family.windows.step;

import java.time.Duration;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;

/** Requests that several steps ask; they travel once. */
final class Requests {

    static final CimQuery COMPUTER_SYSTEM = CimQuery.of("computer-system", "Win32_ComputerSystem", "Name", "DNSHostName",
            "Domain",
            "DomainRole", "PartOfDomain", "Workgroup", "Manufacturer", "Model", "SystemType", "PCSystemType",
            "TotalPhysicalMemory", "NumberOfProcessors", "NumberOfLogicalProcessors", "UserName");

    /** Of a domain member only its own accounts: without the condition Windows asks for all of the domain's. */
    static final CimQuery LOCAL_ACCOUNTS = CimQuery
            .of("local-accounts", "Win32_UserAccount", "Name", "SID", "FullName", "Description", "Disabled", "Lockout",
                    "PasswordRequired",
                    "PasswordExpires", "PasswordChangeable", "Domain")
            .where("LocalAccount=TRUE");

    static final CimQuery SERVICES = CimQuery.of("services", "Win32_Service", "Name", "DisplayName", "State", "StartMode",
            "StartName", "ProcessId", "ServiceType", "ExitCode").within(Duration.ofSeconds(30));

    /** Neither command line nor owner: the one may hold passwords, the other needs a method. */
    static final CimQuery PROCESSES = CimQuery.of("processes", "Win32_Process", "ProcessId", "ParentProcessId", "Name",
            "ExecutablePath", "SessionId", "CreationDate", "WorkingSetSize", "KernelModeTime", "UserModeTime")
            .within(Duration.ofSeconds(30));

    /**
     * The keys that programs enter themselves in, of all users, of 32-bit programs, and of users whose hive is loaded. A value of a wrong type
     * makes PowerShell give up the key: it costs that key alone.
     */
    static final PowerShellScript UNINSTALL = PowerShellScript.of("installed-software",
            "$u = @(" + Scripts.USERS + " | ForEach-Object { \"Registry::HKEY_USERS\\$($_.PSChildName)\" });\n"
                    + "foreach ($r in @('HKLM:\\SOFTWARE', 'HKLM:\\SOFTWARE\\WOW6432Node') + @($u | ForEach-Object { \"$_\\Software\" })) {\n"
                    + "$k = \"$r\\Microsoft\\Windows\\CurrentVersion\\Uninstall\"; if (Test-Path -LiteralPath $k) {\n"
                    + "Get-ChildItem -LiteralPath $k | ForEach-Object { try { Get-ItemProperty -LiteralPath $_.PSPath | Select-Object 'DisplayName', 'DisplayVersion', 'Publisher', 'InstallDate',"
                    + " 'EstimatedSize', 'WindowsInstaller', 'SystemComponent', 'ParentKeyName', 'ReleaseType', 'Comments', 'PSPath' } catch { $_ } } } }")
            .within(Duration.ofSeconds(60));

    private Requests() {
    }
}
