package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.AuditPolicy;

/** The least that the security log must record for an attack to be understood. */
final class AuditPolicyCheck implements Check {

    /** A subcategory, by its English name. */
    private record Least(String name, boolean failure) {
    }

    private static final List<Least> LEAST = List.of(new Least("Logon", true), new Least("Account Lockout", true),
            new Least("Process Creation", false), new Least("User Account Management", false),
            new Least("Security Group Management", false), new Least("Audit Policy Change", false));
    /** An account that is locked out is a failure by nature. */
    private static final String FAILURE_ALONE = "Account Lockout";

    @Override
    public String id() {
        return "windows-audit-policy";
    }

    @Override
    public String title() {
        return "What the security log records";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(AuditPolicy.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var rows = facts.of(AuditPolicy.class);
        var bad = new ArrayList<Row<AuditPolicy>>();
        var words = new ArrayList<String>();
        var untold = new ArrayList<String>();
        for (var least : LEAST) {
            var told = rows.stream().filter(row -> least.name().equals(row.item().name())).toList();
            var known = told.stream().filter(row -> row.item().success() != null && row.item().failure() != null).toList();
            if (known.isEmpty()) {
                untold.add(least.name());
            }
            for (var row : known) {
                if (lacks(row.item(), least)) {
                    bad.add(row);
                    words.add("of " + least.name() + " " + recorded(row.item()));
                }
            }
        }
        if (!bad.isEmpty()) {
            return new CheckResult.Found(List.of(new Finding(id(), Severity.LOW, "The security log records too little",
                    Words.list(words) + ": after an attack nobody knows what happened",
                    "Set the advanced audit policy at least to logons and lockouts with failures, and to processes, accounts, groups and the policy itself",
                    List.of("Microsoft: Audit Policy Recommendations"), bad.stream().map(Row::statement).toList())));
        }
        return untold.isEmpty() ? new CheckResult.Passed()
                : Missing.of(facts, AuditPolicy.class, "whether these are recorded is not known: " + Words.list(untold));
    }

    private static boolean lacks(AuditPolicy policy, Least least) {
        return !Boolean.TRUE.equals(policy.success()) && !FAILURE_ALONE.equals(least.name())
                || least.failure() && !Boolean.TRUE.equals(policy.failure());
    }

    private static String recorded(AuditPolicy policy) {
        return Boolean.TRUE.equals(policy.success()) ? "only success is recorded"
                : Boolean.TRUE.equals(policy.failure()) ? "only failure is recorded" : "nothing is recorded";
    }
}
