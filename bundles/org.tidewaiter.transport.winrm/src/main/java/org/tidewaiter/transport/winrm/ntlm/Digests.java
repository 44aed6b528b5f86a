package org.tidewaiter.transport.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The old algorithms that NTLM is made of. They protect what the protocol says they protect; nothing better can be chosen. */
final class Digests {

    private Digests() {
    }

    static byte[] hmacMd5(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            for (var part : parts) mac.update(part);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has HmacMD5", e);
        }
    }

    static byte[] md5(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            for (var part : parts) digest.update(part);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has MD5", e);
        }
    }

    static Cipher rc4(byte[] key) {
        try {
            var cipher = Cipher.getInstance("RC4");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "RC4"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has RC4", e);
        }
    }

    /** NTOWFv2 ([MS-NLMP] 3.3.2). Wipes the hash. */
    static byte[] responseKey(byte[] ntHash, String user, String domain) {
        var key = hmacMd5(ntHash, NtlmClient.userForKey(user, domain).getBytes(StandardCharsets.UTF_16LE));
        Arrays.fill(ntHash, (byte) 0);
        return key;
    }

    /** MD5 of gss_channel_bindings_struct (RFC 2744, 3.11) without addresses ([MS-NLMP] 3.1.5.1.2). */
    static byte[] channelBinding(byte[] applicationData) {
        return md5(new byte[16], ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(applicationData.length).array(),
                applicationData);
    }
}
