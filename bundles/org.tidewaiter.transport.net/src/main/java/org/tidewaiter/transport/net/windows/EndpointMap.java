package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.transport.net.Unexpected;

/** What an endpoint mapper and an object resolver return ([C706] appendices L and O, [MS-DCOM] 3.1.2.5.1.6). Pure; decoding is total. */
final class EndpointMap {
    /** The endpoint mapper is bound as the first, the resolver as the second interface. */
    static final int MAPPER = 0;
    static final int RESOLVER = 1;
    /** IObjectExporter::ServerAlive2, which takes no arguments. */
    static final int SERVER_ALIVE = 5;
    static final int LOOKUP = 2;
    static final int FREE_HANDLE = 4;
    static final int HANDLE = 20;
    /** Calls are told apart by number: the resolver's, then as many of the mapper as it takes. */
    static final int ALIVE_CALL = 2;
    static final int FIRST_LOOKUP = 10;
    static final int MOST_LOOKUPS = 4;
    static final int FREE_CALL = 20;
    private static final int ENTRIES = 128;
    private static final int MOST = 256;
    private static final int LONGEST = 120;
    private static final long NOT_REGISTERED = 0x16c9_a0d6L;
    private static final long ACCESS_DENIED = 5;
    private static final int COM_VERSION = 5;

    private EndpointMap() {
    }

    /** Arguments of ept_lookup: everything, from this handle on ([C706] appendix O). */
    static byte[] lookup(byte[] handle) {
        return ByteBuffer.allocate(16 + HANDLE + 4).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(0).putInt(0).putInt(1)
                .put(handle).putInt(ENTRIES).array();
    }

    /** The handle with which the mapper goes on; empty when it has told all. */
    static Optional<byte[]> handle(byte[] returned) {
        var handle = Arrays.copyOf(returned, HANDLE);
        return returned.length < HANDLE || Arrays.equals(handle, new byte[HANDLE]) ? Optional.empty() : Optional.of(handle);
    }

    static Optional<Observation> decode(int port, byte[] received, Evidence evidence) {
        try {
            var pdus = Rpc.pdus(received);
            return pdus.stream().anyMatch(EndpointMap::isAnswer) ? Optional.of(server(port, pdus, evidence)) : Optional.empty();
        } catch (Unexpected _) {
            return Optional.empty();
        }
    }

    private static boolean isAnswer(Rpc.Pdu pdu) {
        try {
            return pdu.type() == Rpc.BIND_ACK || pdu.type() == Rpc.RESPONSE || pdu.type() == Rpc.FAULT;
        } catch (Unexpected _) {
            return false;
        }
    }

    private static Observation server(int port, List<Rpc.Pdu> pdus, Evidence evidence) throws Unexpected {
        NtlmTarget ntlm = null;
        String refusal = null;
        for (var pdu : pdus) {
            if (pdu.type() == Rpc.BIND_ACK && ntlm == null) {
                ntlm = Ntlm.challenge(pdu.token()).orElse(null);
            } else if (pdu.type() == Rpc.FAULT && pdu.call() >= FIRST_LOOKUP && refusal == null) {
                refusal = status(pdu.status());
            }
        }
        SequencedSet<String> interfaces = new LinkedHashSet<>();
        for (var call = FIRST_LOOKUP; call < FIRST_LOOKUP + MOST_LOOKUPS; call++) {
            var returned = Rpc.returned(pdus, call);
            entries(returned, interfaces);
            if (refusal == null && call == FIRST_LOOKUP && interfaces.isEmpty() && returned.length >= 4) {
                refusal = status(new Packet(returned).number(returned.length - 4L));
            }
        }
        var alive = Rpc.returned(pdus, ALIVE_CALL);
        return new Observation.RpcServer(port, List.copyOf(interfaces), refusal, isAlive(new Packet(alive)), addresses(alive),
                ntlm,
                evidence);
    }

    /** Whether the resolver speaks DCOM 5, as every one since Windows NT 4 does, and had no error ([MS-DCOM] 2.2.11). */
    private static boolean isAlive(Packet returned) throws Unexpected {
        return returned.length() >= 20 && returned.word(0) == COM_VERSION && returned.number(returned.length() - 4L) == 0;
    }

    private static String status(long status) {
        return status == NOT_REGISTERED ? "ept_s_not_registered"
                : status == ACCESS_DENIED ? "nca_s_fault_access_denied" : "%08x".formatted(status);
    }

    /** COMVERSION, a pointer to a DUALSTRINGARRAY ([MS-DCOM] 2.2.19.2): string bindings, each a protocol and a name, up to a zero. */
    private static List<String> addresses(byte[] returned) {
        SequencedSet<String> found = new LinkedHashSet<>();
        try {
            var packet = new Packet(returned);
            var security = packet.word(14);
            var at = 16L;
            while (at + 2 <= 16 + 2L * security && packet.word(at) != 0 && found.size() < MOST) {
                var end = at + 2;
                while (packet.word(end) != 0) {
                    end += 2;
                }
                var name = packet.part(at + 2, end - at - 2).unicode(LONGEST);
                if (!name.isEmpty()) {
                    found.add(name);
                }
                at = end + 2;
            }
        } catch (Unexpected _) {
            // what stood before the break is good
        }
        return List.copyOf(found);
    }

    private record Entry(boolean hasTower, String annotation) {
    }

    /** ept_lookup's entries: a conformant varying array of structures, and after it the towers that they point to. */
    private static void entries(byte[] returned, SequencedSet<String> found) {
        try {
            var packet = new Packet(returned);
            var count = Math.min(packet.number(HANDLE + 12L), ENTRIES);
            var at = HANDLE + 16L;
            var entries = new ArrayList<Entry>();
            for (var i = 0; i < count; i++) {
                var length = packet.number(at + 24);
                entries.add(new Entry(packet.number(at + 16) != 0, packet.part(at + 28, length).text(64)));
                at = at + 28 + length + 3 & ~3L;
            }
            for (var entry : entries) {
                if (entry.hasTower() && found.size() < MOST) {
                    var length = packet.number(at + 4);
                    var text = tower(packet.part(at + 8, length));
                    if (text != null) {
                        found.add(entry.annotation().isEmpty() ? text : text + " " + entry.annotation());
                    }
                    at = at + 8 + length + 3 & ~3L;
                }
            }
        } catch (Unexpected _) {
            // what stood before the break is good
        }
    }

    /** A protocol tower ([C706] appendix L): floors, each of two sides; the first says the interface. */
    private static @Nullable String tower(Packet tower) throws Unexpected {
        var floors = tower.word(0);
        var at = 2L;
        var protocol = "";
        var endpoint = "";
        var name = "";
        for (var floor = 0; floor < floors && floor < 8; floor++) {
            var left = tower.part(at + 2, tower.word(at));
            at += 2 + left.length();
            var right = tower.part(at + 2, tower.word(at));
            at += 2 + right.length();
            if (floor == 0) {
                if (left.length() < 19 || left.octet(0) != 0x0d) {
                    return null;
                }
                name = left.uuid(1) + " " + left.word(17) + "." + (right.length() >= 2 ? right.word(0) : 0);
            } else if (left.length() > 0 && floor > 2) {
                switch (left.octet(0)) {
                    case 0x07, 0x08, 0x1f -> {
                        protocol = left.octet(0) == 0x07 ? "ncacn_ip_tcp" : left.octet(0) == 0x08 ? "ncadg_ip_udp" : "ncacn_http";
                        endpoint = right.length() < 2 ? "" : String.valueOf(right.octet(0) << 8 | right.octet(1));
                    }
                    case 0x0f, 0x10 -> {
                        protocol = left.octet(0) == 0x0f ? "ncacn_np" : "ncalrpc";
                        endpoint = right.text(LONGEST);
                    }
                    default -> {
                        // an address: the one that was asked, mostly
                    }
                }
            }
        }
        return name.isEmpty() ? null : protocol.isEmpty() ? name : name + " " + protocol + ":" + endpoint;
    }
}
