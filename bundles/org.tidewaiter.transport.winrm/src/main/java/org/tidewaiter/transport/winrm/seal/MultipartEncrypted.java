package org.tidewaiter.transport.winrm.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import org.tidewaiter.transport.winrm.seal.MessageSeal.Sealed;

/** The body of a sealed HTTP message ([MS-WSMV] 2.2.9.1.1): a part that tells what is sealed, and a part with signature and data. */
public final class MultipartEncrypted {

    /** Of what Negotiate and NTLM have sealed. */
    public static final String SPNEGO = "application/HTTP-SPNEGO-session-encrypted";
    /** Of what the scheme Kerberos has sealed. */
    public static final String KERBEROS = "application/HTTP-Kerberos-session-encrypted";

    private static final String BOUNDARY = "Encrypted Boundary";
    private static final String SOAP = "application/soap+xml;charset=UTF-8";
    private static final Pattern BOUNDARY_OF = Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile(";\\s*Length=(\\d{1,9})\\s*$", Pattern.CASE_INSENSITIVE);
    // Kerberos' is 76 bytes at most, NTLM's 16.
    private static final int MAX_SIGNATURE = 1024;
    private static final int MAX_LINE = 512;

    private MultipartEncrypted() {
    }

    /** Whether a field Content-Type says that the body is of this kind. */
    public static boolean is(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/encrypted");
    }

    /** The field Content-Type. */
    public static String contentType(String protocol) {
        return "multipart/encrypted;protocol=\"" + protocol + "\";boundary=\"" + BOUNDARY + "\"";
    }

    /** Seals an envelope. */
    public static byte[] write(MessageSeal seal, String protocol, byte[] envelope) throws SealException {
        Sealed sealed = seal.seal(envelope);
        // Part headers begin with a tab, as Windows' own do: a field that goes on, for a strict reader of MIME.
        var head = "--" + BOUNDARY + "\r\n\tContent-Type: " + protocol + "\r\n\tOriginalContent: type=" + SOAP + ";Length="
                + sealed.data().length + "\r\n--" + BOUNDARY + "\r\n\tContent-Type: application/octet-stream\r\n";
        var body = new ByteArrayOutputStream(head.length() + sealed.signature().length + sealed.data().length + 64);
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(sealed.signature().length).array());
        body.writeBytes(sealed.signature());
        body.writeBytes(sealed.data());
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    /** Unseals an envelope, and checks that it is as long as it should be. */
    public static byte[] read(MessageSeal seal, String contentType, byte[] body) throws SealException {
        var reader = new Reader(body, boundary(contentType));
        reader.boundary();
        var length = -1L;
        for (var line = reader.line(); !line.equals(reader.delimiter); line = reader.line()) {
            var told = LENGTH.matcher(line);
            if (line.strip().regionMatches(true, 0, "OriginalContent:", 0, 16) && told.find()) {
                length = Long.parseLong(told.group(1));
            }
        }
        if (!reader.line().strip().toLowerCase(Locale.ROOT).replace(" ", "").equals("content-type:application/octet-stream")) {
            throw new SealException("holds no sealed part");
        }
        var sealed = reader.rest();
        var message = seal.unseal(sealed.signature(), sealed.data());
        // With RC4 tickets the data has a byte of padding, which counts.
        if (length != message.length && length != sealed.data().length) {
            throw new SealException("claims to be " + length + " bytes long and is " + message.length);
        }
        return message;
    }

    private static String boundary(String contentType) throws SealException {
        var matcher = BOUNDARY_OF.matcher(contentType);
        if (!matcher.find()) {
            throw new SealException("names no boundary");
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** Walks through a body. */
    private static final class Reader {

        private final byte[] body;
        private final String delimiter;
        private int at;

        Reader(byte[] body, String boundary) {
            this.body = body;
            delimiter = "--" + boundary;
        }

        void boundary() throws SealException {
            if (!line().equals(delimiter)) {
                throw new SealException("does not begin with its boundary");
            }
        }

        String line() throws SealException {
            for (var i = at; i < body.length - 1 && i < at + MAX_LINE; i++) {
                if (body[i] == '\r' && body[i + 1] == '\n') {
                    var line = new String(body, at, i - at, StandardCharsets.ISO_8859_1);
                    at = i + 2;
                    return line;
                }
            }
            throw new SealException("is cut off in its headers");
        }

        Sealed rest() throws SealException {
            if (at + 1 < body.length && body[at] == '\r' && body[at + 1] == '\n') {
                // MIME's empty line, which Windows leaves out; no signature is 2573 bytes long.
                at += 2;
            }
            var end = end();
            if (end - at < 4) {
                throw new SealException("is cut off before its signature");
            }
            var length = ByteBuffer.wrap(body, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 0 || length > MAX_SIGNATURE || length > end - at - 4) {
                throw new SealException("has no signature of a possible length");
            }
            var data = at + 4 + length;
            return new Sealed(Arrays.copyOfRange(body, at + 4, data), Arrays.copyOfRange(body, data, end));
        }

        /** Where the closing boundary begins. */
        private int end() throws SealException {
            var closing = (delimiter + "--").getBytes(StandardCharsets.ISO_8859_1);
            var last = body.length;
            while (last > at && (body[last - 1] == '\n' || body[last - 1] == '\r')) last--;
            var start = last - closing.length;
            if (start < at || !Arrays.equals(body, start, last, closing, 0, closing.length)) {
                throw new SealException("is cut off before its closing boundary");
            }
            return start;
        }
    }
}
