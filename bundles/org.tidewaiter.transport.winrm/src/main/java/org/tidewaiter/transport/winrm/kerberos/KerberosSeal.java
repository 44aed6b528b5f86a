package org.tidewaiter.transport.winrm.kerberos;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;
import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.SealException;

/**
 * Seals as GSS_WrapEx does: signature and data apart, the data as long as the message. Java's wrap gives one token with everything behind the
 * data, which is rotated here (RFC 4121, 4.2.5; [MS-KILE] 3.4.5.4.1). The rotation is not part of what is encrypted, so this needs no key.
 */
public final class KerberosSeal implements MessageSeal {

    private static final int TOKEN_HEADER = 16;
    private static final int CONFOUNDER = 16;
    private static final int EXTRA_COUNT_AT = 4;
    private static final int ROTATION_AT = 6;
    /** The identifier of a wrap token of RFC 4121; RC4's tokens begin with 0x60, the framing of RFC 2743. */
    private static final int WRAP = 0x0504;

    private final GSSContext context;

    KerberosSeal(GSSContext context) {
        this.context = context;
    }

    @Override
    public Sealed seal(byte[] message) throws SealException {
        try {
            var properties = new MessageProp(0, true);
            var token = context.wrap(message, 0, message.length, properties);
            if (!properties.getPrivacy()) {
                throw new SealException("cannot be sealed: the ticket's key encrypts nothing");
            }
            return split(token, message.length);
        } catch (GSSException e) {
            throw new SealException("cannot be sealed", e);
        }
    }

    /** Takes a token of Java's apart. */
    static Sealed split(byte[] token, int messageLength) throws SealException {
        if (!isOfRfc4121(token)) {
            // RFC 4757, 7.3: everything stands before the data already; the data is padded by one byte (RFC 1964, 1.2.2.3).
            var signature = token.length - messageLength - 1;
            return new Sealed(Arrays.copyOf(token, signature), Arrays.copyOfRange(token, signature, token.length));
        }
        var buffer = ByteBuffer.wrap(token);
        if (buffer.getShort(EXTRA_COUNT_AT) != 0 || buffer.getShort(ROTATION_AT) != 0) {
            throw new SealException("cannot be sealed: this Java wraps in a way that is not known");
        }
        // What follows the data: the encrypted copy of the header, and the checksum, whose length the encryption type tells.
        var trailer = token.length - TOKEN_HEADER - CONFOUNDER - messageLength;
        var signature = new byte[TOKEN_HEADER + trailer + CONFOUNDER];
        System.arraycopy(token, 0, signature, 0, TOKEN_HEADER);
        System.arraycopy(token, token.length - trailer, signature, TOKEN_HEADER, trailer);
        System.arraycopy(token, TOKEN_HEADER, signature, TOKEN_HEADER + trailer, CONFOUNDER);
        ByteBuffer.wrap(signature).putShort(ROTATION_AT, (short) trailer);
        var data = TOKEN_HEADER + CONFOUNDER;
        return new Sealed(signature, Arrays.copyOfRange(token, data, data + messageLength));
    }

    @Override
    public byte[] unseal(byte[] signature, byte[] data) throws SealException {
        try {
            var token = join(signature, data);
            var properties = new MessageProp(false);
            var message = context.unwrap(token, 0, token.length, properties);
            if (!properties.getPrivacy()) {
                throw new SealException("is signed, but not sealed");
            }
            if (properties.isDuplicateToken() || properties.isOldToken() || properties.isUnseqToken()
                    || properties.isGapToken()) {
                throw new SealException("was changed on the way, or comes out of order: its number is not the next one");
            }
            return withoutFiller(message, token, data.length);
        } catch (GSSException e) {
            throw new SealException("was changed on the way: it does not decrypt", e);
        }
    }

    /** Java leaves the filler behind the message (RFC 4121, 4.2.4), whose length is the extra count; the data is as long as the message. */
    private static byte[] withoutFiller(byte[] message, byte[] token, int dataLength) {
        return isOfRfc4121(token)
                && message.length == dataLength + Short.toUnsignedInt(ByteBuffer.wrap(token).getShort(EXTRA_COUNT_AT))
                        ? Arrays.copyOf(message, dataLength) : message;
    }

    /** One token again, in which the rotation is told as it was done. */
    static byte[] join(byte[] signature, byte[] data) {
        var token = Arrays.copyOf(signature, signature.length + data.length);
        System.arraycopy(data, 0, token, signature.length, data.length);
        if (isOfRfc4121(token) && signature.length >= TOKEN_HEADER + CONFOUNDER) {
            // [MS-KILE] 3.4.5.4.1: Windows rotates by RRC and EC together, and tells RRC alone.
            ByteBuffer.wrap(token).putShort(ROTATION_AT, (short) (signature.length - TOKEN_HEADER - CONFOUNDER));
        }
        return token;
    }

    private static boolean isOfRfc4121(byte[] token) {
        return token.length >= TOKEN_HEADER && ByteBuffer.wrap(token).getShort(0) == WRAP;
    }
}
