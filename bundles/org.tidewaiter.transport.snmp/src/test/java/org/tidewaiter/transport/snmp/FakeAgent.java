package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** An SNMPv1 and v2c agent on a UDP port of 127.0.0.1 that can be made to behave badly. */
final class FakeAgent implements AutoCloseable {

    static final OID TABLE = new OID("1.3.6.1.4.1.99999.1");
    static final String COMMUNITY = "public-lab";

    private final DatagramSocket socket;
    private final DatagramSocket sender;
    private final Thread thread;
    private final TreeMap<OID, Variable> objects = new TreeMap<>();

    /** How it answers: null is silence. */
    BiFunction<FakeAgent, PDU, PDU> behavior = FakeAgent::honest;
    /** What it sends for an answer's bytes. */
    volatile Function<byte[], List<byte[]>> wire = List::of;

    /** @param from the address that it answers from */
    FakeAgent(int rows, String from) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        sender = from.equals("127.0.0.1") ? socket : new DatagramSocket(0, InetAddress.getByName(from));
        for (var i = 1; i <= 6; i++) {
            objects.put(new OID("1.3.6.1.2.1.1." + i + ".0"),
                    i == 2 ? new OID("1.3.6.1.4.1.99999") : new OctetString("fake " + i));
        }
        for (var i = 1; i <= rows; i++) objects.put(new OID(TABLE).append(i), new Integer32(i));
        thread = Thread.ofPlatform().daemon().name("fake agent").start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        var buffer = new byte[65_535];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                for (var answer : answers(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                    sender.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            // closed: the test is over
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<byte[]> answers(byte[] message) throws IOException {
        var in = new BERInputStream(ByteBuffer.wrap(message));
        BER.decodeHeader(in, new BER.MutableByte());
        var version = new Integer32();
        version.decodeBER(in);
        if (version.getValue() == 3) return List.of();
        var community = new OctetString();
        community.decodeBER(in);
        var request = version.getValue() == 0 ? new PDUv1() : new PDU();
        request.decodeBER(in);
        var response = behavior.apply(this, request);
        if (response == null || !community.toString().equals(COMMUNITY)) return List.of();
        response.setRequestID(request.getRequestID());
        return wire.apply(encode(version, community, response));
    }

    private static byte[] encode(Integer32 version, OctetString community, PDU pdu) throws IOException {
        var length = version.getBERLength() + community.getBERLength() + pdu.getBERLength();
        var buffer = ByteBuffer.allocate(length + 6);
        var out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        version.encodeBER(out);
        community.encodeBER(out);
        pdu.encodeBER(out);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static PDU response(PDU request, int status) {
        var response = request instanceof PDUv1 ? new PDUv1() : new PDU();
        response.setType(PDU.RESPONSE);
        response.setErrorStatus(status);
        response.setErrorIndex(status == PDU.noError ? 0 : 1);
        return response;
    }

    /** As RFC 3416 wants it. */
    PDU honest(PDU request) {
        var response = response(request, PDU.noError);
        if (request.getType() == PDU.GET) {
            for (var asked : request.getVariableBindings()) {
                var value = objects.get(asked.getOid());
                response.add(new VariableBinding(asked.getOid(), value == null ? Null.noSuchObject : value));
            }
            return response;
        }
        var repetitions = request.getType() == PDU.GETBULK ? request.getMaxRepetitions() : 1;
        var cursors = new OID[request.size()];
        for (var i = 0; i < cursors.length; i++) cursors[i] = request.get(i).getOid();
        for (var row = 0; row < repetitions; row++) {
            for (var i = 0; i < cursors.length; i++) {
                Entry<OID, Variable> next = objects.higherEntry(cursors[i]);
                if (next == null && request instanceof PDUv1) return response(request, PDU.noSuchName);
                response.add(next == null ? new VariableBinding(cursors[i], Null.endOfMibView)
                        : new VariableBinding(next.getKey(), next.getValue()));
                cursors[i] = next == null ? cursors[i] : next.getKey();
            }
        }
        return response;
    }

    static int wanted(PDU request) {
        return request.getType() == PDU.GETBULK ? request.getMaxRepetitions() * request.size() : request.size();
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        sender.close();
        thread.join(2000);
    }
}
