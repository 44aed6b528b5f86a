package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;

import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.NetworkConnection;

/** Names in the network, the directory, and the channel to domain controllers. */
final class NetworkChecks {

    private static final long REQUIRED = 2;
    /** NodeType of a computer that asks servers alone, RFC 1001 section 10: P node. */
    private static final long POINT_TO_POINT = 2;
    private static final String LDAP = "Microsoft: LDAP signing for Active Directory Domain Services";
    private static final Default BY_DEPLOYMENT = Default
            .unknown("in Windows Server 2025 it hangs on whether the domain is new or was upgraded");

    private NetworkChecks() {
    }

    static List<Check> names() {
        return List.of(
                SettingCheck.of("llmnr", "Names by LLMNR", "dns.EnableMulticast").unsafe(v -> v != 0).unset(Default.unsafe("on"))
                        .finds(MEDIUM, "LLMNR is on", "anybody in the same network answers for a name, and receives the logon",
                                "Enable the policy Turn off multicast name resolution",
                                "Policy Turn off multicast name resolution",
                                "RFC 4795, Security Considerations"),
                SettingCheck.of("mdns", "Names by multicast DNS", "dns.EnableMDNS", "mdns.EnableMDNS").unsafe(v -> v != 0)
                        .unset(Default.since(Builds.WINDOWS_10_1809, Default.unsafe("on"),
                                Default.unknown("nothing certain is documented before Windows 10 1809")))
                        .finds(LOW, "Multicast DNS is on", "anybody in the same network answers for a name in .local",
                                "Set EnableMDNS to 0 where nothing is found by it, such as printers",
                                "RFC 6762, Security Considerations"),
                RowCheck.of("netbios", "NetBIOS over TCP/IP", NetworkConnection.class).given(NetworkChecks::broadcasts)
                        .unsafe(NetworkChecks::netbios)
                        .says(row -> "interface " + row.interfaceName() + ": NetBIOS over TCP/IP is "
                                + ("enabled".equals(row.netbios()) ? "enabled" : "left to DHCP, which is not used here"))
                        .finds(MEDIUM, "NetBIOS over TCP/IP is on",
                                "anybody in the same network answers for a name, and receives the logon",
                                "Disable NetBIOS over TCP/IP at each interface, or by DHCP", "RFC 1001, RFC 1002",
                                "Microsoft: Win32_NetworkAdapterConfiguration, TcpipNetbiosOptions"));
    }

    /** Without broadcasts nobody but the name server is asked. */
    private static Truth broadcasts(Facts facts) {
        return switch (Settings.of(facts).look("netbt.NodeType")) {
            case Settings.Looked.Stored(var _, var value) -> Truth.of(Settings.number(value).orElse(0) != POINT_TO_POINT);
            case Settings.Looked.Unset(var _),Settings.Looked.Untold(var _) -> Truth.YES;
        };
    }

    /** Where it is left to DHCP, and DHCP is not used, it is on; else the DHCP server decides, which does not show. */
    private static Truth netbios(NetworkConnection connection) {
        var option = connection.netbios();
        if ("enabled".equals(option) || "disabled".equals(option)) {
            return Truth.of("enabled".equals(option));
        }
        return "by DHCP".equals(option) && Boolean.FALSE.equals(connection.dhcp()) ? Truth.YES : Truth.UNKNOWN;
    }

    static List<Check> directory() {
        return List.of(
                SettingCheck.of("ldap-client", "Signing of LDAP as a client", "ldap-client.LDAPClientIntegrity")
                        .unsafe(v -> v == 0)
                        .unset(Default.safe())
                        .finds(MEDIUM, "LDAP is not signed", "who stands between changes what the directory says",
                                "Set LDAP client signing requirements to negotiate or to require signing",
                                "Policy Network security: LDAP client signing requirements"),
                SettingCheck.of("ldap-server", "Signing of LDAP as a server", "ldap-server.LDAPServerIntegrity")
                        .at(Scope.DOMAIN_CONTROLLER).unsafe(v -> v < REQUIRED)
                        .unset(Default.since(Builds.WINDOWS_11_24H2, BY_DEPLOYMENT, Default.unsafe("not to require it")))
                        .finds(HIGH, "The domain controller accepts LDAP without signing",
                                "logons of others may be relayed to it, and passwords pass in clear",
                                "Set LDAP server signing requirements to require signing, after the clients in event 2889 were looked at",
                                LDAP, "ADV190023"),
                SettingCheck
                        .of("ldap-channel-binding", "Channel binding of LDAP over TLS", "ldap-server.LdapEnforceChannelBinding")
                        .at(Scope.DOMAIN_CONTROLLER).unsafe(v -> v < REQUIRED)
                        .unset(Default.since(Builds.WINDOWS_11_24H2, BY_DEPLOYMENT, Default.unsafe("never")))
                        .finds(MEDIUM, "The domain controller accepts LDAP over TLS without channel binding",
                                "logons of others may be relayed to it over TLS",
                                "Set LDAP server channel binding token requirements to always",
                                "Policy Domain controller: LDAP server channel binding token requirements", "ADV190023"));
    }

    static List<Check> secureChannel() {
        return List.of(
                channel("netlogon-sign-or-seal", "Secure channel: signing or encryption", "RequireSignOrSeal",
                        "The secure channel need not be protected",
                        "Domain member: Digitally encrypt or sign secure channel data (always)"),
                channel("netlogon-seal", "Secure channel: encryption", "SealSecureChannel", "The secure channel is not encrypted",
                        "Domain member: Digitally encrypt secure channel data (when possible)"),
                channel("netlogon-sign", "Secure channel: signing", "SignSecureChannel", "The secure channel is not signed",
                        "Domain member: Digitally sign secure channel data (when possible)"),
                channel("netlogon-strong-key", "Secure channel: strong keys", "RequireStrongKey",
                        "The secure channel takes weak keys",
                        "Domain member: Require strong (Windows 2000 or later) session key"),
                SettingCheck.of("netlogon-password", "Password of the computer's account", "netlogon.DisablePasswordChange")
                        .unsafe(v -> v != 0).unset(Default.safe())
                        .finds(LOW, "The computer does not change its password in the domain",
                                "who learnt it once acts as this computer for ever",
                                "Disable Disable machine account password changes",
                                "Policy Domain member: Disable machine account password changes"),
                SettingCheck.of("zerologon", "Vulnerable Netlogon connections", "netlogon.FullSecureChannelProtection")
                        .at(Scope.DOMAIN_CONTROLLER).unsafe(v -> v == 0)
                        .unset(host -> isEnforced(host) ? Default.safe()
                                : Default.unknown("it hangs on whether the updates of February 2021 are installed"))
                        .finds(HIGH, "The domain controller is set to accept vulnerable Netlogon connections",
                                "without the updates of February 2021 anybody in the network takes the domain over",
                                "Remove the value, and install the updates", "CVE-2020-1472", "KB4557222"),
                SettingCheck.of("zerologon-exceptions", "Exceptions for vulnerable Netlogon connections",
                        "netlogon.VulnerableChannelAllowList").at(Scope.DOMAIN_CONTROLLER)
                        .unsafeText(v -> Truth.of(!v.isBlank())).unset(Default.safe())
                        .finds(HIGH, "Accounts may still use vulnerable Netlogon connections",
                                "whoever reaches the domain controller acts as one of them",
                                "Replace the devices, and empty Domain controller: Allow vulnerable Netlogon secure channel connections",
                                "CVE-2020-1472", "KB4557222"));
    }

    /** Each of them is on where nothing is stored. */
    private static Check channel(String id, String title, String value, String finding, String policy) {
        return SettingCheck.of(id, title, "netlogon." + value).unsafe(v -> v == 0).unset(Default.safe())
                .finds(MEDIUM, finding, "who stands between reads or changes what the computer and its domain controller say",
                        "Enable " + policy, "Policy " + policy);
    }

    /** Builds of the updates of February 9, 2021, which ended the choice. */
    private static boolean isEnforced(Host host) {
        var build = host.build();
        return build != null && build >= Builds.SERVER_2022 || host.hasUpdate(Builds.WINDOWS_10_1809, 1757)
                || host.hasUpdate(Builds.WINDOWS_10_1607, 4225);
    }
}
