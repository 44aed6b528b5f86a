package org.tidewaiter.family.windows.parse.rpc;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.EffectivePolicy;
import org.tidewaiter.family.windows.parse.Clean;

/** Account, audit and rights policy as the security account manager and the local security authority have it. */
public final class EffectivePolicies {

    /** [MS-SAMR] 2.2.3.5, PasswordProperties. */
    private static final long COMPLEX = 0x1;
    private static final long CLEAR_TEXT = 0x10;
    private static final long TICKS_A_MINUTE = 600_000_000L;
    private static final long TICKS_A_DAY = 1440 * TICKS_A_MINUTE;
    /** [MS-LSAD] 2.2.4.20, POLICY_AUDIT_EVENT_TYPE, as security templates call them ([MS-GPSB] 2.2.5). */
    private static final List<String> CATEGORIES = List.of("AuditSystemEvents", "AuditLogonEvents", "AuditObjectAccess",
            "AuditPrivilegeUse", "AuditProcessTracking", "AuditPolicyChange", "AuditAccountManage", "AuditDSAccess",
            "AuditAccountLogon");
    /** [MS-LSAD] 2.2.4.4: POLICY_AUDIT_EVENT_SUCCESS and FAILURE. */
    private static final long SUCCESS = 1;
    private static final long FAILURE = 2;

    private EffectivePolicies() {
    }

    /** The rules for passwords and lockout. */
    public static List<EffectivePolicy> passwords(CimRow row) {
        var found = new ArrayList<EffectivePolicy>();
        number(found, "MinimumPasswordLength", Clean.number(row, "MinPasswordLength"));
        number(found, "PasswordHistorySize", Clean.number(row, "PasswordHistoryLength"));
        number(found, "MinimumPasswordAge", times(row, "MinPasswordAge", TICKS_A_DAY));
        number(found, "MaximumPasswordAge", times(row, "MaxPasswordAge", TICKS_A_DAY));
        var properties = Clean.number(row, "PasswordProperties");
        if (properties != null) {
            flag(found, "PasswordComplexity", (properties & COMPLEX) != 0);
            flag(found, "ClearTextPassword", (properties & CLEAR_TEXT) != 0);
        }
        number(found, "LockoutBadCount", Clean.number(row, "LockoutThreshold"));
        number(found, "LockoutDuration", times(row, "LockoutDuration", TICKS_A_MINUTE));
        number(found, "ResetLockoutCount", times(row, "LockoutObservationWindow", TICKS_A_MINUTE));
        return found;
    }

    private static @Nullable Long times(CimRow row, String name, long unit) {
        var ticks = Clean.number(row, name);
        return ticks == null || ticks < 0 ? ticks : Long.valueOf(ticks / unit);
    }

    private static void number(List<EffectivePolicy> found, String name, @Nullable Long value) {
        if (value != null) {
            found.add(new EffectivePolicy("number", name, List.of(value.toString())));
        }
    }

    private static void flag(List<EffectivePolicy> found, String name, boolean value) {
        found.add(new EffectivePolicy("switch", name, List.of(value ? "1" : "0")));
    }

    /** Who has a right: names where they are known, else SIDs. */
    public static @Nullable EffectivePolicy right(CimRow row) {
        var right = Clean.text(row, "UserRight");
        return right == null ? null
                : new EffectivePolicy("right", right, Names.of(row, "Names", "Sids"));
    }

    /** What each category records; nothing where auditing is off altogether. */
    public static List<EffectivePolicy> audit(CimRow row) {
        var options = row.numbers("EventAuditingOptions");
        var on = Clean.number(row, "AuditingMode");
        var found = new ArrayList<EffectivePolicy>();
        for (var i = 0; i < Math.min(CATEGORIES.size(), options.size()); i++) {
            var bits = on != null && on == 0 ? 0 : options.get(i);
            var recorded = new ArrayList<String>();
            if ((bits & SUCCESS) != 0) {
                recorded.add("success");
            }
            if ((bits & FAILURE) != 0) {
                recorded.add("failure");
            }
            found.add(new EffectivePolicy("audit", CATEGORIES.get(i), recorded));
        }
        return found;
    }
}
