package org.tidewaiter.family.windows.step.directory;

import java.time.Duration;
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
import org.tidewaiter.family.windows.data.directory.ComputerPopulation;
import org.tidewaiter.family.windows.data.directory.NotableAccount;
import org.tidewaiter.family.windows.data.directory.StaleAccount;
import org.tidewaiter.family.windows.parse.directory.Accounts;
import org.tidewaiter.family.windows.parse.directory.Entries;

/** Accounts with dangerous settings, accounts that nobody uses, and which systems the domain's computers have. */
public final class DomainAccountStep implements DirectoryStep {

    /**
     * LDAP_MATCHING_RULE_BIT_OR with PASSWD_NOTREQD, ENCRYPTED_TEXT_PASSWORD_ALLOWED, DONT_EXPIRE_PASSWD, TRUSTED_FOR_DELEGATION,
     * USE_DES_KEY_ONLY, DONT_REQUIRE_PREAUTH and TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION, [MS-ADTS] 2.2.16 and 3.1.1.3.4.4.2.
     */
    private static final String DANGEROUS = "(userAccountControl:1.2.840.113556.1.4.804:=23658656)";
    private static final LdapSearch NOTABLE = LdapSearch.of("notable-accounts", Context.DOMAIN,
            "(&(objectClass=user)(|(adminCount=1)" + DANGEROUS
                    + "(msDS-AllowedToDelegateTo=*)(msDS-AllowedToActOnBehalfOfOtherIdentity=*)"
                    + "(&(objectCategory=person)(servicePrincipalName=*))))",
            "sAMAccountName", "objectClass", "userAccountControl", "adminCount", "servicePrincipalName",
            "msDS-AllowedToDelegateTo",
            "msDS-AllowedToActOnBehalfOfOtherIdentity", "pwdLastSet", "lastLogonTimestamp").limit(20_000)
            .within(Duration.ofSeconds(60));
    /** Of LAPS the time when the password ends: that it is there says that there is a password. */
    private static final LdapSearch ALL = LdapSearch.of("all-accounts", Context.DOMAIN, "(objectClass=user)", "sAMAccountName",
            "objectClass", "userAccountControl", "lastLogonTimestamp", "pwdLastSet", "whenCreated", "operatingSystem",
            "operatingSystemVersion", "ms-Mcs-AdmPwdExpirationTime", "msLAPS-PasswordExpirationTime").limit(50_000)
            .within(Duration.ofSeconds(120));

    @Override
    public String id() {
        return "domain-account";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(NotableAccount.class, StaleAccount.class, ComputerPopulation.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Searches.TIME, NOTABLE, ALL);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(300);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        DirectoryStep.state(sink, session.search(NOTABLE), NotableAccount.class, "no account has such rights or settings",
                Accounts::notable);
        var time = session.search(Searches.TIME);
        var now = time.first().map(e -> Entries.time(e, "currentTime")).orElse(null);
        var all = session.search(ALL);
        if (now == null) {
            sink.gap(StaleAccount.class, GapReason.NOT_REPORTED, "the domain controller does not tell its time", time.evidence());
            sink.missing(StaleAccount.class, all);
        } else {
            DirectoryStep.state(sink, all, StaleAccount.class, "every account that may log in was used within ninety days",
                    e -> Accounts.stale(e, now));
        }
        var population = Accounts.population(all.entries(), now);
        population.forEach(p -> sink.fact(p, all.evidence()));
        if (!sink.missing(ComputerPopulation.class, all) && population.isEmpty()) {
            sink.gap(ComputerPopulation.class, GapReason.NOT_PRESENT, "the domain has no computers", all.evidence());
        }
    }
}
