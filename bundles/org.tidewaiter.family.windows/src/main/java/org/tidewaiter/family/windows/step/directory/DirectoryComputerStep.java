package org.tidewaiter.family.windows.step.directory;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.DirectoryComputer;
import org.tidewaiter.family.windows.parse.directory.Accounts;

/**
 * The device's own account in its domain.
 *
 * @param computer its NetBIOS name, as far as it is known from outside or from its PowerShell; "" otherwise
 * @param domain   DNS name of the domain that it says it is in; "" where it does not say
 */
public record DirectoryComputerStep(String computer, String domain) implements DirectoryStep {

    private static final LdapTemplate ACCOUNT = new LdapTemplate(LdapSearch.of("computer-account", Context.DOMAIN,
            "(&(objectCategory=computer)(sAMAccountName={account:[^*]+\\$}))", "sAMAccountName", "dNSHostName", "objectSid",
            "distinguishedName", "operatingSystem", "operatingSystemVersion", "userAccountControl", "pwdLastSet", "lastLogon",
            "lastLogonTimestamp", "whenCreated", "msDS-AllowedToDelegateTo", "msDS-AllowedToActOnBehalfOfOtherIdentity",
            "servicePrincipalName", "ms-Mcs-AdmPwdExpirationTime", "msLAPS-PasswordExpirationTime"));

    @Override
    public String id() {
        return "directory-computer";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(DirectoryComputer.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(ACCOUNT, Searches.GROUPS_OF);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var account = computer + "$";
        if (computer.isEmpty() || !ACCOUNT.fits(account)) {
            sink.gap(DirectoryComputer.class, GapReason.NOT_REPORTED,
                    "the device has told its computer name nowhere, so its account cannot be looked up", null);
            return;
        }
        // another domain may have a computer of the same name
        if (!domain.isEmpty() && !domain.equalsIgnoreCase(session.domain())) {
            sink.gap(DirectoryComputer.class, GapReason.NOT_PRESENT,
                    computer + " is in " + domain + ", and the domain controller "
                            + session.target() + " keeps " + session.domain(),
                    null);
            return;
        }
        var reply = session.search(ACCOUNT, account);
        var entry = reply.first();
        if (entry.isEmpty()) {
            if (!sink.missing(DirectoryComputer.class, reply)) {
                sink.gap(DirectoryComputer.class, GapReason.NOT_PRESENT, computer + " has no account in " + session.domain(),
                        reply.evidence());
            }
            return;
        }
        var groups = DirectoryStep.names(sink, DirectoryComputer.class, session, Searches.GROUPS_OF, entry.get().dn());
        var item = Accounts.computer(entry.get(), groups);
        if (item == null) {
            sink.gap(DirectoryComputer.class, GapReason.NOT_REPORTED, "the account's entry names no account", reply.evidence());
        } else {
            sink.fact(item, reply.at(entry.get()));
        }
    }
}
