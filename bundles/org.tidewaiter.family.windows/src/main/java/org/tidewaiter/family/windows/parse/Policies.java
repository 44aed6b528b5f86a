package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.AuditPolicy;
import org.tidewaiter.family.windows.data.GroupPolicyObject;
import org.tidewaiter.family.windows.data.SecurityPolicy;

/** What group policy made of the security settings (root/rsop/computer), and what auditpol says by GUID. */
public final class Policies {

    private static final Map<String, String> KINDS = Map.of("RSOP_SecuritySettingNumeric", "number",
            "RSOP_SecuritySettingBoolean", "switch",
            "RSOP_SecuritySettingString", "text", "RSOP_AuditPolicy", "audit", "RSOP_UserPrivilegeRight", "right",
            "RSOP_RegistryValue",
            "registry");

    /** What auditpol writes in English; in other languages the words differ and the GUID stays. */
    private static final Map<String, Integer> SETTINGS = Map.of("no auditing", 0, "success", 1, "failure", 2,
            "success and failure", 3);

    /** [MS-GPAC] section 3.2.5.1 lists the subcategories; the last four digits of the first group tell them apart within auditpol's base GUID. */
    private static final Map<String, String> SUBCATEGORIES = Map.ofEntries(Map.entry("9210", "Security State Change"),
            Map.entry("9211", "Security System Extension"), Map.entry("9212", "System Integrity"),
            Map.entry("9213", "IPsec Driver"),
            Map.entry("9214", "Other System Events"), Map.entry("9215", "Logon"), Map.entry("9216", "Logoff"),
            Map.entry("9217", "Account Lockout"), Map.entry("9218", "IPsec Main Mode"), Map.entry("9219", "IPsec Quick Mode"),
            Map.entry("921a", "IPsec Extended Mode"), Map.entry("921b", "Special Logon"),
            Map.entry("921c", "Other Logon/Logoff Events"),
            Map.entry("9243", "Network Policy Server"), Map.entry("9247", "User / Device Claims"),
            Map.entry("9249", "Group Membership"),
            Map.entry("921d", "File System"), Map.entry("921e", "Registry"), Map.entry("921f", "Kernel Object"),
            Map.entry("9220", "SAM"),
            Map.entry("9221", "Certification Services"), Map.entry("9222", "Application Generated"),
            Map.entry("9223", "Handle Manipulation"), Map.entry("9224", "File Share"),
            Map.entry("9225", "Filtering Platform Packet Drop"),
            Map.entry("9226", "Filtering Platform Connection"), Map.entry("9227", "Other Object Access Events"),
            Map.entry("9244", "Detailed File Share"), Map.entry("9245", "Removable Storage"),
            Map.entry("9246", "Central Policy Staging"),
            Map.entry("9228", "Sensitive Privilege Use"), Map.entry("9229", "Non Sensitive Privilege Use"),
            Map.entry("922a", "Other Privilege Use Events"), Map.entry("922b", "Process Creation"),
            Map.entry("922c", "Process Termination"),
            Map.entry("922d", "DPAPI Activity"), Map.entry("922e", "RPC Events"), Map.entry("9248", "Plug and Play Events"),
            Map.entry("924a", "Token Right Adjusted Events"), Map.entry("922f", "Audit Policy Change"),
            Map.entry("9230", "Authentication Policy Change"), Map.entry("9231", "Authorization Policy Change"),
            Map.entry("9232", "MPSSVC Rule-Level Policy Change"), Map.entry("9233", "Filtering Platform Policy Change"),
            Map.entry("9234", "Other Policy Change Events"), Map.entry("9235", "User Account Management"),
            Map.entry("9236", "Computer Account Management"), Map.entry("9237", "Security Group Management"),
            Map.entry("9238", "Distribution Group Management"), Map.entry("9239", "Application Group Management"),
            Map.entry("923a", "Other Account Management Events"), Map.entry("923b", "Directory Service Access"),
            Map.entry("923c", "Directory Service Changes"), Map.entry("923d", "Directory Service Replication"),
            Map.entry("923e", "Detailed Directory Service Replication"), Map.entry("923f", "Credential Validation"),
            Map.entry("9240", "Kerberos Service Ticket Operations"), Map.entry("9241", "Other Account Logon Events"),
            Map.entry("9242", "Kerberos Authentication Service"));

    private Policies() {
    }

    /** A setting of the class {@code kind}; of several GPOs the one with precedence 1 counts. */
    public static @Nullable SecurityPolicy setting(CimRow row) {
        var kind = KINDS.get(String.valueOf(row.text("kind")));
        var name = Clean.first(row, "KeyName", "Category", "UserRight");
        if (kind == null || name == null) {
            return null;
        }
        var values = switch (kind) {
            case "audit" -> List.of("success " + Clean.flag(row, "Success"), "failure " + Clean.flag(row, "Failure"));
            case "right" -> Clean.texts(row, "AccountList");
            default -> Clean.texts(row, kind.equals("registry") ? "Data" : "Setting");
        };
        return new SecurityPolicy(kind, name, values, Clean.text(row, "GPOID"));
    }

    /** A line of auditpol: GUID of the subcategory and setting. */
    public static @Nullable AuditPolicy audit(CimRow row) {
        var guid = Clean.text(row, "subcategory");
        if (guid == null || !guid.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            return null;
        }
        var id = guid.toLowerCase(Locale.ROOT);
        var text = Clean.text(row, "setting");
        var setting = text == null ? null : SETTINGS.get(text.toLowerCase(Locale.ROOT));
        return new AuditPolicy(id, SUBCATEGORIES.get(id.substring(4, 8)),
                setting == null ? null : Boolean.valueOf((setting & 1) != 0),
                setting == null ? null : Boolean.valueOf((setting & 2) != 0), text);
    }

    /** A row of RSOP_GPO. */
    public static @Nullable GroupPolicyObject object(CimRow row) {
        var id = Clean.first(row, "guidName", "name");
        return id == null ? null
                : new GroupPolicyObject(id, Clean.text(row, "name"), Clean.flag(row, "enabled"), Clean.flag(row, "accessDenied"),
                        Clean.flag(row, "filterAllowed"), Clean.number(row, "version"), Clean.text(row, "fileSystemPath"));
    }
}
