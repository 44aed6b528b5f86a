package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.INFO;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.RemotingListener;

/** Remote desktop, WinRM and the remote registry. */
final class RemoteChecks {

    private static final String BASIC = "Microsoft: Installation and configuration for Windows Remote Management";
    private static final Default UNTOLD = Default.unknown("WinRM does not tell what it does");

    private RemoteChecks() {
    }

    /** Whether remote desktops are let in: fDenyTSConnections is 0. */
    static Function<Host, Truth> desktopsAreOn() {
        return SettingCheck.where(v -> v == 0, Truth.UNKNOWN, "rdp-policy.fDenyTSConnections", "rdp.fDenyTSConnections");
    }

    static List<Check> desktop() {
        return List.of(
                SettingCheck.of("rdp-nla", "Network level authentication of remote desktop",
                        "rdp-effective.UserAuthenticationRequired", "rdp-policy.UserAuthentication", "rdp-tcp.UserAuthentication")
                        .given(desktopsAreOn()).unsafe(v -> v == 0)
                        .unset(Default.always(Default.unknown("Windows stores it for each connection, and here it does not")))
                        .finds(MEDIUM, "Remote desktop shows its logon screen to anybody",
                                "whoever reaches the port can attack what comes before the logon",
                                "Enable Require user authentication for remote connections by using Network Level Authentication",
                                "Policy Require user authentication for remote connections by using Network Level Authentication"),
                SettingCheck.of("rdp-security-layer", "Protection of remote desktop", "rdp-effective.SecurityLayer",
                        "rdp-policy.SecurityLayer", "rdp-tcp.SecurityLayer").given(desktopsAreOn()).unsafe(v -> v == 0)
                        .unset(Default.always(Default.unknown("Windows stores it for each connection, and here it does not")))
                        .finds(MEDIUM, "Remote desktop uses its old encryption",
                                "the server is not authenticated, and who stands between reads the session",
                                "Require TLS: Require use of specific security layer for remote connections",
                                "Policy Require use of specific security layer for remote (RDP) connections"),
                new DesktopCertificateCheck());
    }

    static List<Check> management() {
        return List.of(
                winrm("winrm-service-clear", "Service.AllowUnencrypted", "winrm-service.AllowUnencryptedTraffic",
                        "Traffic in clear to WinRM here", "WinRM takes commands in clear",
                        "who listens reads what administrators send and receive"),
                winrm("winrm-service-basic", "Service.Auth.Basic", "winrm-service.AllowBasic",
                        "Basic authentication to WinRM here",
                        "WinRM takes passwords by basic authentication", "the password itself is sent, protected by TLS at most"),
                winrm("winrm-client-clear", "Client.AllowUnencrypted", "winrm-client.AllowUnencryptedTraffic",
                        "Traffic in clear to WinRM elsewhere", "This computer manages others in clear",
                        "who listens reads what administrators send and receive"),
                SettingCheck
                        .of("winrm-client-basic", "Basic authentication to WinRM elsewhere", "winrm-effective.Client.Auth.Basic",
                                "winrm-client.AllowBasic")
                        .unsafe(v -> v != 0).unset(UNTOLD)
                        .finds(LOW, "This computer may send passwords to WinRM by basic authentication",
                                "who imitates a server that asks for it receives the password",
                                "Disable the policy Allow Basic authentication of the WinRM client",
                                "Policy Allow Basic authentication", BASIC),
                SettingCheck.of("winrm-trusted-hosts", "Hosts that WinRM trusts", "winrm-effective.Client.TrustedHosts",
                        "winrm-client.TrustedHostsList").unsafeText(RemoteChecks::trustsAll)
                        .unset(host -> host.complete() ? Default.safe() : UNTOLD)
                        .finds(LOW, "This computer gives logons to any host that it manages",
                                "who imitates a host receives an administrator's logon",
                                "List the hosts instead of *, or use Kerberos or TLS", "Policy Trusted Hosts", BASIC),
                RowCheck.of("winrm-http", "WinRM without TLS", RemotingListener.class)
                        .unsafe(row -> !row.transport().equalsIgnoreCase("HTTP") ? Truth.NO : Truth.of(row.enabled()))
                        .says(row -> "WinRM listens by HTTP on " + row.address()
                                + (row.port() == null ? "" : ", port " + row.port()))
                        .finds(INFO, "WinRM listens without TLS",
                                "messages are encrypted by Kerberos or NTLM alone, and hosts outside a domain are not authenticated",
                                "Where computers are managed that are in no domain, add a listener with a certificate",
                                "Microsoft: Security considerations for PowerShell Remoting using WinRM"));
    }

    static List<Check> registry() {
        return List.of(
                RowCheck.of("remote-registry", "Remote registry", Service.class)
                        .unsafe(row -> row.name().equalsIgnoreCase("RemoteRegistry") ? runs(row) : Truth.NO)
                        .says(row -> "service RemoteRegistry is " + lower(row.state()) + ", its start mode "
                                + lower(row.startMode()))
                        .finds(LOW, "The registry may be read from afar",
                                "with an account it shows who is logged in and what is installed",
                                "Disable the service where no management needs it",
                                "Microsoft: Guidance on disabling system services"));
    }

    private static Check winrm(String id, String effective, String policy, String title, String finding, String why) {
        return SettingCheck.of(id, title, "winrm-effective." + effective, policy).unsafe(v -> v != 0).unset(UNTOLD)
                .finds(MEDIUM, finding, why, "Disable it in WinRM's configuration or by policy, and use Kerberos or TLS", BASIC);
    }

    private static Truth trustsAll(String hosts) {
        return Truth.of(Arrays.stream(hosts.split(",")).map(String::strip).anyMatch("*"::equals));
    }

    private static Truth runs(Service service) {
        if (service.startMode() == Service.StartMode.DISABLED && service.state() != Service.State.RUNNING) {
            return Truth.NO;
        }
        return service.state() == Service.State.RUNNING || service.startMode() == Service.StartMode.AUTOMATIC ? Truth.YES
                : service.state() == null || service.startMode() == null ? Truth.UNKNOWN : Truth.NO;
    }

    private static String lower(@Nullable Enum<?> word) {
        return word == null ? "not told" : word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
