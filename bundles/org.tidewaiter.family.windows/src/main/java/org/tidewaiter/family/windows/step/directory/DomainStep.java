package org.tidewaiter.family.windows.step.directory;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.DomainInfo;
import org.tidewaiter.family.windows.data.directory.DomainPasswordPolicy;
import org.tidewaiter.family.windows.data.directory.DomainTrust;
import org.tidewaiter.family.windows.parse.directory.Domains;

/** The domain as a whole, what it demands of passwords, and whom it trusts. */
public final class DomainStep implements DirectoryStep {

    private static final LdapSearch ROOT = LdapSearch.entry("forest-root", Context.ROOT_DSE, "", "rootDomainNamingContext");
    private static final LdapSearch DOMAIN = LdapSearch.entry("domain-object", Context.DOMAIN, "", "objectSid", "whenCreated",
            "msDS-Behavior-Version", "ms-DS-MachineAccountQuota", "minPwdLength", "pwdHistoryLength", "pwdProperties",
            "maxPwdAge",
            "minPwdAge", "lockoutThreshold", "lockoutDuration", "lockOutObservationWindow");
    private static final LdapSearch TICKET_KEY = LdapSearch.of("ticket-key", Context.DOMAIN,
            "(&(objectCategory=person)(sAMAccountName=krbtgt))", "pwdLastSet");
    private static final LdapSearch PARTITIONS = LdapSearch.entry("partitions", Context.CONFIGURATION, "CN=Partitions",
            "msDS-Behavior-Version", "msDS-EnabledFeature");
    private static final LdapSearch REFERENCES = LdapSearch
            .of("naming-contexts", Context.CONFIGURATION, "(objectClass=crossRef)", "nCName", "nETBIOSName", "dnsRoot")
            .below("CN=Partitions").oneLevel();
    private static final LdapSearch FINER = LdapSearch.of("password-settings", Context.DOMAIN,
            "(objectClass=msDS-PasswordSettings)", "cn", "msDS-PasswordSettingsPrecedence", "msDS-MinimumPasswordLength",
            "msDS-PasswordHistoryLength", "msDS-PasswordComplexityEnabled", "msDS-PasswordReversibleEncryptionEnabled",
            "msDS-MaximumPasswordAge", "msDS-MinimumPasswordAge", "msDS-LockoutThreshold", "msDS-LockoutDuration",
            "msDS-LockoutObservationWindow", "msDS-PSOAppliesTo").below("CN=Password Settings Container,CN=System").oneLevel();
    private static final LdapSearch TRUSTS = LdapSearch
            .of("trusts", Context.DOMAIN, "(objectClass=trustedDomain)", "trustPartner",
                    "flatName", "securityIdentifier", "trustDirection", "trustType", "trustAttributes", "whenChanged")
            .below("CN=System")
            .oneLevel();

    @Override
    public String id() {
        return "domain";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(DomainInfo.class, DomainPasswordPolicy.class, DomainTrust.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(ROOT, DOMAIN, TICKET_KEY, PARTITIONS, REFERENCES, FINER, TRUSTS);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var domain = session.search(DOMAIN);
        var root = session.search(ROOT);
        var key = session.search(TICKET_KEY);
        var partitions = session.search(PARTITIONS);
        var references = session.search(REFERENCES);
        DirectoryStep.state(sink, domain, DomainInfo.class, "the directory shows no domain",
                e -> Domains.domain(e, root.first().orElse(null), key.first().orElse(null), partitions.first().orElse(null),
                        references.entries()));
        for (var part : List.of(root, key, partitions, references)) {
            sink.missing(DomainInfo.class, part);
        }
        DirectoryStep.state(sink, domain, DomainPasswordPolicy.class, "the directory shows no domain", Domains::passwords);
        var finer = session.search(FINER);
        if (DirectoryStep.facts(sink, finer, Domains::finer) == 0 && !sink.missing(DomainPasswordPolicy.class, finer)) {
            sink.gap(DomainPasswordPolicy.class, GapReason.NOT_REPORTED,
                    "no finer policy is shown; by default they are shown to domain administrators alone", finer.evidence());
        }
        DirectoryStep.state(sink, session.search(TRUSTS), DomainTrust.class, "the domain trusts no other and is trusted by none",
                Domains::trust);
    }
}
