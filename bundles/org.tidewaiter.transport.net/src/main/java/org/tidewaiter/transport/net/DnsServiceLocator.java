package org.tidewaiter.transport.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.ServiceLocator;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Finds servers by DNS, at one name server, by UDP and, where an answer is truncated, by TCP. */
@Component(service = ServiceLocator.class)
public final class DnsServiceLocator implements ServiceLocator {

    private static final int MOST_SERVERS = 64;

    @Override
    public List<Located> locate(String service, ScopedAddress nameServer, Duration timeout) {
        try {
            var resolver = new SimpleResolver(new InetSocketAddress(nameServer.address().toInetAddress(), 53));
            resolver.setTimeout(timeout);
            var found = new ArrayList<Located>();
            var records = answers(resolver, Name.fromString(service, Name.root), Type.SRV).stream()
                    .filter(SRVRecord.class::isInstance).map(SRVRecord.class::cast)
                    .sorted(Comparator.comparingInt(SRVRecord::getPriority).thenComparing(r -> -r.getWeight())).toList();
            for (var record : records.subList(0, Math.min(records.size(), MOST_SERVERS))) {
                if (record.getPort() > 0) {
                    found.add(new Located(record.getTarget().toString(true), addresses(resolver, record.getTarget()),
                            record.getPort()));
                }
            }
            return found;
        } catch (TextParseException | UnknownHostException e) {
            return List.of(); // no name of the DNS
        }
    }

    private static List<IpAddress> addresses(SimpleResolver resolver, Name host) {
        var addresses = new ArrayList<IpAddress>();
        for (var type : new int[] { Type.A, Type.AAAA }) {
            for (var record : answers(resolver, host, type)) {
                switch (record) {
                    case ARecord four -> add(four.getAddress(), addresses);
                    case AAAARecord six -> add(six.getAddress(), addresses);
                    default -> {
                        // an alias, which the name server has followed
                    }
                }
            }
        }
        return addresses;
    }

    private static void add(InetAddress address, List<IpAddress> addresses) {
        IpAddress.tryParse(address.getHostAddress()).ifPresent(addresses::add);
    }

    /** Nothing where nobody answers in time: who asks names what that means. */
    private static List<Record> answers(SimpleResolver resolver, Name name, int type) {
        try {
            return resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN))).getSection(Section.ANSWER);
        } catch (IOException e) {
            return List.of();
        }
    }
}
