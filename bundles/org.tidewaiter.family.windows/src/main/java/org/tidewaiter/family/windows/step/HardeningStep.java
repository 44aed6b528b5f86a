package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.RemotingListener;
import org.tidewaiter.family.windows.parse.Hardening;
import org.tidewaiter.family.windows.parse.HardeningKeys;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** The settings that checks judge by, as they are stored. */
public final class HardeningStep implements RemotingStep {

    private static final PowerShellScript MACHINE = Scripts.registry("hardening-settings", keys(HardeningKeys.all()))
            .within(Duration.ofSeconds(40));
    private static final PowerShellScript USERS = Scripts.userRegistry("user-settings", keys(HardeningKeys.ofUsers()))
            .within(Duration.ofSeconds(30));

    /** Names of ciphers have slashes, which PowerShell takes for those of a path. */
    private static final PowerShellScript CIPHERS = PowerShellScript.of("schannel-ciphers",
            "$q = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Ciphers'; if (Test-Path -LiteralPath \"Registry::$q\") { $c = $null;\n"
                    + "& \"$env:SystemRoot\\System32\\reg.exe\" query $q /s /v Enabled | ForEach-Object { if ($_ -match '^HKEY_.*\\\\Ciphers\\\\(.+)$') { $c = $Matches[1] }"
                    + " elseif ($c -and $_ -match 'REG_DWORD\\s+0x([0-9A-Fa-f]+)') { @{ name = \"schannel.cipher.$c\"; value = \"0x$($Matches[1])\"; source = \"$q\\$c\" } } } }");

    /** What the SMB server and client really do, defaults included. */
    private static final PowerShellScript SMB = PowerShellScript.of("smb-configuration",
            "foreach ($s in 'Server', 'Client') { if (Get-Command -Name \"Get-Smb${s}Configuration\" -ErrorAction SilentlyContinue) { $o = & \"Get-Smb${s}Configuration\";\n"
                    + "foreach ($n in 'EnableSMB1Protocol', 'EnableSMB2Protocol', 'RequireSecuritySignature', 'EnableSecuritySignature', 'EncryptData', 'RejectUnencryptedAccess',"
                    + " 'AuditSmb1Access', 'RestrictNamedPipeAccessViaQuic', 'EnableAuthRateLimiter', 'EnableInsecureGuestLogons', 'RequireEncryption', 'BlockNTLM') {\n"
                    + "if ($null -ne $o.$n) { @{ name = \"smb-effective.$s.$n\"; value = \"$($o.$n)\"; source = \"Get-Smb${s}Configuration\" } } } } }");

    private static final PowerShellScript REMOTING = PowerShellScript.of("remoting-configuration",
            "foreach ($n in 'Client\\TrustedHosts', 'Client\\AllowUnencrypted', 'Client\\Auth\\Basic', 'Client\\Auth\\Digest', 'Client\\Auth\\CredSSP', 'Service\\AllowUnencrypted',"
                    + " 'Service\\IPv4Filter', 'Service\\IPv6Filter', 'Service\\Auth\\Basic', 'Service\\Auth\\Kerberos', 'Service\\Auth\\Negotiate', 'Service\\Auth\\Certificate',"
                    + " 'Service\\Auth\\CredSSP', 'Service\\Auth\\CbtHardeningLevel') {\n"
                    + "$i = Get-Item -LiteralPath \"WSMan:\\localhost\\$n\"; @{ name = 'winrm-effective.' + ($n -replace '\\\\', '.'); value = \"$($i.Value)\"; source = \"WSMan:\\localhost\\$n\" } }");
    private static final PowerShellScript LISTENERS = PowerShellScript.of("remoting-listeners",
            "Get-ChildItem -LiteralPath WSMan:\\localhost\\Listener | ForEach-Object { $l = @{ };"
                    + " Get-ChildItem -LiteralPath $_.PSPath | ForEach-Object { $l[$_.Name] = $_.Value }; $l }");

    private static final CimQuery DESKTOPS = CimQuery.of("remote-desktops", "Win32_TSGeneralSetting", "TerminalName",
            "UserAuthenticationRequired", "SecurityLayer", "MinEncryptionLevel", "SSLCertificateSHA1Hash")
            .in("root/cimv2/TerminalServices");

    private static final PowerShellScript APPLOCKER = PowerShellScript.of("application-control",
            "$k = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2'; if (Test-Path -LiteralPath $k) { Get-ChildItem -LiteralPath $k | ForEach-Object { $c = $_.PSChildName;\n"
                    + "@{ name = \"applocker.$c.EnforcementMode\"; value = (Get-ItemProperty -LiteralPath \"$k\\$c\").EnforcementMode; source = \"$k\\$c\" };"
                    + " @{ name = \"applocker.$c.rules\"; value = $_.SubKeyCount; source = \"$k\\$c\" } } }");

    /** Whether secrets lie where everybody can read them; only that they do is told, never what they are. */
    private static final PowerShellScript PRESENCE = PowerShellScript.of("exposed-secrets",
            "$w = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon'; @{ name = 'winlogon.DefaultPassword-present';"
                    + " value = ((Get-Item -LiteralPath $w).Property -contains 'DefaultPassword'); source = $w };\n"
                    + "$s = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities'; if (Test-Path -LiteralPath $s) {"
                    + " @{ name = 'snmp.communities'; value = (Get-Item -LiteralPath $s).ValueCount; source = $s } };\n"
                    + "foreach ($f in \"$env:SystemRoot\\Panther\\unattend.xml\", \"$env:SystemRoot\\Panther\\Unattend\\unattend.xml\", \"$env:SystemRoot\\System32\\Sysprep\\unattend.xml\", \"$env:SystemDrive\\unattend.xml\") {\n"
                    + "if (Test-Path -LiteralPath $f) { @{ name = 'setup.unattend'; value = $true; source = $f } } }");

    /** What the computer asks of every program, as exploit protection shows it; the older policy of DEP and SEHOP stands among the keys. */
    private static final PowerShellScript MITIGATIONS = PowerShellScript.of("exploit-protection",
            "if (Get-Command -Name Get-ProcessMitigation -ErrorAction SilentlyContinue) { $m = Get-ProcessMitigation -System; foreach ($n in 'DEP.Enable', 'DEP.EmulateAtlThunks',"
                    + " 'ASLR.ForceRelocateImages', 'ASLR.BottomUp', 'ASLR.HighEntropy', 'CFG.Enable', 'SEHOP.Enable', 'Heap.TerminateOnError', 'UserShadowStack.UserShadowStack') {\n"
                    + "$a, $b = $n -split '\\.'; if ($null -ne $m.$a -and $null -ne $m.$a.$b) { @{ name = \"exploit-protection.$n\"; value = \"$($m.$a.$b)\"; source = 'Get-ProcessMitigation -System' } } } }")
            .within(Duration.ofSeconds(30));

    private static Key[] keys(List<HardeningKeys.Key> keys) {
        return keys.stream().map(k -> new Key(k.path(), k.values())).toArray(Key[]::new);
    }

    @Override
    public String id() {
        return "hardening";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(HardeningSetting.class, RemotingListener.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(MACHINE, USERS, CIPHERS, SMB, REMOTING, LISTENERS, DESKTOPS, APPLOCKER, PRESENCE, MITIGATIONS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(260);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var machine = session.run(MACHINE);
        // an answer that broke off does not show that a setting is not there
        if (machine.shortfall() == null) {
            state(sink, machine, Hardening.machine(machine.rows()));
        } else {
            state(sink, machine, Hardening.machine(machine.rows()).stream().filter(s -> s.row() != null).toList());
            sink.missing(HardeningSetting.class, machine);
        }
        var users = session.run(USERS);
        state(sink, users, Hardening.users(users.rows()));
        sink.missing(HardeningSetting.class, users);
        for (var script : List.of(CIPHERS, SMB, REMOTING, APPLOCKER, PRESENCE, MITIGATIONS)) {
            Reading.state(sink, session.run(script), HardeningSetting.class, Hardening::named);
        }
        var desktops = session.query(DESKTOPS);
        for (var row : desktops.rows()) {
            Hardening.remoteDesktop(row).forEach(s -> sink.fact(s, desktops.at(row)));
        }
        sink.missing(HardeningSetting.class, desktops);
        new Reading<>(LISTENERS, RemotingListener.class, "WinRM has no listener", Hardening::listener).state(session, sink);
    }

    private static void state(FactSink sink, CimReply reply, List<Hardening.Stated> settings) {
        for (var stated : settings) {
            var row = stated.row();
            sink.fact(stated.setting(), row == null ? reply.evidence() : reply.at(row));
        }
    }
}
