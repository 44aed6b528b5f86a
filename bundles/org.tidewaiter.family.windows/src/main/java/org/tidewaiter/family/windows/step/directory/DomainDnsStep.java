package org.tidewaiter.family.windows.step.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.DirectoryZone;
import org.tidewaiter.family.windows.parse.directory.Zones;

/** DNS zones in the directory: who may change their records. */
public final class DomainDnsStep implements DirectoryStep {

    /** By partition; the last is where zones lay before Windows Server 2003, [MS-ADTS] 6.1.1.1.5. */
    private static final Map<String, LdapSearch> PARTITIONS = new LinkedHashMap<>();

    static {
        PARTITIONS.put("domain", zones("zones-of-domain", Context.DOMAIN_DNS, "CN=MicrosoftDNS"));
        PARTITIONS.put("forest", zones("zones-of-forest", Context.FOREST_DNS, "CN=MicrosoftDNS"));
        PARTITIONS.put("legacy", zones("zones-of-old", Context.DOMAIN, "CN=MicrosoftDNS,CN=System"));
    }

    private static LdapSearch zones(String id, Context context, String below) {
        return LdapSearch.of(id, context, "(objectClass=dnsZone)", "dNSProperty", "whenChanged").below(below).oneLevel();
    }

    @Override
    public String id() {
        return "domain-dns";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(DirectoryZone.class);
    }

    @Override
    public List<Request> requests() {
        return List.copyOf(PARTITIONS.values());
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var stated = 0;
        for (var partition : PARTITIONS.entrySet()) {
            var reply = session.search(partition.getValue());
            stated += DirectoryStep.facts(sink, reply, e -> Zones.zone(e, partition.getKey()));
            // a directory need not have all three
            if (!isAbsent(reply)) {
                sink.missing(DirectoryZone.class, reply);
            }
        }
        if (stated == 0) {
            sink.gap(DirectoryZone.class, GapReason.NOT_PRESENT, "the directory shows no DNS zone to this account", null);
        }
    }

    private static boolean isAbsent(LdapReply reply) {
        var shortfall = reply.shortfall();
        return shortfall != null && shortfall.reason() == GapReason.NOT_PRESENT;
    }
}
