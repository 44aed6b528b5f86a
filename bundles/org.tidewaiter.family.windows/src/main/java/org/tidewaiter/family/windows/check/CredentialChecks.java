package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;
import java.util.regex.Pattern;

import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.VirtualizationSecurity;

/** How passwords and their hashes are kept, and what somebody without an account may ask. */
final class CredentialChecks {

    /** LmCompatibilityLevel from which on nothing but NTLMv2 is sent, and from which on nothing else is accepted. */
    private static final long SENDS_NTLM2_ONLY = 3;
    private static final long ACCEPTS_NTLM2_ONLY = 5;
    /** NTLMMinServerSec, [MS-NLMP] 2.2.2.5 NEGOTIATE_128. */
    private static final long KEYS_OF_128_BITS = 0x20000000L;
    /** AllowEncryptionOracle of the policy Encryption Oracle Remediation. */
    private static final long VULNERABLE = 2;

    /** [MS-DTYP] 2.5.1.1: Everyone, Anonymous, Authenticated Users, Users, Guests, by token or SID. */
    private static final Pattern FOR_ANYBODY = Pattern.compile(
            "\\(A;[^;)]*;[^;)]*;[^;)]*;[^;)]*;(WD|AN|AU|BU|BG|S-1-1-0|S-1-5-7|S-1-5-11|S-1-5-32-545|S-1-5-32-546)\\)");

    private static final Default TOO_OLD = Default.unknown("Windows has it since 8.1 and Server 2012 R2");

    private CredentialChecks() {
    }

    static List<Check> memory() {
        return List.of(new LapsCheck(),
                SettingCheck.of("wdigest", "Passwords that WDigest keeps in memory", "wdigest.UseLogonCredential")
                        .unsafe(v -> v != 0)
                        .unset(Default.since(Builds.WINDOWS_8_1, Default.safe(), Default.unsafe("to keep them")))
                        .finds(MEDIUM, "WDigest keeps passwords readable in memory",
                                "whoever gets administrative rights reads the passwords of all who are logged in",
                                "Set UseLogonCredential to 0; before Windows 8.1 install KB2871997 first",
                                "KB2871997, Update to improve credentials protection and management"),
                SettingCheck.of("lsa-protection", "LSA as a protected process", "lsa.RunAsPPL")
                        .unsafe(v -> v == 0).unset(CredentialChecks::lsaProtection)
                        .finds(MEDIUM, "The LSA process is not protected",
                                "whoever gets administrative rights reads credentials out of it",
                                "Enable the policy Configure LSASS to run as a protected process, after its plug-ins were tested in audit mode",
                                "Microsoft: Configure added LSA protection"),
                RowCheck.of("credential-guard", "Credential Guard", VirtualizationSecurity.class).at(Scope.MEMBER)
                        .unsafe(row -> Truth.of(!row.running().contains("Credential Guard"))).rowsSuffice()
                        .says(row -> "Win32_DeviceGuard: virtualization-based security is " + row.status() + ", running: "
                                + running(row))
                        .finds(LOW, "Credential Guard does not run",
                                "hashes and tickets of domain accounts lie in memory that an administrator of the computer reads",
                                "Enable Credential Guard where edition and hardware have it",
                                "Microsoft: Credential Guard overview"),
                RowCheck.of("memory-integrity", "Memory integrity", VirtualizationSecurity.class)
                        .unsafe(row -> Truth.of(!row.running().contains("memory integrity"))).rowsSuffice()
                        .says(row -> "Win32_DeviceGuard: virtualization-based security is " + row.status() + ", running: "
                                + running(row))
                        .finds(LOW, "Memory integrity does not run", "code of an attacker may be loaded into the kernel",
                                "Enable memory integrity after the drivers were tested",
                                "Microsoft: Enable virtualization-based protection of code integrity"));
    }

    private static String running(VirtualizationSecurity row) {
        return row.running().isEmpty() ? "no services" : Words.list(row.running());
    }

    /**
     * New installations of Windows 11 22H2 protect the process by themselves, upgraded ones do not, and nothing that is read tells them apart.
     * The policy came with Windows 10 1903.
     */
    private static Default lsaProtection(Host host) {
        return switch (host.settings().look("logon-policy.RunAsPPL")) {
            case Looked.Stored(var _, var value) -> Settings.number(value).orElse(0) > 0 ? Default.safe()
                    : Default.unsafe("by policy not to protect it");
            case Looked.Unset(var _) -> Default.since(Builds.WINDOWS_8_1, CredentialChecks::protectionUnset, _ -> TOO_OLD)
                    .apply(host);
            case Looked.Untold(var _) -> Default.since(Builds.WINDOWS_10_1903,
                    _ -> Default.unknown("a policy may set it, which was not read"), old -> Default
                            .since(Builds.WINDOWS_8_1, Default.unsafe("not to protect it"), TOO_OLD).apply(old))
                    .apply(host);
        };
    }

    private static Default protectionUnset(Host host) {
        return Default.since(host.isServer() ? Builds.WINDOWS_11_24H2 : Builds.WINDOWS_11_22H2,
                Default.unknown("it hangs on how this Windows was installed"), Default.unsafe("not to protect it")).apply(host);
    }

    static List<Check> hashes() {
        return List.of(
                SettingCheck.of("lm-hash", "LM hashes", "lsa.NoLMHash").unsafe(v -> v == 0).unset(Default.safe())
                        .finds(HIGH, "LM hashes of passwords are stored",
                                "they are guessed within minutes, whatever the password",
                                "Enable Network security: Do not store LAN Manager hash value on next password change, then change the passwords",
                                "Policy Network security: Do not store LAN Manager hash value on next password change"),
                SettingCheck.of("ntlm-sent", "LM and NTLM responses that are sent", "lsa.LmCompatibilityLevel")
                        .unsafe(v -> v < SENDS_NTLM2_ONLY).unset(Default.safe())
                        .finds(HIGH, "LM or NTLMv1 responses are sent", "whoever is asked gets a response that leads to the hash",
                                "Set LAN Manager authentication level to send NTLMv2 responses only",
                                "Policy Network security: LAN Manager authentication level"),
                SettingCheck.of("ntlm-accepted", "LM and NTLM responses that are accepted", "lsa.LmCompatibilityLevel")
                        .unsafe(v -> v < ACCEPTS_NTLM2_ONLY).unset(Default.unsafe("3"))
                        .finds(LOW, "NTLMv1 responses are accepted",
                                "clients that still use NTLMv1 are not noticed, and logons may be weakened to it",
                                "Set LAN Manager authentication level to refuse LM and NTLM, after the clients were looked at",
                                "Policy Network security: LAN Manager authentication level"),
                SettingCheck.of("ntlm-session", "Session security of NTLM", "ntlm.NTLMMinServerSec")
                        .unsafe(v -> (v & KEYS_OF_128_BITS) == 0)
                        .unset(Default.since(Builds.WINDOWS_7, Default.safe(), Default.unsafe("to ask for nothing")))
                        .finds(LOW, "NTLM sessions need no 128-bit encryption", "sessions may be negotiated with short keys",
                                "Require NTLMv2 session security and 128-bit encryption",
                                "Policy Network security: Minimum session security for NTLM SSP based servers"),
                SettingCheck.of("cached-logons", "Domain logons that are kept", "winlogon.CachedLogonsCount").at(Scope.MEMBER)
                        .unsafe(v -> v > 4).unset(Default.unsafe("10 or more"))
                        .finds(LOW, "Many domain logons are kept on the disk",
                                "whoever gets administrative rights can guess the passwords of those who logged in",
                                "Set the number of previous logons to cache to 4 or less, on servers to 0 or 1",
                                "Policy Interactive logon: Number of previous logons to cache"),
                SettingCheck.of("credssp-oracle", "Encryption oracle of CredSSP", "credssp.AllowEncryptionOracle")
                        .unsafe(v -> v == VULNERABLE)
                        .unset(Default.since(Builds.WINDOWS_10_1809, Default.safe(),
                                Default.unknown("it hangs on whether the updates of May 2018 are installed")))
                        .finds(MEDIUM, "CredSSP falls back to insecure versions",
                                "who stands between can run programs with the rights of who logs in by remote desktop",
                                "Set Encryption Oracle Remediation to Force Updated Clients", "CVE-2018-0886",
                                "KB4093492, CredSSP updates for CVE-2018-0886"));
    }

    static List<Check> anonymous() {
        return List.of(
                SettingCheck.of("anonymous-shares", "What somebody without a login may list", "lsa.RestrictAnonymous")
                        .unsafe(v -> v == 0).unset(Default.unsafe("0"))
                        .finds(LOW, "Shares may be listed without a login", "it helps to find accounts and shares",
                                "Enable Do not allow anonymous enumeration of SAM accounts and shares",
                                "Policy Network access: Do not allow anonymous enumeration of SAM accounts and shares"),
                SettingCheck
                        .of("anonymous-accounts", "Accounts that somebody without a login may list", "lsa.RestrictAnonymousSAM")
                        .unsafe(v -> v == 0).unset(Default.safe())
                        .finds(MEDIUM, "Accounts may be listed without a login", "names of accounts are the half of a login",
                                "Enable Do not allow anonymous enumeration of SAM accounts",
                                "Policy Network access: Do not allow anonymous enumeration of SAM accounts"),
                SettingCheck.of("anonymous-everyone", "Whether Everyone includes Anonymous", "lsa.EveryoneIncludesAnonymous")
                        .unsafe(v -> v != 0).unset(Default.safe())
                        .finds(HIGH, "Everyone includes those without a login",
                                "whatever is open to Everyone is open to the network",
                                "Disable Let Everyone permissions apply to anonymous users",
                                "Policy Network access: Let Everyone permissions apply to anonymous users"),
                SettingCheck
                        .of("anonymous-fallback", "Sessions without a login of the local system", "ntlm.AllowNullSessionFallback")
                        .unsafe(v -> v != 0)
                        .unset(Default.since(Builds.WINDOWS_7, Default.safe(), Default.unknown("Windows has it since 7")))
                        .finds(LOW, "The local system may fall back to sessions without a login",
                                "services that expect an identity get none", "Disable Allow LocalSystem NULL session fallback",
                                "Policy Network security: Allow LocalSystem NULL session fallback"),
                SettingCheck.of("remote-sam", "Who may ask for accounts from afar", "lsa.RestrictRemoteSAM")
                        .at(Scope.NOT_DOMAIN_CONTROLLER)
                        .unsafeText(v -> !v.contains("D:") && !v.contains("(") ? Truth.UNKNOWN
                                : Truth.of(FOR_ANYBODY.matcher(v).find()))
                        .unset(Default.since(Builds.WINDOWS_10_1607, Default.safe(), Default.unsafe("to let every user ask")))
                        .finds(LOW, "Every user may list local accounts and administrators from afar",
                                "it shows an attacker with any account where to go next",
                                "Restrict remote calls to SAM to administrators: O:BAG:BAD:(A;;RC;;;BA)",
                                "Policy Network access: Restrict clients allowed to make remote calls to SAM"));
    }

    static List<Check> hypervisor() {
        return List.of(SettingCheck.of("driver-blocklist", "Blocklist of vulnerable drivers",
                "driver-blocklist.VulnerableDriverBlocklistEnable").unsafe(v -> v == 0)
                .unset(host -> host.isServer()
                        ? Default.unknown("on servers it hangs on memory integrity and application control")
                        : Default.since(Builds.WINDOWS_11_22H2, Default.safe(),
                                Default.unknown("before Windows 11 22H2 it hangs on memory integrity")).apply(host))
                .finds(MEDIUM, "The blocklist of vulnerable drivers is off",
                        "an attacker with administrative rights loads one of them to switch protection off",
                        "Set VulnerableDriverBlocklistEnable to 1", "Microsoft: Recommended driver block rules"));
    }
}
