package org.tidewaiter.family.windows.step.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.DirectorySite;
import org.tidewaiter.family.windows.data.directory.DomainControllerRole;
import org.tidewaiter.family.windows.parse.directory.Domains;

/** Domain controllers, their single-master roles, and sites. */
public final class DomainControllerStep implements DirectoryStep {

    private static final String OWNER = "fSMORoleOwner";
    private static final LdapSearch SETTINGS = LdapSearch.of("controller-settings", Context.CONFIGURATION,
            "(|(objectClass=nTDSDSA)(objectClass=nTDSDSARO))", "objectClass", "options").below("CN=Sites");
    private static final LdapSearch SITES = LdapSearch.of("sites", Context.CONFIGURATION,
            "(|(objectClass=site)(objectClass=subnet)(objectClass=server))", "objectClass", "location", "siteObject",
            "dNSHostName")
            .below("CN=Sites").limit(20_000);
    /** [MS-ADTS] 6.1.5. */
    private static final Map<String, LdapSearch> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("PDC emulator", LdapSearch.entry("role-pdc", Context.DOMAIN, "", OWNER));
        ROLES.put("RID master", LdapSearch.entry("role-rid", Context.DOMAIN, "CN=RID Manager$,CN=System", OWNER));
        ROLES.put("infrastructure master", LdapSearch.entry("role-infrastructure", Context.DOMAIN, "CN=Infrastructure", OWNER));
        ROLES.put("schema master", LdapSearch.entry("role-schema", Context.SCHEMA, "", OWNER));
        ROLES.put("domain naming master", LdapSearch.entry("role-naming", Context.CONFIGURATION, "CN=Partitions", OWNER));
    }

    @Override
    public String id() {
        return "domain-controller";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(DomainControllerRole.class, DirectorySite.class);
    }

    @Override
    public List<Request> requests() {
        return Stream.concat(Stream.of(SETTINGS, SITES), ROLES.values().stream()).map(Request.class::cast).toList();
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var sites = session.search(SITES);
        var told = Domains.sites(sites.entries());
        DirectoryStep.state(sink, sites, DirectorySite.class, "the directory shows no site", told::get);
        var owners = new LinkedHashMap<String, String>();
        for (var role : ROLES.entrySet()) {
            var reply = session.search(role.getValue());
            sink.missing(DomainControllerRole.class, reply);
            var owner = reply.first().map(e -> e.text(OWNER)).orElse("");
            owners.put(role.getKey(), owner);
        }
        DirectoryStep.state(sink, session.search(SETTINGS), DomainControllerRole.class,
                "the directory shows no domain controller",
                e -> Domains.controller(e, sites.entries(), owners));
    }
}
