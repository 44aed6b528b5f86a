package org.tidewaiter.transport.winrm.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** The framing of sealed messages, with a seal that only mirrors bits. */
class MultipartEncryptedTest {

    private static final MessageSeal MIRROR = new MessageSeal() {
        @Override
        public Sealed seal(byte[] message) {
            return new Sealed(new byte[16], flipped(message));
        }

        @Override
        public byte[] unseal(byte[] signature, byte[] data) throws SealException {
            if (!Arrays.equals(signature, new byte[16])) throw new SealException("is not mine");
            return flipped(data);
        }

        private static byte[] flipped(byte[] bytes) {
            var flipped = bytes.clone();
            for (var i = 0; i < flipped.length; i++) flipped[i] ^= 0x55;
            return flipped;
        }
    };
    private static final String TYPE = MultipartEncrypted.contentType(MultipartEncrypted.SPNEGO);
    private static final byte[] MESSAGE = "<s:Envelope/>\r\n--Encrypted Boundary--\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void messageThatHoldsTheBoundaryComesBackWhole() throws SealException {
        assertArrayEquals(MESSAGE,
                MultipartEncrypted.read(MIRROR, TYPE, MultipartEncrypted.write(MIRROR, MultipartEncrypted.SPNEGO, MESSAGE)));
    }

    @Test
    void messageThatIsCutAnywhereIsRefused() throws SealException {
        var body = MultipartEncrypted.write(MIRROR, MultipartEncrypted.SPNEGO, MESSAGE);
        // Without its last line break it is whole.
        for (var length = 0; length < body.length - 2; length++) {
            var cut = Arrays.copyOf(body, length);
            assertThrows(SealException.class, () -> MultipartEncrypted.read(MIRROR, TYPE, cut), "cut at " + length);
        }
    }

    @Test
    void everyChangedByteOfTheFrameIsRefusedOrHarmless() throws SealException {
        var body = MultipartEncrypted.write(MIRROR, MultipartEncrypted.SPNEGO, MESSAGE);
        for (var at = 0; at < body.length; at++) {
            var changed = body.clone();
            changed[at] ^= 0x20;
            try {
                MultipartEncrypted.read(MIRROR, TYPE, changed);
            } catch (SealException e) {
                // Named, which is all that is asked.
            }
        }
    }

    @Test
    void partsAsMimeHasThemAreReadToo() throws SealException {
        var text = new String(MultipartEncrypted.write(MIRROR, MultipartEncrypted.SPNEGO, MESSAGE), StandardCharsets.ISO_8859_1)
                .replace("\tContent-Type", "Content-Type").replace("octet-stream\r\n", "octet-stream\r\n\r\n");
        assertArrayEquals(MESSAGE, MultipartEncrypted.read(MIRROR, "Multipart/Encrypted; boundary=\"Encrypted Boundary\"",
                text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
