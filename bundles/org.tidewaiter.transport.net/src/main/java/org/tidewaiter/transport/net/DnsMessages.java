package org.tidewaiter.transport.net;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.Observation;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Questions for names, and what was answered (RFC 1035, RFC 6762). Pure; decoding is total. */
final class DnsMessages {
    private static final int LONGEST_NAME = 255;
    private static final int MOST_SERVICES = 64;
    private static final Name SERVICES = Name.fromConstantString("_services._dns-sd._udp.local.");

    private DnsMessages() {
    }

    static byte[] ptrQuery(IpAddress address, int id) {
        var message = new Message(id);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(Record.newRecord(reverse(address), Type.PTR, DClass.IN), Section.QUESTION);
        return message.toWire();
    }

    /** Asks for the name of the address and for the types of services, to be answered to this socket alone (RFC 6762 section 6.7). */
    static byte[] mdnsQuery(IpAddress address, int id) {
        var message = new Message(id);
        message.addRecord(Record.newRecord(reverse(address), Type.PTR, DClass.IN), Section.QUESTION);
        message.addRecord(Record.newRecord(SERVICES, Type.PTR, DClass.IN), Section.QUESTION);
        return message.toWire();
    }

    private static Name reverse(IpAddress address) {
        try {
            return ReverseMap.fromAddress(address.withoutZone().toInetAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address without zone is always known", e);
        }
    }

    static Optional<Observation> name(byte[] bytes, Evidence evidence) {
        var message = message(bytes);
        if (message == null) {
            return Optional.empty();
        }
        for (var record : message.getSection(Section.ANSWER)) {
            if (record instanceof PTRRecord pointer) {
                var name = text(pointer.getTarget());
                return name.isEmpty() ? Optional.empty() : Optional.of(new Observation.DnsName(name, evidence));
            }
        }
        return Optional.empty();
    }

    static Optional<Observation> services(byte[] bytes, Evidence evidence) {
        var message = message(bytes);
        if (message == null) {
            return Optional.empty();
        }
        String host = null;
        var services = new LinkedHashSet<String>();
        for (var record : message.getSection(Section.ANSWER)) {
            if (record instanceof PTRRecord pointer) {
                if (!SERVICES.equals(pointer.getName())) {
                    host = host == null ? text(pointer.getTarget()) : host;
                } else if (services.size() < MOST_SERVICES) {
                    services.add(text(pointer.getTarget()).replaceFirst("\\.local$", ""));
                }
            }
        }
        return host == null && services.isEmpty() ? Optional.empty()
                : Optional.of(new Observation.MdnsServices(host, services.stream().sorted().toList(), evidence));
    }

    private static @Nullable Message message(byte[] bytes) {
        try {
            return new Message(bytes);
        } catch (IOException | RuntimeException _) {
            // not a DNS message; the library throws unchecked exceptions, too, for some that are none
            return null;
        }
    }

    private static String text(Name name) {
        return Words.clean(name.toString(true), LONGEST_NAME);
    }
}
