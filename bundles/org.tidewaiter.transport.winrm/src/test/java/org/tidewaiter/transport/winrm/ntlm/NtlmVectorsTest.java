package org.tidewaiter.transport.winrm.ntlm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.transport.winrm.seal.SealException;

/** The numbers that [MS-NLMP] 4.2.4 gives for NTLMv2: user "User", password "Password", domain "Domain". */
class NtlmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SERVER_CHALLENGE = HEX.parseHex("0123456789abcdef");
    private static final byte[] CLIENT_CHALLENGE = HEX.parseHex("aaaaaaaaaaaaaaaa");
    private static final byte[] RANDOM_SESSION_KEY = HEX.parseHex("55555555555555555555555555555555");
    // 4.2.4.1.3: NetBIOS domain "Domain" and server "Server"; the time is 0.
    private static final byte[] TEMP = HEX.parseHex("0101000000000000" + "0000000000000000" + "aaaaaaaaaaaaaaaa" + "00000000"
            + "02000c0044006f006d00610069006e00" + "01000c00530065007200760065007200" + "00000000" + "00000000");

    private static byte[] responseKey() {
        return Digests.responseKey(NtlmClient.ntHash(new Secret("Password".toCharArray())), "User", "Domain");
    }

    @Test
    void responseKeyIsThatOf4241() {
        assertEquals("0c868a403bfd7a93a3001ef22ef02e3f", HEX.formatHex(responseKey()));
    }

    @Test
    void proofIsThatOf42422() {
        var answer = NtlmClient.response(responseKey(), SERVER_CHALLENGE, TEMP);
        assertEquals("68cd0ab851e51c96aabc927bebef6a1c", HEX.formatHex(Arrays.copyOf(answer, 16)));
        assertArrayEquals(CLIENT_CHALLENGE, Arrays.copyOfRange(answer, 32, 40));
    }

    @Test
    void sessionKeyAndItsExchangeAreThoseOf42412And42423() {
        var proof = Arrays.copyOf(NtlmClient.response(responseKey(), SERVER_CHALLENGE, TEMP), 16);
        var base = Digests.hmacMd5(responseKey(), proof);
        assertEquals("8de40ccadbc14a82f15cb0ad0de95ca3", HEX.formatHex(base));
        assertEquals("c5dad2544fc9799094ce1ce90bc9d03e", HEX.formatHex(Digests.rc4(base).update(RANDOM_SESSION_KEY)));
    }

    @Test
    void sealedPlaintextIsThatOf4244() {
        var sealed = NtlmSeal.ofClient(RANDOM_SESSION_KEY).seal("Plaintext".getBytes(StandardCharsets.UTF_16LE));
        assertEquals("54e50165bf1936dc996020c1811b0f06fb5f", HEX.formatHex(sealed.data()));
        assertEquals("010000007fb38ec5c55d497600000000", HEX.formatHex(sealed.signature()));
    }

    @Test
    void messageOfAnotherDirectionIsRefused() {
        var seal = NtlmSeal.ofClient(RANDOM_SESSION_KEY);
        var sealed = seal.seal("Plaintext".getBytes(StandardCharsets.UTF_16LE));
        assertThrows(SealException.class, () -> seal.unseal(sealed.signature(), sealed.data()));
    }

    @Test
    void challengeThatPointsOutsideItselfIsRefused() {
        for (var length = 0; length < 64; length++) {
            var message = new byte[length];
            System.arraycopy(NtlmClient.SIGNATURE, 0, message, 0, Math.min(8, length));
            if (length > 8) message[8] = 2;
            if (length > 47) Arrays.fill(message, 40, 48, (byte) 0x7f);
            assertThrows(SealException.class, () -> NtlmChallenge.read(message));
        }
    }
}
