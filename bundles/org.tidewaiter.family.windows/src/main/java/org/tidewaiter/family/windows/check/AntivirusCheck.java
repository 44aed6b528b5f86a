package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.tidewaiter.api.data.InstalledAgent;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ProtectionProduct;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.DefenderStatus;

/** Whether any virus scanner works: Defender, one that the Security Center lists, or one that runs as a known agent. */
final class AntivirusCheck implements Check {

    private static final Set<Class<? extends Item>> READS = Set.of(DefenderStatus.class, ProtectionProduct.class,
            InstalledAgent.class);

    @Override
    public String id() {
        return "windows-antivirus";
    }

    @Override
    public String title() {
        return "Virus scanner";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return READS;
    }

    @Override
    public CheckResult judge(Facts facts) {
        var status = facts.of(DefenderStatus.class);
        var products = facts.of(ProtectionProduct.class).stream().filter(row -> row.item().kind().equals("antivirus")).toList();
        if (status.stream().anyMatch(row -> scans(row.item()))
                || products.stream().anyMatch(row -> Boolean.TRUE.equals(row.item().enabled()) && !isDefender(row.item().name()))
                || facts.of(InstalledAgent.class).stream().anyMatch(AntivirusCheck::protects)) {
            return new CheckResult.Passed();
        }
        for (var dataClass : List.of(DefenderStatus.class, ProtectionProduct.class, InstalledAgent.class)) {
            if (!facts.spokenOf(dataClass) || facts.gap(dataClass).isPresent()) {
                return Missing.of(facts, dataClass, "whether a virus scanner works was not read");
            }
        }
        if (status.stream().anyMatch(row -> row.item().antivirus() == null)) {
            return CheckResult.missing(DefenderStatus.class, "Defender does not tell whether it scans");
        }
        var because = new ArrayList<>(status.stream().map(Row::statement).toList());
        because.addAll(facts.gaps(DefenderStatus.class));
        products.forEach(row -> because.add(row.statement()));
        return new CheckResult.Found(List.of(new Finding(id(), Severity.HIGH, "No virus scanner is seen to work",
                (status.isEmpty() ? "Defender does not run"
                        : "Defender is " + Words.list(status.stream().map(row -> state(row.item())).toList()))
                        + (products.isEmpty() ? ", and no other scanner is known"
                                : ", and off: " + Words.list(products.stream().map(row -> row.item().name()).toList())),
                "Turn Defender on, or find out what happened to the scanner that should work here",
                List.of("Microsoft: Microsoft Defender Antivirus compatibility with other security products"), because)));
    }

    /** In passive mode it leaves scanning to another one. */
    private static boolean scans(DefenderStatus status) {
        var mode = status.mode();
        return Boolean.TRUE.equals(status.antivirus()) && (mode == null || mode.equalsIgnoreCase("Normal"));
    }

    private static String state(DefenderStatus status) {
        return (Boolean.TRUE.equals(status.antivirus()) ? "on" : "off")
                + (status.mode() instanceof String mode ? " in the mode " + mode : "");
    }

    private static boolean isDefender(String name) {
        return name.toLowerCase(Locale.ROOT).contains("defender");
    }

    private static boolean protects(Row<InstalledAgent> row) {
        return row.item().kind() == InstalledAgent.Kind.ENDPOINT_PROTECTION && Boolean.TRUE.equals(row.item().running())
                && !isDefender(row.item().product());
    }
}
