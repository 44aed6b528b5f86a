package org.tidewaiter.family.windows.check;

import static org.tidewaiter.family.windows.check.CheckCase.of;
import static org.tidewaiter.family.windows.check.SettingTable.denied;
import static org.tidewaiter.family.windows.check.SettingTable.identity;
import static org.tidewaiter.family.windows.check.SettingTable.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Certificate;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.PrintQueue;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.Service.StartMode;
import org.tidewaiter.api.data.Service.State;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.family.windows.data.AuditPolicy;
import org.tidewaiter.family.windows.data.BitLockerVolume;
import org.tidewaiter.family.windows.data.EffectivePolicy;
import org.tidewaiter.family.windows.data.EventLog;
import org.tidewaiter.family.windows.data.Feature;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.data.NetworkConnection;
import org.tidewaiter.family.windows.data.RemotingListener;
import org.tidewaiter.family.windows.data.ServicePermission;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.UpdateState;
import org.tidewaiter.family.windows.data.VirtualizationSecurity;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.data.WindowsRelease;
import org.tidewaiter.family.windows.data.directory.PolicySecret;

/** Computers for the checks that look at rows. */
final class RowTable {

    private static final WindowsRelease CLIENT = release(19045L, null, "work station", "Professional");
    private static final WindowsRelease SERVER = release(20348L, null, "server", "ServerStandard");
    private static final WindowsRelease CONTROLLER = release(20348L, null, "domain controller", "ServerStandard");
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String SHA256 = "1.2.840.113549.1.1.11";
    private static final String SHA1 = "1.2.840.113549.1.1.5";

    private RowTable() {
    }

    static List<CheckCase> cases() {
        var cases = new ArrayList<CheckCase>();
        for (var part : List.of(support(), ProtectionTable.cases(), virtualization(), accounts(),
                features(),
                network(), services(), printing(), certificates(), desktopCertificate(), device(), shares(), policies(),
                logs())) {
            cases.addAll(part);
        }
        return cases;
    }

    static Gap none(Class<? extends Item> dataClass) {
        return new Gap(dataClass, GapReason.NOT_PRESENT, "made for the table", null);
    }

    private static HardeningSetting set(String name, @Nullable String value) {
        return new HardeningSetting(name, name.startsWith("rdp-effective") ? "RDP-Tcp" : "machine", value, "HKLM\\" + name);
    }

    private static List<CheckCase> support() {
        return List.of(of("support", "HIGH", release(19045L, null, "work station", "Professional")),
                of("support", "HIGH", release(9600L, null, "server", "ServerStandard")),
                of("support", "HIGH", release(7601L, null, "work station", null)),
                of("support", "PASS", release(20348L, null, "server", null)),
                of("support", "PASS", release(26200L, null, "work station", "Core")),
                of("support", "PASS", release(17763L, null, "work station", "EnterpriseS")),
                of("support", "HIGH", release(17763L, null, "work station", "Enterprise")),
                of("support", "PASS", release(22631L, null, "work station", "Enterprise")),
                of("support", "HIGH", release(22631L, null, "work station", "Professional")),
                of("support", "?", release(19044L, null, "work station", "IoTEnterpriseS")),
                of("support", "?", release(17763L, null, "work station", null)),
                of("support", "?", release(12345L, null, "server", null)), of("support", "?", release(19045L, null, null, null)),
                of("support", "?", denied(WindowsRelease.class)));
    }

    private static EffectivePolicy policy(String name, String value) {
        return new EffectivePolicy("number", name, List.of(value));
    }

    private static PolicySecret preference(@Nullable String user, boolean password) {
        return new PolicySecret("31b2f340-016d-11d2-945f-00c04fb984f9", "Machine\\Preferences\\Groups\\Groups.xml",
                password ? 1 : 2,
                "local user", "Administrator (built-in)", user, password, null, null);
    }

    private static List<CheckCase> policies() {
        return List.of(of("policy-secret", "HIGH", preference("Administrator (built-in)", true), preference(null, false)),
                of("policy-secret", "HIGH", preference(null, true), denied(PolicySecret.class)),
                of("policy-secret", "PASS", preference("helper", false)), of("policy-secret", "PASS", none(PolicySecret.class)),
                of("policy-secret", "?", preference("helper", false), denied(PolicySecret.class)),
                of("policy-secret", "?", denied(PolicySecret.class)),
                of("password-length", "LOW", policy("MinimumPasswordLength", "7"), policy("LockoutBadCount", "0")),
                of("password-length", "PASS", policy("MinimumPasswordLength", "8")),
                of("password-length", "?", policy("LockoutBadCount", "0")),
                of("password-length", "?", denied(EffectivePolicy.class)),
                of("password-length", "PASS", policy("MinimumPasswordLength", "14"), denied(EffectivePolicy.class)),
                of("account-lockout", "LOW", policy("LockoutBadCount", "0")),
                of("account-lockout", "PASS", policy("LockoutBadCount", "10")),
                of("account-lockout", "?", policy("LockoutBadCount", "often")),
                of("reversible-passwords", "MEDIUM", policy("ClearTextPassword", "1")),
                of("reversible-passwords", "PASS", policy("ClearTextPassword", "0")),
                of("reversible-passwords", "?", denied(EffectivePolicy.class)));
    }

    private static VirtualizationSecurity guard(@Nullable String programs, String... running) {
        return new VirtualizationSecurity(running.length == 0 ? "off" : "running", List.of(running), List.of(), List.of(),
                List.of(), null,
                programs);
    }

    private static List<CheckCase> virtualization() {
        var both = guard("off", "Credential Guard", "memory integrity");
        var any = set("uac.EnableLUA", "1");
        return List.of(of("laps", "?", CLIENT, identity(false), denied(WindowsIdentity.class), set("laps.BackupDirectory", null),
                set("laps-csp.BackupDirectory", null), set("laps-legacy.AdmPwdEnabled", null)),
                of("laps", "MEDIUM", CLIENT,
                        new WindowsIdentity(null, null, false, null, "7c0f0f3e-0000-4000-8000-000000000001", null, null, null,
                                null),
                        set("laps.BackupDirectory", null), set("laps-csp.BackupDirectory", null),
                        set("laps-legacy.AdmPwdEnabled", null)),
                of("credential-guard", "PASS", both, CLIENT, identity(true)),
                of("credential-guard", "LOW", guard("off", "memory integrity"), SERVER, identity(true)),
                of("credential-guard", "PASS", guard("off"), SERVER, identity(false)),
                of("credential-guard", "PASS", guard("off"), CONTROLLER, identity(true)),
                of("credential-guard", "?", denied(VirtualizationSecurity.class), SERVER, identity(true)),
                of("memory-integrity", "PASS", both), of("memory-integrity", "LOW", guard("off", "Credential Guard")),
                of("memory-integrity", "?", denied(VirtualizationSecurity.class)),
                of("memory-integrity", "?", none(VirtualizationSecurity.class)),
                of("credential-guard", "?", none(VirtualizationSecurity.class), SERVER, identity(true)),
                of("application-control", "LOW", guard("audit"), any),
                of("application-control", "PASS", guard("enforced"), any),
                of("application-control", "PASS", guard("off"), set("applocker.Exe.EnforcementMode", "1"),
                        set("applocker.Exe.rules", "3")),
                of("application-control", "LOW", guard("off"), set("applocker.Exe.EnforcementMode", "0"),
                        set("applocker.Exe.rules", "3")),
                of("application-control", "LOW", guard("off"), set("applocker.Exe.EnforcementMode", "1"),
                        set("applocker.Exe.rules", "0")),
                of("application-control", "?", guard(null), any),
                of("application-control", "?", guard("off"), denied(HardeningSetting.class)));
    }

    private static LocalAccount account(String name, @Nullable Boolean disabled, @Nullable Boolean required,
            @Nullable Boolean expires,
            @Nullable String builtIn) {
        return new LocalAccount(name, null, disabled, null, required, expires, null, null, null, builtIn, null);
    }

    private static List<CheckCase> accounts() {
        var good = account("anna", false, true, true, null);
        return List.of(of("guest", "PASS", good, account("Gast", true, false, false, "Guest")),
                of("guest", "MEDIUM", good, account("Gast", false, true, true, "Guest")),
                of("guest", "?", account("Guest", null, true, true, "Guest")), of("guest", "?", good, denied(LocalAccount.class)),
                of("administrator", "LOW", CLIENT, account("Chef", false, true, true, "Administrator")),
                of("administrator", "PASS", CLIENT, account("Administrator", true, true, true, "Administrator"), good),
                of("administrator", "PASS", CONTROLLER, account("Administrator", false, true, true, "Administrator")),
                of("administrator", "?", denied(WindowsRelease.class),
                        account("Administrator", false, true, true, "Administrator")),
                of("administrator", "?", CLIENT, denied(LocalAccount.class)),
                of("password-not-required", "PASS", good, account("Guest", true, false, false, "Guest")),
                of("password-not-required", "MEDIUM", good, account("kiosk", false, false, true, null)),
                of("password-not-required", "?", account("kiosk", false, null, true, null)),
                of("password-not-required", "?", account("kiosk", null, false, true, null)),
                of("password-never-expires", "PASS", good, account("Guest", true, false, false, "Guest")),
                of("password-never-expires", "LOW", good, account("scan", false, true, false, null)),
                of("password-never-expires", "?", denied(LocalAccount.class)));
    }

    private static Feature feature(String name) {
        return new Feature("feature", name, null, null);
    }

    private static List<CheckCase> features() {
        return List.of(of("smb1-feature", "MEDIUM", feature("SMB1Protocol")),
                of("smb1-feature", "MEDIUM", feature("SMB1Protocol-Client")),
                of("smb1-feature", "PASS", feature("SMB1Protocol-Deprecation")), of("smb1-feature", "PASS", none(Feature.class)),
                of("smb1-feature", "?", feature("NetFx3"), denied(Feature.class)),
                of("powershell-2", "LOW", feature("MicrosoftWindowsPowerShellV2")), of("powershell-2", "PASS", feature("NetFx3")),
                of("powershell-2", "PASS", new Feature("server-feature", "MicrosoftWindowsPowerShellV2", null, null)),
                of("powershell-2", "?", denied(Feature.class)));
    }

    private static NetworkConnection connection(@Nullable Boolean dhcp, @Nullable String netbios) {
        return new NetworkConnection("Ethernet", dhcp, null, null, List.of(), null, List.of(), null, netbios, List.of(), null,
                null);
    }

    private static List<CheckCase> network() {
        return List.of(of("netbios", "PASS", connection(true, "disabled")), of("netbios", "MEDIUM", connection(true, "enabled")),
                of("netbios", "MEDIUM", connection(false, "by DHCP")), of("netbios", "?", connection(true, "by DHCP")),
                of("netbios", "PASS", connection(true, "enabled"), set("netbt.NodeType", "2")),
                of("netbios", "MEDIUM", connection(true, "enabled"), set("netbt.NodeType", "8")),
                of("netbios", "?", denied(NetworkConnection.class)),
                of("winrm-http", "INFO", new RemotingListener("HTTP", "*", 5985L, true, null, null)),
                of("winrm-http", "PASS", new RemotingListener("HTTPS", "*", 5986L, true, null, "ab")),
                of("winrm-http", "PASS", new RemotingListener("HTTP", "*", 5985L, false, null, null)),
                of("winrm-http", "?", new RemotingListener("HTTP", "*", 5985L, null, null, null)),
                of("winrm-http", "?", denied(RemotingListener.class)));
    }

    private static Service service(String name, @Nullable State state, @Nullable StartMode mode) {
        return new Service(name, state, mode, null, null, null, null);
    }

    private static List<CheckCase> services() {
        return List.of(of("remote-registry", "LOW", service("RemoteRegistry", State.RUNNING, StartMode.ON_DEMAND)),
                of("remote-registry", "LOW", service("RemoteRegistry", State.STOPPED, StartMode.AUTOMATIC)),
                of("remote-registry", "PASS", service("RemoteRegistry", State.STOPPED, StartMode.DISABLED)),
                of("remote-registry", "PASS", service("RemoteRegistry", State.STOPPED, StartMode.ON_DEMAND)),
                of("remote-registry", "?", service("RemoteRegistry", null, StartMode.ON_DEMAND)),
                of("remote-registry", "?", service("Themes", State.RUNNING, StartMode.AUTOMATIC), denied(Service.class)),
                of("unquoted-service-path", "MEDIUM",
                        new ServiceProgram("Acme", "C:\\Program Files\\Acme\\a.exe", true, null, null, null)),
                of("unquoted-service-path", "PASS", new ServiceProgram("Acme", "C:\\Acme\\a.exe", false, null, null, null)),
                of("unquoted-service-path", "?", new ServiceProgram("Acme", null, null, null, null, null)),
                of("unquoted-service-path", "?", denied(ServiceProgram.class)),
                of("service-permission", "HIGH", right("S-1-5-32-545", "allow", "query-status", "change-config")),
                of("service-permission", "HIGH", right("S-1-5-21-1-2-3-513", "allow", "full")),
                of("service-permission", "HIGH", right("S-1-1-0", "allow", "write-dac"), right("S-1-5-7", "deny", "write-dac")),
                of("service-permission", "PASS", right("S-1-5-32-544", "allow", "full")),
                of("service-permission", "PASS", right("S-1-5-11", "allow", "query-config", "start", "stop")),
                of("service-permission", "PASS", right("S-1-5-21-1-2-3-512", "allow", "full")),
                of("service-permission", "PASS", right("S-1-1-0", "deny", "change-config")),
                of("service-permission", "?", right("S-1-1-0", "allow", "write-dac"), right("S-1-1-0", "deny", "write-dac")),
                of("service-permission", "?", denied(ServicePermission.class)),
                of("exploit-protection", "MEDIUM", set("exploit-protection.CFG.Enable", "OFF")),
                of("exploit-protection", "PASS", set("exploit-protection.CFG.Enable", "NOTSET"),
                        set("exploit-protection.ASLR.ForceRelocateImages", "OFF")),
                of("exploit-protection", "?", set("lsa.RunAsPPL", "1")), of("restart-pending", "LOW", update(true)),
                of("restart-pending", "PASS", update(false)), of("restart-pending", "?", update(null)),
                of("restart-pending", "?", denied(UpdateState.class)));
    }

    private static ServicePermission right(String trustee, String access, String... rights) {
        return new ServicePermission("Acme", trustee, access, List.of(rights), null);
    }

    private static UpdateState update(@Nullable Boolean pending) {
        return new UpdateState(pending, List.of("Windows Update"), null, null, null, null, null, null);
    }

    private static List<CheckCase> printing() {
        var running = service("Spooler", State.RUNNING, StartMode.AUTOMATIC);
        var stopped = service("Spooler", State.STOPPED, StartMode.DISABLED);
        var open = set("print.RegisterSpoolerRemoteRpcEndPoint", null);
        return List.of(of("spooler-domain-controller", "HIGH", CONTROLLER, running),
                of("spooler-domain-controller", "PASS", CONTROLLER, stopped),
                of("spooler-domain-controller", "PASS", SERVER, running),
                of("spooler-domain-controller", "?", CONTROLLER, denied(Service.class)),
                of("spooler-domain-controller", "?", denied(WindowsRelease.class), running),
                of("spooler-server", "LOW", SERVER, running, open, queue(false)),
                of("spooler-server", "LOW", SERVER, running, open, none(PrintQueue.class)),
                of("spooler-server", "PASS", SERVER, running, open, queue(true)),
                of("spooler-server", "PASS", SERVER, stopped, open, queue(false)),
                of("spooler-server", "PASS", SERVER, running, set("print.RegisterSpoolerRemoteRpcEndPoint", "2"), queue(false)),
                of("spooler-server", "PASS", CLIENT, running, open, queue(false)),
                of("spooler-server", "PASS", CONTROLLER, running, open, queue(false)),
                of("spooler-server", "?", SERVER, running, open, denied(PrintQueue.class)),
                of("spooler-server", "?", SERVER, running, queue(false)));
    }

    private static PrintQueue queue(boolean shared) {
        return new PrintQueue("Office", null, null, null, null, shared, null, null, null, null, null, null);
    }

    private static Certificate certificate(String issuer, String notAfter, @Nullable String algorithm, @Nullable Long bits,
            String signature,
            @Nullable Boolean own) {
        return new Certificate("LocalMachine\\My", "a1b2", "CN=srv1.example", issuer, null, null, Instant.parse(notAfter),
                algorithm, bits,
                signature, List.of(), List.of(), own);
    }

    private static List<CheckCase> certificates() {
        var later = "2027-01-01T00:00:00Z";
        var good = certificate("CN=CA", later, RSA, 2048L, SHA256, true);
        var past = "2026-01-01T00:00:00Z";
        return List.of(of("certificate-expired", "PASS", good),
                of("certificate-expired", "LOW", good, certificate("CN=CA", past, RSA, 2048L, SHA256, true)),
                of("certificate-expired", "PASS", certificate("CN=CA", past, RSA, 2048L, SHA256, false)),
                of("certificate-expired", "?", good, denied(Certificate.class)), of("certificate-weak", "PASS", good),
                of("certificate-weak", "MEDIUM", certificate("CN=CA", later, RSA, 1024L, SHA256, true)),
                of("certificate-weak", "MEDIUM", certificate("CN=CA", later, RSA, 2048L, SHA1, true)),
                of("certificate-weak", "PASS", certificate("CN=srv1.example", later, RSA, 2048L, SHA1, true)),
                of("certificate-weak", "PASS", certificate("CN=CA", later, RSA, 1024L, SHA1, false)),
                of("certificate-weak", "PASS", certificate("CN=CA", later, "1.2.840.10045.2.1", null, SHA256, true)),
                of("certificate-weak", "?", certificate("CN=CA", later, RSA, null, SHA256, true)));
    }

    private static List<CheckCase> desktopCertificate() {
        var on = set("rdp.fDenyTSConnections", "0");
        var off = set("rdp.fDenyTSConnections", "1");
        var policy = set("rdp-policy.fDenyTSConnections", null);
        var names = set("rdp-effective.SSLCertificateSHA1Hash", "A1B2");
        var given = certificate("CN=CA", "2027-01-01T00:00:00Z", RSA, 2048L, SHA256, true);
        var made = certificate("CN=srv1.example", "2027-01-01T00:00:00Z", RSA, 2048L, SHA256, true);
        return List.of(of("rdp-certificate", "LOW", on, policy, names, made),
                of("rdp-certificate", "PASS", on, policy, names, given),
                of("rdp-certificate", "PASS", off, policy, names, made),
                of("rdp-certificate", "?", on, policy, set("rdp-effective.SSLCertificateSHA1Hash", "ffff"), made),
                of("rdp-certificate", "?", on, policy, set("rdp-effective.SSLCertificateSHA1Hash", null), made),
                of("rdp-certificate", "?", names, made));
    }

    private static BitLockerVolume volume(String letter, @Nullable Boolean shut, String kind, String... protectors) {
        return new BitLockerVolume(letter, shut, null, null, kind, List.of(protectors));
    }

    private static List<CheckCase> device() {
        return List.of(of("bitlocker", "PASS", volume("C:", true, "system", "Tpm"), volume("D:", false, "fixed data")),
                of("bitlocker", "MEDIUM", volume("C:", false, "system")), of("bitlocker", "?", volume("C:", null, "system")),
                of("bitlocker", "?", denied(BitLockerVolume.class)), of("bitlocker", "?", none(BitLockerVolume.class)),
                of("bitlocker", "?", volume("D:", false, "fixed data")),
                of("bitlocker-pin", "LOW", volume("C:", true, "system", "Tpm", "RecoveryPassword")),
                of("bitlocker-pin", "PASS", volume("C:", true, "system", "TpmPin", "RecoveryPassword")),
                of("bitlocker-pin", "PASS", volume("C:", false, "system")),
                of("bitlocker-pin", "?", volume("C:", true, "system")), of("bitlocker-pin", "?", none(BitLockerVolume.class)),
                of("bitlocker-pin", "?", denied(BitLockerVolume.class)),
                of("data-execution-prevention", "MEDIUM", prevention(0L)),
                of("data-execution-prevention", "PASS", prevention(2L)),
                of("data-execution-prevention", "?", prevention(null)));
    }

    private static WindowsRelease prevention(@Nullable Long policy) {
        return new WindowsRelease(null, 19045L, null, null, null, null, null, null, "work station", null, null, null, policy,
                null);
    }

    private static SharePermission permission(String level, String trustee, String access, String rights) {
        return new SharePermission("data", level, trustee, access, rights, null, null);
    }

    private static List<CheckCase> shares() {
        var share = permission("share", "S-1-1-0", "allow", "full");
        return List.of(of("writable-share", "MEDIUM", share, permission("folder", "S-1-1-0", "allow", "change")),
                of("writable-share", "MEDIUM", share, permission("folder", "S-1-5-7", "allow", "0x6")),
                of("writable-share", "PASS", share, permission("folder", "S-1-1-0", "allow", "read")),
                of("writable-share", "PASS", share, permission("folder", "S-1-5-32-545", "allow", "full")),
                of("writable-share", "PASS", permission("share", "S-1-1-0", "allow", "read"),
                        permission("folder", "S-1-1-0", "allow", "full")),
                of("writable-share", "?", share, permission("folder", "S-1-1-0", "allow", "full"),
                        permission("folder", "S-1-1-0", "deny", "0x2")),
                of("writable-share", "PASS", none(SharePermission.class)),
                of("writable-share", "?", share, denied(SharePermission.class)));
    }

    private static AuditPolicy audit(String name, @Nullable Boolean success, @Nullable Boolean failure) {
        return new AuditPolicy("0cce0000-69ae-11d9-bed3-505054503030-" + name, name, success, failure, null);
    }

    private static List<CheckCase> logs() {
        var least = List.of(audit("Logon", true, true), audit("Account Lockout", false, true),
                audit("Process Creation", true, false),
                audit("User Account Management", true, true), audit("Security Group Management", true, false),
                audit("Audit Policy Change", true, false));
        var without = least.stream().filter(policy -> !"Process Creation".equals(policy.name())).toList();
        return List.of(of("audit-policy", "PASS", least.toArray()),
                of("audit-policy", "LOW", with(without, audit("Process Creation", false, false))),
                of("audit-policy", "?", with(without, audit("Process Creation", null, null))),
                of("audit-policy", "?", without.toArray()),
                of("audit-policy", "?", denied(AuditPolicy.class)),
                of("event-log-size", "LOW", new EventLog("Security", 1L, 20_971_520L, 5L, "when needed")),
                of("event-log-size", "PASS", new EventLog("Security", 1L, 201_326_592L, 5L, "when needed"),
                        new EventLog("Windows PowerShell", 1L, 1_048_576L, 5L, "when needed")),
                of("event-log-size", "LOW", new EventLog("System", 1L, 20_971_520L, 5L, "when needed")),
                of("event-log-size", "?", new EventLog("Security", 1L, null, 5L, "when needed")),
                of("event-log-size", "?", none(EventLog.class)),
                of("event-log-size", "?", denied(EventLog.class)));
    }

    private static Object[] with(List<AuditPolicy> policies, AuditPolicy another) {
        var all = Arrays.copyOf(policies.toArray(), policies.size() + 1);
        all[policies.size()] = another;
        return all;
    }
}
