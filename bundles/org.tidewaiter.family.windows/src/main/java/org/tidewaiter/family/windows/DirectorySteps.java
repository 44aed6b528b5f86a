package org.tidewaiter.family.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.family.windows.step.directory.CurrentUserStep;
import org.tidewaiter.family.windows.step.directory.DirectoryComputerStep;
import org.tidewaiter.family.windows.step.directory.DomainAccountStep;
import org.tidewaiter.family.windows.step.directory.DomainCertificateStep;
import org.tidewaiter.family.windows.step.directory.DomainControllerStep;
import org.tidewaiter.family.windows.step.directory.DomainDnsStep;
import org.tidewaiter.family.windows.step.directory.DomainPolicyStep;
import org.tidewaiter.family.windows.step.directory.DomainPrivilegeStep;
import org.tidewaiter.family.windows.step.directory.DomainStep;
import org.tidewaiter.family.windows.step.directory.PolicySecretStep;
import org.tidewaiter.family.windows.step.directory.PolicySettingStep;

/** The steps that read in the domain's directory: of every device two, and of a domain controller the domain, too, with its policies' files. */
final class DirectorySteps {

    /** NetBIOS names have no more characters (RFC 1001 section 14.1). */
    private static final int LONGEST_NAME = 15;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_!@#%^&'(){}~-]{1,63}");

    private static final List<AuditStep<?>> OF_DOMAIN = List.of(new DomainStep(), new DomainControllerStep(),
            new DomainPrivilegeStep(), new DomainAccountStep(), new DomainPolicyStep(), new DomainCertificateStep(),
            new DomainDnsStep(), new PolicySecretStep(), new PolicySettingStep());

    /** All there are. */
    static final List<AuditStep<?>> ALL = with(new DirectoryComputerStep("", ""), OF_DOMAIN);

    private DirectorySteps() {
    }

    /** Those for a device. */
    static List<AuditStep<?>> of(Observations seen) {
        return with(new DirectoryComputerStep(computer(seen), domain(seen)), isController(seen) ? OF_DOMAIN : List.of());
    }

    private static List<AuditStep<?>> with(DirectoryComputerStep computer, List<AuditStep<?>> more) {
        var steps = new ArrayList<AuditStep<?>>();
        steps.add(new CurrentUserStep());
        steps.add(computer);
        steps.addAll(more);
        return List.copyOf(steps);
    }

    /** As the recogniser tells one: its directory is none for programs, and names no other maker. */
    private static boolean isController(Observations seen) {
        return seen.of(Observation.LdapServer.class)
                .anyMatch(l -> l.activeDirectory() && l.vendor() == null && l.domainLevel() != null);
    }

    private static List<NtlmTarget> challenges(Observations seen) {
        var challenges = new ArrayList<NtlmTarget>();
        seen.of(Observation.WsmanServer.class).forEach(s -> add(challenges, s.ntlm()));
        seen.of(Observation.SmbServer.class).forEach(s -> add(challenges, s.ntlm()));
        seen.of(Observation.RdpServer.class).forEach(s -> add(challenges, s.ntlm()));
        seen.of(Observation.RpcServer.class).forEach(s -> add(challenges, s.ntlm()));
        return challenges;
    }

    private static <T> void add(List<T> list, @Nullable T value) {
        if (value != null) {
            list.add(value);
        }
    }

    /** What its PowerShell says, or its NTLM, its NetBIOS, its directory, or its name in DNS; "" where nothing does. */
    private static String computer(Observations seen) {
        var names = new ArrayList<String>();
        seen.of(Observation.PowerShellGreeting.class).forEach(g -> names.add(g.computer()));
        challenges(seen).forEach(c -> add(names, c.computer()));
        seen.of(Observation.NetbiosNames.class).forEach(n -> add(names, n.computer()));
        seen.of(Observation.LdapServer.class).forEach(l -> add(names, l.dnsName()));
        seen.of(Observation.DnsName.class).forEach(n -> names.add(n.name()));
        return names.stream().map(n -> n.replaceFirst("\\..*$", "")).filter(NAME.asMatchPredicate()).findFirst()
                .map(n -> n.substring(0, Math.min(n.length(), LONGEST_NAME)).toUpperCase(Locale.ROOT)).orElse("");
    }

    /** The domain that its NTLM names; "" where it names none, and of a computer in no domain, whose own name it is. */
    private static String domain(Observations seen) {
        var names = new ArrayList<String>();
        challenges(seen).forEach(c -> add(names, c.dnsDomain()));
        return names.stream().filter(d -> d.contains(".")).findFirst().orElse("");
    }
}
