package org.tidewaiter.transport.smb.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Arguments and results in NDR ([C706] chapter 14), as far as the interfaces that are asked need it. */
public final class Ndr {

    private Ndr() {
    }

    /** What a call returns, which stands last. */
    public static long status(byte[] answer) throws TransportException {
        if (answer.length < 4) {
            throw new TransportException(Failure.BROKEN, "an RPC answer is cut");
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getInt(answer.length - 4));
    }

    /** Writes, aligned. */
    public static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int referent = 0x20000;

        public Writer number(long value) {
            align(4);
            bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
            return this;
        }

        public Writer word(int value) {
            align(2);
            bytes.write(value);
            bytes.write(value >> 8);
            return this;
        }

        public Writer raw(byte[] value) {
            bytes.writeBytes(value);
            return this;
        }

        /** A pointer to something. */
        public Writer pointer() {
            referent += 4;
            return number(referent);
        }

        /** RPC_UNICODE_STRING ([MS-DTYP] 2.3.10) with its final zero, which the registry wants ([MS-RRP] 2.2.1). */
        public Writer unicodeString(String text) {
            var units = (text + "\0").getBytes(StandardCharsets.UTF_16LE);
            return word(units.length).word(units.length).pointer().number(units.length / 2).number(0).number(units.length / 2)
                    .raw(units);
        }

        /** RPC_UNICODE_STRING without a final zero, as samr and lsarpc want it. */
        public Writer text(String text) {
            var units = text.getBytes(StandardCharsets.UTF_16LE);
            align(4);
            return word(units.length).word(units.length).pointer().number(units.length / 2).number(0).number(units.length / 2)
                    .raw(units);
        }

        /** RPC_SID ([MS-DTYP] 2.4.2.3) from its text. */
        public Writer sid(String text) throws TransportException {
            var sid = Sids.binary(text);
            number(sid[1]);
            return raw(sid);
        }

        /** A conformant varying string of UTF-16 with its final zero ([C706] 14.3.4.2). */
        public Writer wideString(String text) {
            var units = (text + "\0").getBytes(StandardCharsets.UTF_16LE);
            return number(units.length / 2).number(0).number(units.length / 2).raw(units);
        }

        /** RPC_UNICODE_STRING without content, and room for an answer. */
        public Writer room(int units) {
            return word(0).word(2 * units).pointer().number(units).number(0).number(0);
        }

        private void align(int to) {
            while (bytes.size() % to != 0) {
                bytes.write(0);
            }
        }

        public byte[] array() {
            return bytes.toByteArray();
        }
    }

    /** Reads, aligned; what is cut is {@link Failure#BROKEN}. */
    public static final class Reader {
        private static final int LONGEST_TEXT_BYTES = 2_048;
        private final ByteBuffer bytes;

        public Reader(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        public long number() throws TransportException {
            align(4);
            return Integer.toUnsignedLong(checked(4).getInt());
        }

        public int word() throws TransportException {
            align(2);
            return Short.toUnsignedInt(checked(2).getShort());
        }

        public byte[] raw(long length) throws TransportException {
            var value = new byte[checked(length).remaining() < length ? 0 : (int) length];
            bytes.get(value);
            return value;
        }

        /** RPC_UNICODE_STRING, without final zeros; "" where it points to nothing. */
        public String unicodeString() throws TransportException {
            var length = word();
            word();
            if (number() == 0) {
                return "";
            }
            number();
            number();
            var units = raw(2 * number());
            return text(units, Math.min(length, units.length));
        }

        /** LARGE_INTEGER and others that are aligned to eight bytes. */
        public long hyper() throws TransportException {
            align(8);
            return checked(8).getLong();
        }

        /** OLD_LARGE_INTEGER ([MS-SAMR] 2.2.2.2), which is aligned to four. */
        public long oldLargeInteger() throws TransportException {
            return number() | number() << 32;
        }

        /** Whether a pointer points to something, which stands further on. */
        public boolean isPresent() throws TransportException {
            return number() != 0;
        }

        /**
         * How many elements a conformant array has.
         *
         * @param expected what was told before
         * @param size     bytes that each takes at least
         * @throws TransportException when that many cannot be there
         */
        public int count(long expected, int size) throws TransportException {
            var count = number();
            if (count < expected) {
                throw new TransportException(Failure.BROKEN, "an RPC answer has an array of " + count + " for " + expected);
            }
            checked(expected * size);
            return (int) expected;
        }

        /** The fixed part of RPC_UNICODE_STRING: whether its content stands further on. */
        public boolean isString() throws TransportException {
            align(4);
            word();
            word();
            return isPresent();
        }

        /** The content of an RPC_UNICODE_STRING, or "" where it has none; cut where it is longer than any name or comment. */
        public String content(boolean isPresent) throws TransportException {
            if (!isPresent) {
                return "";
            }
            number();
            number();
            var units = raw(2 * number());
            return text(units, Math.min(units.length, LONGEST_TEXT_BYTES));
        }

        /** RPC_SID ([MS-DTYP] 2.4.2.3), as text. */
        public String sid() throws TransportException {
            return Sids.text(raw(8 + 4 * number()));
        }

        /** A number of SIDs and a pointer to an array of pointers to them (SAMPR_PSID_ARRAY_OUT, LSAPR_ACCOUNT_ENUM_BUFFER). */
        public List<String> sids() throws TransportException {
            var told = number();
            var sids = new ArrayList<String>();
            if (!isPresent()) {
                return sids;
            }
            var isThere = new boolean[count(told, 4)];
            for (var i = 0; i < isThere.length; i++) {
                isThere[i] = isPresent();
            }
            for (var each : isThere) {
                if (each) {
                    sids.add(sid());
                }
            }
            return sids;
        }

        /** A conformant varying array of bytes. */
        public byte[] array() throws TransportException {
            number();
            number();
            return raw(number());
        }

        /** A conformant array of bytes ([C706] 14.3.3.2), no longer than that. */
        public byte[] bytes(long most) throws TransportException {
            return raw(bounded(number(), most));
        }

        /** A conformant varying string of UTF-16 ([C706] 14.3.4.2), without final zeros, and of no more units than that. */
        public String wideString(long most) throws TransportException {
            var room = bounded(number(), Integer.MAX_VALUE);
            bounded(number(), 0);
            var units = raw(2 * bounded(number(), Math.min(room, most)));
            return text(units, units.length);
        }

        /** How many bytes there are still. */
        public int remaining() {
            return bytes.remaining();
        }

        private static long bounded(long count, long most) throws TransportException {
            if (count > most) {
                throw new TransportException(Failure.BROKEN,
                        "an RPC answer has a count of " + count + " where it may be " + most);
            }
            return count;
        }

        public static String text(byte[] units, int length) {
            var text = new String(units, 0, length & ~1, StandardCharsets.UTF_16LE);
            var end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        }

        /** Skips what fills up to a multiple, as before structures. */
        public void align(int to) throws TransportException {
            checked((to - bytes.position() % to) % to);
            bytes.position(bytes.position() + (to - bytes.position() % to) % to);
        }

        private ByteBuffer checked(long length) throws TransportException {
            if (length < 0 || length > bytes.remaining()) {
                throw new TransportException(Failure.BROKEN, "an RPC answer is cut");
            }
            return bytes;
        }
    }
}
