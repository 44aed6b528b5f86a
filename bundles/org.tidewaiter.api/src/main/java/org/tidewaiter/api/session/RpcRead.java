package org.tidewaiter.api.session;

/**
 * Reads what a service of a Windows computer tells by RPC.
 *
 * @param id {@code local-policy}
 */
public record RpcRead(String id, Subject subject) implements Request {

    /** What can be asked for, with the calls that are made. SIDs are text; times are FILETIMEs and intervals in 100 ns, as numbers ([MS-DTYP] 2.3.3). */
    public enum Subject {
        /**
         * The rules for passwords and lockout of the computer's own accounts, one row ([MS-SAMR] 2.2.3.5, 2.2.3.15, 2.2.3.6): DomainName, MinPasswordLength,
         * PasswordHistoryLength, PasswordProperties, MaxPasswordAge, MinPasswordAge, LockoutThreshold, LockoutDuration,
         * LockoutObservationWindow, ForceLogoff. Intervals are positive, and -1 for ever; what the service did not tell is absent.
         */
        PASSWORD_POLICY("samr SamrQueryInformationDomain2"),
        /**
         * The computer's own accounts ([MS-SAMR] 2.2.6.1), at most 5,000: UserName, Sid, FullName, AdminComment, UserAccountControl (USER_ACCOUNT codes,
         * 2.2.1.12), LastLogon, PasswordLastSet, PasswordMustChange, BadPasswordCount, LogonCount. A time that never was or never comes is absent; of an
         * account that may not be opened there are name and SID alone. Nothing of a password is asked for. A domain controller's accounts are the
         * directory's, and are not read this way: {@code UNSUPPORTED}.
         */
        ACCOUNTS("lsarpc LsarQueryInformationPolicy; samr SamrEnumerateUsersInDomain, SamrQueryInformationUser2"),
        /**
         * The computer's own and built-in groups, on a domain controller the built-in ones alone: Name, Sid, Domain, AdminComment, Members (SIDs),
         * MemberNames ({@code DOMAIN\\name}, the name alone where it belongs to no domain, "" where unknown). At most 2,000, and 5,000 members of each;
         * a group that may not be opened has no Members, not even none.
         */
        GROUPS("samr SamrEnumerateAliasesInDomain, SamrGetMembersInAlias, SamrQueryInformationAlias; lsarpc LsarQueryInformationPolicy, LsarLookupSids2"),
        /** Who has which right ([MS-LSAD] 3.1.1.2.1): UserRight ({@code SeDebugPrivilege}), Sids, Names (as MemberNames). */
        USER_RIGHTS("lsarpc LsarEnumerateAccounts, LsarEnumerateAccountRights, LsarLookupSids2"),
        /**
         * What is audited, one row ([MS-LSAD] 2.2.4.4): AuditingMode (a truth value), EventAuditingOptions (a number for each category, in its order: 1 for
         * success, 2 for failure, 3 for both, 0 or 4 for none).
         */
        AUDIT_POLICY("lsarpc LsarQueryInformationPolicy"),
        /**
         * Names and SIDs of the computer and its domain, one row ([MS-LSAD] 2.2.4.6, 2.2.4.14; 2.2.4.5 where there is no 2.2.4.14): AccountDomainName,
         * AccountDomainSid, DnsDomainName, DnsForestName, DomainName, DomainSid. Where there is no domain, DomainName is the workgroup, and DomainSid absent.
         */
        IDENTITY("lsarpc LsarQueryInformationPolicy, LsarQueryInformationPolicy2"),
        /**
         * Shares ([MS-SRVS] 2.2.4.26): shi502_netname, shi502_type, shi502_remark, shi502_max_uses, shi502_current_uses, shi502_path,
         * shi502_security_descriptor (hexadecimal digits); less where only a lower level is allowed.
         */
        SHARES("srvsvc NetrShareEnum"),
        /** Connections to shares ([MS-SRVS] 2.2.4.14): sesi10_cname, sesi10_username, sesi10_time, sesi10_idle_time (seconds). */
        SESSIONS("srvsvc NetrSessionEnum"),
        /**
         * Services of user mode ([MS-SCMR] 2.2.13, 2.2.15): lpServiceName, lpDisplayName, dwServiceType, dwCurrentState, dwProcessId, dwStartType,
         * lpBinaryPathName (without arguments), lpServiceStartName. The last three are absent where the configuration is not told, dwProcessId where
         * the computer has REnumServicesStatusW alone.
         */
        SERVICES("svcctl REnumServicesStatusExW, RQueryServiceConfigW"),
        /**
         * The computer as it calls itself, one row ([MS-WKST] 2.2.5.1, [MS-SRVS] 2.2.4.41): wki100_computername, wki100_langroup, wki100_ver_major,
         * wki100_ver_minor, sv101_type, sv101_comment. What one of the two services does not tell is absent.
         */
        WORKSTATION("wkssvc NetrWkstaGetInfo; srvsvc NetrServerGetInfo"),
        /** Who is logged on ([MS-WKST] 2.2.5.10): wkui1_username, wkui1_logon_domain, wkui1_logon_server. */
        LOGGED_ON("wkssvc NetrWkstaUserEnum");

        private final String calls;

        Subject(String calls) {
            this.calls = calls;
        }
    }

    @Override
    public String text() {
        return "rpc " + subject.calls;
    }
}
