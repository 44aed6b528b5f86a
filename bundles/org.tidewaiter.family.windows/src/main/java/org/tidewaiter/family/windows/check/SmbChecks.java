package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.INFO;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Host.Role;
import org.tidewaiter.family.windows.data.Feature;

/** File sharing. What the cmdlets tell goes before the registry, for it has the defaults in it. */
final class SmbChecks {

    private static final String SIGNING = "Microsoft: Control SMB signing behavior";
    /** Service start type of a driver that is never loaded. */
    private static final long DISABLED = 4;
    /** Features of the registry of components; {@code SMB1Protocol-Deprecation} is not one that speaks it. */
    private static final Set<String> SMB1 = Set.of("smb1protocol", "smb1protocol-server", "smb1protocol-client");
    /** What a domain controller opens without a login: Network access: Named Pipes that can be accessed anonymously. */
    private static final Set<String> PIPES_OF_CONTROLLERS = Set.of("netlogon", "samr", "lsarpc");
    private static final Default BY_EDITION = Default.unknown("it hangs on the edition");

    private SmbChecks() {
    }

    static List<Check> protocol() {
        return List.of(smb1Server(),
                RowCheck.of("smb1-feature", "The feature SMB 1", Feature.class)
                        .unsafe(f -> Truth.of(f.kind().equals("feature") && SMB1.contains(f.name().toLowerCase(Locale.ROOT))))
                        .says(f -> "the feature " + f.name() + " is installed")
                        .finds(MEDIUM, "SMB 1 is installed", "it may be switched on again, and clients may fall back to it",
                                "Remove the feature SMB 1.0/CIFS File Sharing Support",
                                "Microsoft: Detect, enable, and disable SMBv1, SMBv2, and SMBv3 in Windows"),
                SettingCheck.of("smb1-client", "SMB 1 as a client", "smb1-client.Start").unsafe(v -> v != DISABLED)
                        .unset(Default.safe())
                        .finds(MEDIUM, "The computer speaks SMB 1 to servers",
                                "who stands between reads and changes what is sent",
                                "Disable the driver mrxsmb10, or remove the feature SMB 1.0/CIFS Client",
                                "Microsoft: Detect, enable, and disable SMBv1, SMBv2, and SMBv3 in Windows"),
                SettingCheck
                        .of("smb-signing-server", "Signing of SMB as a server", "smb-effective.Server.RequireSecuritySignature",
                                "smb-server.RequireSecuritySignature")
                        .unsafe(v -> v == 0).unset(Default.byRole(SmbChecks::signedAsServer))
                        .finds(MEDIUM, "The file server does not require signing",
                                "logons may be relayed to it, and files changed on their way",
                                "Enable Digitally sign communications (always) of the Microsoft network server", SIGNING),
                SettingCheck
                        .of("smb-signing-client", "Signing of SMB as a client", "smb-effective.Client.RequireSecuritySignature",
                                "smb-client.RequireSecuritySignature")
                        .unsafe(v -> v == 0).unset(SmbChecks::signedAsClient)
                        .finds(LOW, "The computer does not require signing of file servers", "files may be changed on their way",
                                "Enable Digitally sign communications (always) of the Microsoft network client", SIGNING));
    }

    static List<Check> confidentiality() {
        return List.of(
                SettingCheck
                        .of("smb-encryption", "Encryption of SMB", "smb-effective.Server.EncryptData", "smb-server.EncryptData")
                        .unsafe(v -> v == 0)
                        .unset(Default.since(Builds.WINDOWS_8, Default.unsafe("not to encrypt"),
                                Default.unsafe("not to encrypt, since SMB 3 came with Windows 8")))
                        .finds(INFO, "The file server does not encrypt all it sends",
                                "who listens reads the files, unless single shares are encrypted",
                                "Encrypt the server, or the shares that hold what others must not read",
                                "Microsoft: SMB security enhancements"),
                guests(),
                SettingCheck.of("smb-clear-passwords", "Passwords in clear to file servers", "smb-client.EnablePlainTextPassword")
                        .unsafe(v -> v != 0).unset(Default.safe())
                        .finds(MEDIUM, "Passwords are sent in clear to file servers that ask for them", "who listens reads them",
                                "Disable Send unencrypted password to third-party SMB servers",
                                "Policy Microsoft network client: Send unencrypted password to third-party SMB servers"));
    }

    private static Check smb1Server() {
        return SettingCheck.of("smb1-server", "SMB 1 as a server", "smb-effective.Server.EnableSMB1Protocol", "smb-server.SMB1")
                .unsafe(v -> v != 0)
                .unset(Default.since(Builds.WINDOWS_10_1709,
                        Default.unknown("since Windows 10 1709 it hangs on whether the feature is installed"),
                        Default.unsafe("to speak it")))
                .finds(HIGH, "The file server speaks SMB 1",
                        "it has no protection against who stands between, and worms came in by it",
                        "Set-SmbServerConfiguration -EnableSMB1Protocol $false, and remove the feature",
                        "Microsoft: Detect, enable, and disable SMBv1, SMBv2, and SMBv3 in Windows", "MS17-010");
    }

    /** Policies Microsoft network server and client: domain controllers always required it of their clients; Windows 11 24H2 requires it, but not Home. */
    private static Function<Host, Default> signedAsServer(Role role) {
        return switch (role) {
            case DOMAIN_CONTROLLER -> Default.always(Default.safe());
            case SERVER ->
                Default.since(Builds.WINDOWS_11_24H2, Default.unknown("nothing certain is documented of Windows Server 2025"),
                        Default.unsafe("not to require it"));
            case WORK_STATION ->
                Default.since(Builds.WINDOWS_11_24H2, SmbChecks::newClient, _ -> Default.unsafe("not to require it"));
        };
    }

    private static Default signedAsClient(Host host) {
        return Default.since(Builds.WINDOWS_11_24H2, known -> known.isServer() ? Default.safe() : newClient(known),
                _ -> Default.unsafe("not to require it")).apply(host);
    }

    private static Default newClient(Host host) {
        return host.isEdition("Professional", "Enterprise", "Education") ? Default.safe() : BY_EDITION;
    }

    /** Microsoft: How to enable insecure guest logons in SMB2 and SMB3. */
    private static Check guests() {
        return SettingCheck.of("smb-guest", "Guests at file servers", "smb-effective.Client.EnableInsecureGuestLogons",
                "smb-client-policy.AllowInsecureGuestAuth", "smb-client.AllowInsecureGuestAuth").unsafe(v -> v != 0)
                .unset(Default.since(Builds.WINDOWS_10_1709,
                        host -> host.isEdition("Enterprise", "Education") ? Default.safe() : BY_EDITION,
                        _ -> Default.unknown("nothing certain is documented before Windows 10 1709")))
                .finds(MEDIUM, "The computer logs in as a guest where a file server offers it",
                        "who imitates a file server gets its files opened, for neither signing nor encryption works for guests",
                        "Disable the policy Enable insecure guest logons", "Policy Enable insecure guest logons",
                        "Microsoft: How to enable insecure guest logons in SMB2 and SMB3");
    }

    static List<Check> anonymous() {
        return List.of(
                SettingCheck
                        .of("anonymous-pipes", "Pipes and shares for those without a login", "smb-server.RestrictNullSessAccess")
                        .unsafe(v -> v == 0).unset(Default.safe())
                        .finds(MEDIUM, "All pipes and shares are open without a login",
                                "only what each of them checks itself is protected",
                                "Enable Restrict anonymous access to Named Pipes and Shares",
                                "Policy Network access: Restrict anonymous access to Named Pipes and Shares"),
                SettingCheck.of("anonymous-pipe-list", "Pipes that are open without a login", "smb-server.NullSessionPipes")
                        .unsafeText(SmbChecks::opensMore).unset(Default.safe())
                        .finds(LOW, "Pipes are open without a login", "the services behind them answer anybody",
                                "Empty the list, but for netlogon, samr and lsarpc on domain controllers",
                                "Policy Network access: Named Pipes that can be accessed anonymously"),
                SettingCheck.of("anonymous-share-list", "Shares that are open without a login", "smb-server.NullSessionShares")
                        .unsafeText(v -> Truth.of(!v.isBlank())).unset(Default.safe())
                        .finds(MEDIUM, "Shares are open without a login", "anybody who reaches the computer reads them",
                                "Empty the list", "Policy Network access: Shares that can be accessed anonymously"));
    }

    private static Truth opensMore(String pipes) {
        return Truth.of(Arrays.stream(pipes.toLowerCase(Locale.ROOT).split("[\\s,;]+")).filter(pipe -> !pipe.isEmpty())
                .anyMatch(pipe -> !PIPES_OF_CONTROLLERS.contains(pipe)));
    }
}
