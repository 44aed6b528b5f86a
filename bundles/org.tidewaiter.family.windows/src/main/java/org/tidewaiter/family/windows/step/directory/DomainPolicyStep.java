package org.tidewaiter.family.windows.step.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.DirectoryPolicy;
import org.tidewaiter.family.windows.parse.directory.Policies;

/** Group policy objects and where they are linked. */
public final class DomainPolicyStep implements DirectoryStep {

    private static final LdapSearch POLICIES = LdapSearch.of("group-policies", Context.DOMAIN,
            "(objectClass=groupPolicyContainer)", "displayName", "flags", "versionNumber", "gPCFileSysPath", "gPCWQLFilter",
            "whenCreated", "whenChanged").below("CN=Policies,CN=System").oneLevel().limit(10_000);
    private static final LdapSearch LINKS = LdapSearch
            .of("policy-links", Context.DOMAIN, "(|(objectClass=organizationalUnit)(objectClass=domainDNS))", "gPLink")
            .limit(50_000);
    private static final LdapSearch SITE_LINKS = LdapSearch
            .of("site-policy-links", Context.CONFIGURATION, "(objectClass=site)", "gPLink").below("CN=Sites").oneLevel();

    @Override
    public String id() {
        return "domain-policy";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(DirectoryPolicy.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(LINKS, SITE_LINKS, POLICIES);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var linking = new ArrayList<LdapEntry>();
        for (var search : List.of(LINKS, SITE_LINKS)) {
            var reply = session.search(search);
            linking.addAll(reply.entries());
            sink.missing(DirectoryPolicy.class, reply);
        }
        DirectoryStep.state(sink, session.search(POLICIES), DirectoryPolicy.class, "the domain shows no group policy object",
                e -> Policies.policy(e, linking));
    }
}
