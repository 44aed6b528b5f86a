package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The registry values that the security of Windows depends on, by our name. Their meanings are in Microsoft's documentation of group policy, the
 * security baselines, and the articles on the updates that introduced them.
 */
public final class HardeningKeys {

    /**
     * A registry key.
     *
     * @param area   first part of the settings' names: {@code lsa}
     * @param path   below HKEY_LOCAL_MACHINE
     * @param values of it
     */
    public record Key(String area, String path, List<String> values) {
        Key(String area, String path, String... values) {
            this(area, path, List.of(values));
        }
    }

    private static final String CONTROL = "SYSTEM\\CurrentControlSet\\Control\\";
    private static final String SERVICES = "SYSTEM\\CurrentControlSet\\Services\\";
    private static final String POLICIES = "SOFTWARE\\Policies\\Microsoft\\";
    private static final String CURRENT = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\";
    private static final String SYSTEM = CURRENT + "Policies\\System";
    private static final String SCHANNEL = CONTROL + "SecurityProviders\\SCHANNEL\\";

    private HardeningKeys() {
    }

    /** All keys, in a fixed order. */
    public static List<Key> all() {
        var keys = new ArrayList<Key>();
        keys.addAll(credentials());
        keys.addAll(accounts());
        keys.addAll(network());
        keys.addAll(smb());
        keys.addAll(remoteAccess());
        keys.addAll(scripting());
        keys.addAll(printing());
        keys.addAll(updates());
        keys.addAll(device());
        keys.addAll(defender());
        keys.addAll(desktop());
        keys.addAll(cryptography());
        return List.copyOf(keys);
    }

    private static List<Key> credentials() {
        return List.of(
                new Key("lsa", CONTROL + "Lsa", "RunAsPPL", "RunAsPPLBoot", "LsaCfgFlags", "LmCompatibilityLevel", "NoLMHash",
                        "RestrictAnonymous", "RestrictAnonymousSAM", "EveryoneIncludesAnonymous", "LimitBlankPasswordUse",
                        "DisableDomainCreds", "ForceGuest", "RestrictRemoteSAM", "SCENoApplyLegacyAuditPolicy",
                        "AuditBaseObjects",
                        "CrashOnAuditFail", "DisableRestrictedAdmin", "DisableRestrictedAdminOutboundCreds", "UseMachineId",
                        "Security Packages", "Notification Packages", "Authentication Packages"),
                new Key("ntlm", CONTROL + "Lsa\\MSV1_0", "NTLMMinClientSec", "NTLMMinServerSec", "RestrictSendingNTLMTraffic",
                        "RestrictReceivingNTLMTraffic", "AuditReceivingNTLMTraffic", "AllowNullSessionFallback",
                        "ClientAllowedNTLMServers"),
                new Key("pku2u", CONTROL + "Lsa\\pku2u", "AllowOnlineID"),
                new Key("kerberos", SYSTEM + "\\Kerberos\\Parameters", "SupportedEncryptionTypes"),
                new Key("wdigest", CONTROL + "SecurityProviders\\WDigest", "UseLogonCredential", "Negotiate"),
                new Key("credssp", SYSTEM + "\\CredSSP\\Parameters", "AllowEncryptionOracle"),
                new Key("delegation", POLICIES + "Windows\\CredentialsDelegation", "AllowProtectedCreds",
                        "RestrictedRemoteAdministration",
                        "RestrictedRemoteAdministrationType", "AllowDefaultCredentials", "AllowFreshCredentials"),
                new Key("laps", CURRENT + "Policies\\LAPS", "BackupDirectory", "PasswordAgeDays", "PasswordLength",
                        "PasswordComplexity",
                        "ADPasswordEncryptionEnabled", "PostAuthenticationActions", "AdministratorAccountName"),
                new Key("laps-csp", "SOFTWARE\\Microsoft\\Policies\\LAPS", "BackupDirectory", "PasswordAgeDays", "PasswordLength",
                        "PasswordComplexity", "ADPasswordEncryptionEnabled", "PostAuthenticationActions"),
                new Key("laps-legacy", "SOFTWARE\\Policies\\Microsoft Services\\AdmPwd", "AdmPwdEnabled", "PasswordLength",
                        "PasswordAgeDays", "PasswordComplexity", "AdminAccountName"),
                new Key("netlogon", SERVICES + "Netlogon\\Parameters", "RequireSignOrSeal", "SealSecureChannel",
                        "SignSecureChannel",
                        "RequireStrongKey", "DisablePasswordChange", "MaximumPasswordAge", "RefusePasswordChange",
                        "FullSecureChannelProtection", "RequireSeal", "RestrictNTLMInDomain", "AuditNTLMInDomain",
                        "VulnerableChannelAllowList", "AllowNT4Crypto"),
                new Key("kdc", SERVICES + "Kdc", "KrbtgtFullPacSignature", "StrongCertificateBindingEnforcement",
                        "DefaultDomainSupportedEncTypes", "PacRequestorEnforcement"));
    }

    private static List<Key> accounts() {
        return List.of(
                new Key("winlogon", "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon", "CachedLogonsCount",
                        "AutoAdminLogon",
                        "DefaultUserName", "DefaultDomainName", "ScRemoveOption", "PasswordExpiryWarning", "ForceUnlockLogon",
                        "ScreenSaverGracePeriod"),
                new Key("uac", SYSTEM, "EnableLUA", "ConsentPromptBehaviorAdmin", "ConsentPromptBehaviorUser",
                        "PromptOnSecureDesktop",
                        "FilterAdministratorToken", "LocalAccountTokenFilterPolicy", "EnableInstallerDetection",
                        "EnableVirtualization",
                        "EnableSecureUIAPaths", "EnableUIADesktopToggle", "ValidateAdminCodeSignatures"),
                new Key("logon", SYSTEM, "InactivityTimeoutSecs", "DontDisplayLastUserName", "DisableCAD", "LegalNoticeCaption",
                        "ShutdownWithoutLogon", "MaxDevicePasswordFailedAttempts", "NoConnectedUser", "MSAOptional",
                        "DisableAutomaticRestartSignOn", "ScForceOption"),
                new Key("installer", POLICIES + "Windows\\Installer", "AlwaysInstallElevated", "EnableUserControl", "DisableMSI",
                        "SafeForScripting"),
                new Key("credui", CURRENT + "Policies\\CredUI", "EnumerateAdministrators"),
                new Key("credui-policy", POLICIES + "Windows\\CredUI", "DisablePasswordReveal"),
                new Key("hello", POLICIES + "PassportForWork", "Enabled", "RequireSecurityDevice"),
                new Key("sudo", CURRENT + "Sudo", "Enabled"));
    }

    private static List<Key> network() {
        return List.of(
                new Key("dns", POLICIES + "Windows NT\\DNSClient", "EnableMulticast", "DoHPolicy", "DisableSmartNameResolution",
                        "EnableNetbios", "EnableMDNS", "SearchList"),
                new Key("mdns", SERVICES + "Dnscache\\Parameters", "EnableMDNS", "EnableAutoDoh"),
                new Key("tcpip", SERVICES + "Tcpip\\Parameters", "SearchList", "Domain", "NV Domain", "DisableIPSourceRouting",
                        "EnableICMPRedirect", "PerformRouterDiscovery", "IPEnableRouter", "KeepAliveTime",
                        "TcpMaxDataRetransmissions"),
                new Key("tcpip6", SERVICES + "Tcpip6\\Parameters", "DisabledComponents", "DisableIPSourceRouting"),
                new Key("netbt", SERVICES + "NetBT\\Parameters", "NodeType", "NoNameReleaseOnDemand", "EnableLMHOSTS"),
                new Key("ldap-client", SERVICES + "ldap", "LDAPClientIntegrity", "LdapClientConfidentiality"),
                new Key("ldap-server", SERVICES + "NTDS\\Parameters", "LDAPServerIntegrity", "LdapEnforceChannelBinding"),
                new Key("dns-server", SERVICES + "DNS\\Parameters", "ServerLevelPluginDll", "TcpReceivePacketSize"),
                new Key("proxy", CURRENT + "Internet Settings", "ProxyEnable", "ProxyServer", "AutoConfigURL"),
                new Key("proxy-policy", POLICIES + "Windows\\CurrentVersion\\Internet Settings", "ProxySettingsPerUser",
                        "EnableAutoProxyResultCache"),
                new Key("winhttp", CURRENT + "Internet Settings\\WinHttp", "DisableWpad"),
                new Key("winhttp-proxy", CURRENT + "Internet Settings\\Connections", "WinHttpSettings"),
                new Key("connections", POLICIES + "Windows\\WcmSvc\\GroupPolicy", "fMinimizeConnections", "fBlockNonDomain"),
                new Key("bridging", POLICIES + "Windows\\Network Connections", "NC_AllowNetBridge_NLA", "NC_ShowSharedAccessUI",
                        "NC_StdDomainUserSetLocation"),
                new Key("hotspots", "SOFTWARE\\Microsoft\\WcmSvc\\wifinetworkmanager\\config", "AutoConnectAllowedOEM"));
    }

    private static List<Key> smb() {
        return List.of(
                new Key("smb-server", SERVICES + "LanmanServer\\Parameters", "RequireSecuritySignature",
                        "EnableSecuritySignature", "SMB1",
                        "SMB2", "EncryptData", "RejectUnencryptedAccess", "NullSessionPipes", "NullSessionShares",
                        "RestrictNullSessAccess", "AutoDisconnect", "EnableForcedLogoff", "AutoShareServer", "AutoShareWks",
                        "SmbServerNameHardeningLevel", "AuditSmb1Access", "MinSmb2Dialect", "MaxSmb2Dialect",
                        "InvalidAuthenticationDelayTimeInMs"),
                new Key("smb-client", SERVICES + "LanmanWorkstation\\Parameters", "RequireSecuritySignature",
                        "EnableSecuritySignature",
                        "EnablePlainTextPassword", "AllowInsecureGuestAuth"),
                new Key("smb-client-policy", POLICIES + "Windows\\LanmanWorkstation", "AllowInsecureGuestAuth", "BlockNTLM",
                        "RequireEncryption"),
                new Key("smb1-client", SERVICES + "mrxsmb10", "Start"),
                new Key("unc", POLICIES + "Windows\\NetworkProvider\\HardenedPaths", "\\\\*\\NETLOGON", "\\\\*\\SYSVOL"));
    }

    private static List<Key> remoteAccess() {
        var settings = POLICIES + "Windows NT\\Terminal Services";
        return List.of(
                new Key("rdp", CONTROL + "Terminal Server", "fDenyTSConnections", "fSingleSessionPerUser"),
                new Key("rdp-tcp", CONTROL + "Terminal Server\\WinStations\\RDP-Tcp", "UserAuthentication", "SecurityLayer",
                        "MinEncryptionLevel", "PortNumber", "SSLCertificateSHA1Hash", "fDisableCdm", "Shadow",
                        "fPromptForPassword"),
                new Key("rdp-policy", settings, "fDenyTSConnections", "UserAuthentication", "SecurityLayer", "MinEncryptionLevel",
                        "fDisableCdm", "fDisableClip", "fPromptForPassword", "DisablePasswordSaving", "MaxIdleTime",
                        "MaxDisconnectionTime", "fEncryptRPCTraffic", "fAllowToGetHelp", "Shadow", "DeleteTempDirsOnExit"),
                new Key("assistance", CONTROL + "Remote Assistance", "fAllowToGetHelp", "fAllowFullControl"),
                new Key("winrm-client", POLICIES + "Windows\\WinRM\\Client", "AllowBasic", "AllowUnencryptedTraffic",
                        "AllowDigest",
                        "TrustedHosts", "TrustedHostsList"),
                new Key("winrm-service", POLICIES + "Windows\\WinRM\\Service", "AllowBasic", "AllowUnencryptedTraffic",
                        "DisableRunAs",
                        "AllowAutoConfig", "IPv4Filter", "IPv6Filter", "HttpCompatibilityListener", "CbtHardeningLevel"),
                new Key("winrs", POLICIES + "Windows\\WinRM\\Service\\WinRS", "AllowRemoteShellAccess"),
                new Key("rpc", POLICIES + "Windows NT\\Rpc", "RestrictRemoteClients", "EnableAuthEpResolution"),
                new Key("dcom", "SOFTWARE\\Microsoft\\Ole", "EnableDCOM", "LegacyAuthenticationLevel",
                        "LegacyImpersonationLevel"),
                new Key("dcom-hardening", "SOFTWARE\\Microsoft\\Ole\\AppCompat", "RequireIntegrityActivationAuthenticationLevel",
                        "RaiseActivationAuthenticationLevel"),
                new Key("remote-registry", CONTROL + "SecurePipeServers\\winreg\\AllowedPaths", "Machine"),
                new Key("remote-registry-exact", CONTROL + "SecurePipeServers\\winreg\\AllowedExactPaths", "Machine"));
    }

    private static List<Key> scripting() {
        var powerShell = POLICIES + "Windows\\PowerShell";
        return List.of(new Key("powershell", powerShell, "EnableScripts", "ExecutionPolicy"),
                new Key("powershell-script-blocks", powerShell + "\\ScriptBlockLogging", "EnableScriptBlockLogging",
                        "EnableScriptBlockInvocationLogging"),
                new Key("powershell-modules", powerShell + "\\ModuleLogging", "EnableModuleLogging"),
                new Key("powershell-transcripts", powerShell + "\\Transcription", "EnableTranscripting", "OutputDirectory",
                        "EnableInvocationHeader"),
                new Key("powershell-local", "SOFTWARE\\Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell",
                        "ExecutionPolicy"),
                new Key("powershell-lockdown", CONTROL + "Session Manager\\Environment", "__PSLockdownPolicy"),
                new Key("process-creation", SYSTEM + "\\Audit", "ProcessCreationIncludeCmdLine_Enabled"),
                new Key("script-host", "SOFTWARE\\Microsoft\\Windows Script Host\\Settings", "Enabled", "TrustPolicy"),
                new Key("certificate-padding", "SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config", "EnableCertPaddingCheck"));
    }

    private static List<Key> printing() {
        var printers = POLICIES + "Windows NT\\Printers";
        return List.of(
                new Key("print", printers, "RegisterSpoolerRemoteRpcEndPoint", "RedirectionguardPolicy", "CopyFilesPolicy",
                        "DisableWebPnPDownload", "DisableHTTPPrinting"),
                new Key("point-and-print", printers + "\\PointAndPrint", "RestrictDriverInstallationToAdministrators",
                        "NoWarningNoElevationOnInstall", "UpdatePromptSettings", "Restricted", "TrustedServers", "ServerList",
                        "InForest"),
                new Key("print-packages", printers + "\\PackagePointAndPrint", "PackagePointAndPrintOnly",
                        "PackagePointAndPrintServerList"),
                new Key("print-rpc", printers + "\\RPC", "RpcUseNamedPipeProtocol", "RpcAuthentication", "RpcProtocols",
                        "ForceKerberosForRpc", "RpcTcpPort"),
                new Key("print-privacy", CONTROL + "Print", "RpcAuthnLevelPrivacyEnabled"),
                new Key("spooler", SERVICES + "Spooler", "Start"));
    }

    private static List<Key> updates() {
        return List.of(
                new Key("update", Updates.POLICY, "WUServer", "WUStatusServer", "TargetGroup", "ElevateNonAdmins",
                        "DeferQualityUpdatesPeriodInDays", "DeferFeatureUpdatesPeriodInDays", "TargetReleaseVersionInfo",
                        "ProductVersion", "SetDisableUXWUAccess", "DoNotConnectToWindowsUpdateInternetLocations",
                        "DisableDualScan"),
                new Key("automatic-update", Updates.POLICY + "\\AU", "UseWUServer", "NoAutoUpdate", "AUOptions",
                        "ScheduledInstallDay",
                        "ScheduledInstallTime", "NoAutoRebootWithLoggedOnUsers", "AlwaysAutoRebootAtScheduledTime"),
                new Key("time", TimeSources.PARAMETERS, "Type", "NtpServer"),
                new Key("time-client", TimeSources.CLIENT, "Enabled", "SpecialPollInterval"));
    }

    private static List<Key> device() {
        return List.of(
                new Key("bitlocker", POLICIES + "FVE", "UseAdvancedStartup", "UseTPM", "UseTPMPIN", "UseTPMKey", "UseTPMKeyPIN",
                        "UseEnhancedPin", "MinimumPIN", "EncryptionMethodWithXtsOs", "EncryptionMethodWithXtsFdv",
                        "EncryptionMethodWithXtsRdv", "OSRecovery", "OSActiveDirectoryBackup", "OSRequireActiveDirectoryBackup",
                        "RDVDenyWriteAccess", "FDVDenyWriteAccess", "DisableExternalDMAUnderLock"),
                new Key("dma", POLICIES + "Windows\\Kernel DMA Protection", "DeviceEnumerationPolicy"),
                new Key("vbs", CONTROL + "DeviceGuard", "EnableVirtualizationBasedSecurity", "RequirePlatformSecurityFeatures",
                        "Locked"),
                new Key("memory-integrity", CONTROL + "DeviceGuard\\Scenarios\\HypervisorEnforcedCodeIntegrity", "Enabled",
                        "Locked",
                        "WasEnabledBy"),
                new Key("credential-guard", CONTROL + "DeviceGuard\\Scenarios\\CredentialGuard", "Enabled"),
                new Key("vbs-policy", POLICIES + "Windows\\DeviceGuard", "EnableVirtualizationBasedSecurity", "LsaCfgFlags",
                        "HypervisorEnforcedCodeIntegrity", "RequirePlatformSecurityFeatures", "ConfigureSystemGuardLaunch"),
                new Key("driver-blocklist", CONTROL + "CI\\Config", "VulnerableDriverBlocklistEnable"),
                new Key("smart-app-control", CONTROL + "CI\\Policy", "VerifiedAndReputablePolicyState"),
                new Key("exploit", CONTROL + "Session Manager\\kernel", "MitigationOptions", "DisableExceptionChainValidation",
                        "ObCaseInsensitive"),
                new Key("session-manager", CONTROL + "Session Manager", "ProtectionMode", "SafeDllSearchMode",
                        "CWDIllegalInDllSearch"),
                new Key("memory", CONTROL + "Session Manager\\Memory Management", "FeatureSettingsOverride",
                        "FeatureSettingsOverrideMask", "MoveImages", "ClearPageFileAtShutdown"),
                new Key("crash", CONTROL + "CrashControl", "CrashDumpEnabled"),
                new Key("removable", POLICIES + "Windows\\RemovableStorageDevices", "Deny_All"),
                new Key("usb-storage", SERVICES + "USBSTOR", "Start"));
    }

    private static List<Key> defender() {
        var defender = POLICIES + "Windows Defender";
        return List.of(new Key("defender", defender, "DisableAntiSpyware", "PUAProtection", "DisableLocalAdminMerge"),
                new Key("defender-real-time", defender + "\\Real-Time Protection", "DisableRealtimeMonitoring",
                        "DisableBehaviorMonitoring", "DisableIOAVProtection", "DisableScriptScanning"),
                new Key("defender-cloud", defender + "\\Spynet", "SpynetReporting", "SubmitSamplesConsent"),
                new Key("defender-asr", defender + "\\Windows Defender Exploit Guard\\ASR", "ExploitGuard_ASR_Rules"),
                new Key("defender-tamper", "SOFTWARE\\Microsoft\\Windows Defender\\Features", "TamperProtection"),
                new Key("smartscreen", POLICIES + "Windows\\System", "EnableSmartScreen", "ShellSmartScreenLevel"),
                new Key("smartscreen-edge", POLICIES + "Edge", "SmartScreenEnabled", "PreventSmartScreenPromptOverride"));
    }

    private static List<Key> desktop() {
        return List.of(
                new Key("autoplay", CURRENT + "Policies\\Explorer", "NoDriveTypeAutoRun", "NoAutorun",
                        "NoDataExecutionPrevention",
                        "NoHeapTerminationOnCorruption", "PreXPSP2ShellProtocolBehavior"),
                new Key("autoplay-policy", POLICIES + "Windows\\Explorer", "NoAutoplayfornonVolume", "NoDataExecutionPrevention"),
                new Key("lock-screen", POLICIES + "Windows\\Personalization", "NoLockScreenCamera", "NoLockScreenSlideshow"),
                new Key("logon-policy", POLICIES + "Windows\\System", "DontDisplayNetworkSelectionUI", "RunAsPPL",
                        "EnumerateLocalUsers",
                        "AllowDomainPINLogon", "BlockDomainPicturePassword", "DisableLockScreenAppNotifications", "EnableCdp"),
                new Key("telemetry", POLICIES + "Windows\\DataCollection", "AllowTelemetry"),
                new Key("consumer", POLICIES + "Windows\\CloudContent", "DisableWindowsConsumerFeatures"),
                new Key("event-log-application", POLICIES + "Windows\\EventLog\\Application", "MaxSize", "Retention"),
                new Key("event-log-security", POLICIES + "Windows\\EventLog\\Security", "MaxSize", "Retention"),
                new Key("event-log-system", POLICIES + "Windows\\EventLog\\System", "MaxSize", "Retention"),
                new Key("gpo-registry", POLICIES + "Windows\\Group Policy\\{35378EAC-683F-11D2-A89A-00C04FBBCFA2}",
                        "NoBackgroundPolicy",
                        "NoGPOListChanges"));
    }

    private static List<Key> cryptography() {
        var keys = new ArrayList<Key>();
        for (var protocol : List.of("SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")) {
            for (var side : List.of("Client", "Server")) {
                keys.add(new Key(
                        "schannel." + protocol.toLowerCase(Locale.ROOT).replace(' ', '-') + "." + side.toLowerCase(Locale.ROOT),
                        SCHANNEL + "Protocols\\" + protocol + "\\" + side, "Enabled", "DisabledByDefault"));
            }
        }
        keys.add(new Key("schannel.md5", SCHANNEL + "Hashes\\MD5", "Enabled"));
        keys.add(new Key("schannel.sha", SCHANNEL + "Hashes\\SHA", "Enabled"));
        keys.add(new Key("schannel.diffie-hellman", SCHANNEL + "KeyExchangeAlgorithms\\Diffie-Hellman", "Enabled",
                "ServerMinKeyBitLength",
                "ClientMinKeyBitLength"));
        keys.add(new Key("tls-suites", POLICIES + "Cryptography\\Configuration\\SSL\\00010002", "Functions"));
        keys.add(new Key("fips", CONTROL + "Lsa\\FipsAlgorithmPolicy", "Enabled"));
        keys.add(new Key("dotnet", "SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319", "SchUseStrongCrypto",
                "SystemDefaultTlsVersions"));
        keys.add(new Key("dotnet-32", "SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319", "SchUseStrongCrypto",
                "SystemDefaultTlsVersions"));
        return keys;
    }

    /** What of a user's own hive matters. */
    public static List<Key> ofUsers() {
        var office = "Software\\Policies\\Microsoft\\office\\16.0\\";
        return List.of(
                new Key("user.screen-saver", "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop", "ScreenSaveActive",
                        "ScreenSaverIsSecure", "ScreenSaveTimeOut"),
                new Key("user.screen-saver-own", "Control Panel\\Desktop", "ScreenSaveActive", "ScreenSaverIsSecure",
                        "ScreenSaveTimeOut"),
                new Key("user.proxy", "Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings", "ProxyEnable",
                        "ProxyServer",
                        "AutoConfigURL", "ProxyOverride"),
                new Key("user.installer", "Software\\Policies\\Microsoft\\Windows\\Installer", "AlwaysInstallElevated"),
                new Key("user.attachments", "Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Attachments",
                        "SaveZoneInformation",
                        "ScanWithAntiVirus"),
                new Key("user.word", office + "word\\security", "VBAWarnings", "blockcontentexecutionfrominternet"),
                new Key("user.excel", office + "excel\\security", "VBAWarnings", "blockcontentexecutionfrominternet"),
                new Key("user.powerpoint", office + "powerpoint\\security", "VBAWarnings", "blockcontentexecutionfrominternet"));
    }
}
