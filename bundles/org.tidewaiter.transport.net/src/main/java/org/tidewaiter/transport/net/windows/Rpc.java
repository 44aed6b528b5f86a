package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.tidewaiter.transport.net.Unexpected;

/** Connection-oriented RPC ([C706] chapter 12, [MS-RPCE] 2.2.2): binds, calls, and what comes back. Pure. */
final class Rpc {
    static final int REQUEST = 0;
    static final int RESPONSE = 2;
    static final int FAULT = 3;
    static final int BIND = 11;
    static final int BIND_ACK = 12;
    static final int HEADER = 16;
    /** Of a PDU, ours and theirs. */
    static final int LONGEST = 5840;
    private static final int FIRST_AND_LAST = 3;
    private static final int LAST = 2;
    private static final int MOST_PDUS = 400;
    // RPC_C_AUTHN_WINNT and RPC_C_AUTHN_LEVEL_CONNECT ([MS-RPCE] 2.2.1.1.7 and 2.2.1.1.8)
    private static final byte[] NTLM_CONNECT = { 10, 2, 0, 0, 1, 0, 0, 0 };
    private static final int AUTH_HEAD = 8;

    private Rpc() {
    }

    /**
     * An interface, as it goes over the wire.
     *
     * @param syntax UUID and version
     */
    record Interface(byte[] syntax) {
        /** The endpoint mapper ([C706] appendix O). */
        static final Interface MAPPER = of("0883afe11f5dc91191a408002b14a0fa", 3);
        /** The object resolver ([MS-DCOM] 1.9), IObjectExporter. */
        static final Interface RESOLVER = of("c4fefc9960521b10bbcb00aa0021347a", 0);
        /** NDR, in which arguments are written ([C706] chapter 14). */
        static final Interface NDR = of("045d888aeb1cc9119fe808002b104860", 2);

        private static Interface of(String uuid, int version) {
            return new Interface(ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).put(HexFormat.of().parseHex(uuid))
                    .putInt(version).array());
        }
    }

    /** Binds to interfaces, in whose order calls number them. */
    static byte[] bind(Interface... interfaces) {
        return pdu(BIND, 1, bindBody(interfaces), new byte[0]);
    }

    /** Binds with the first message of NTLM, which is answered by the challenge. */
    static byte[] bindWithNtlm(Interface one) {
        return pdu(BIND, 1, bindBody(one), Ntlm.negotiate());
    }

    private static byte[] bindBody(Interface... interfaces) {
        var body = ByteBuffer.allocate(12 + interfaces.length * 44).order(ByteOrder.LITTLE_ENDIAN).putShort((short) LONGEST)
                .putShort((short) LONGEST).putInt(0).putInt(interfaces.length);
        for (var i = 0; i < interfaces.length; i++) {
            body.putShort((short) i).putShort((short) 1).put(interfaces[i].syntax()).put(Interface.NDR.syntax());
        }
        return body.array();
    }

    /** Calls an operation of a bound interface. */
    static byte[] call(int id, int context, int operation, byte[] arguments) {
        return pdu(REQUEST, id, ByteBuffer.allocate(8 + arguments.length).order(ByteOrder.LITTLE_ENDIAN).putInt(arguments.length)
                .putShort((short) context).putShort((short) operation).put(arguments).array(), new byte[0]);
    }

    private static byte[] pdu(int type, int id, byte[] body, byte[] token) {
        var length = HEADER + body.length + (token.length == 0 ? 0 : AUTH_HEAD + token.length);
        var pdu = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0).put((byte) type)
                .put((byte) FIRST_AND_LAST).putInt(0x10).putShort((short) length).putShort((short) token.length).putInt(id)
                .put(body);
        return token.length == 0 ? pdu.array() : pdu.put(NTLM_CONNECT).put(token).array();
    }

    /** One that came back. Of big-endian servers nothing is read: none of those that are looked for is one. */
    record Pdu(Packet bytes) {
        int type() throws Unexpected {
            return bytes.octet(2);
        }

        long call() throws Unexpected {
            return bytes.number(12);
        }

        boolean isLast() throws Unexpected {
            return (bytes.octet(3) & LAST) != 0;
        }

        /** Its token ([MS-RPCE] 2.2.2.11); empty without one. */
        byte[] token() throws Unexpected {
            var length = bytes.word(10);
            return bytes.part(bytes.length() - (long) length, length).array();
        }

        /** What a call returned, or this part of it. */
        byte[] stub() throws Unexpected {
            return bytes.from(HEADER + 8L).array();
        }

        /** Why a call failed. */
        long status() throws Unexpected {
            return bytes.number(HEADER + 8L);
        }

        /** Whether a bound interface was accepted ([C706] 12.6.3.1). */
        boolean accepts(int context) throws Unexpected {
            // the secondary address with its length, and then from a multiple of four
            var results = (HEADER + 10 + bytes.word(HEADER + 8L) + 3 & ~3);
            return context < bytes.octet(results) && bytes.word(results + 4L + context * 24L) == 0;
        }
    }

    /** Whether these bytes begin a PDU of version 5.0, little-endian. */
    static boolean begins(byte[] head) {
        return head.length >= HEADER && head[0] == 5 && (head[1] == 0 || head[1] == 1) && head[4] == 0x10;
    }

    /** How long the PDU with this head is. */
    static int length(byte[] head) {
        return Byte.toUnsignedInt(head[8]) | Byte.toUnsignedInt(head[9]) << 8;
    }

    /** The PDUs in what was received; one that is cut is left out, with all that follows. */
    static List<Pdu> pdus(byte[] received) throws Unexpected {
        var whole = new Packet(received);
        var pdus = new ArrayList<Pdu>();
        for (var at = 0; at + HEADER <= received.length && pdus.size() < MOST_PDUS;) {
            var length = whole.word(at + 8L);
            if (!begins(whole.part(at, HEADER).array()) || length < HEADER || at + length > received.length) {
                break;
            }
            pdus.add(new Pdu(whole.part(at, length)));
            at += length;
        }
        return pdus;
    }

    /** What a call returned, its fragments together. */
    static byte[] returned(List<Pdu> pdus, int call) throws Unexpected {
        var stub = new ByteArrayOutputStream();
        for (var pdu : pdus) {
            if (pdu.type() == RESPONSE && pdu.call() == call) {
                stub.writeBytes(pdu.stub());
            }
        }
        return stub.toByteArray();
    }
}
