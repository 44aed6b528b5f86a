package org.tidewaiter.transport.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

import org.tidewaiter.transport.winrm.seal.SealException;

/**
 * A server's CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2), which it gives to anybody who asks.
 *
 * @param bytes           as it came, for the message integrity code
 * @param flags           NegotiateFlags
 * @param serverChallenge 8 bytes
 * @param pairs           its target information, by AvId (2.2.2.1)
 * @param version         {@code 10.0.17763}; empty where the server does not say
 */
public record NtlmChallenge(byte[] bytes, int flags, byte[] serverChallenge, SequencedMap<Integer, byte[]> pairs,
        Optional<String> version) {

    static final int END = 0;
    static final int COMPUTER_NAME = 1;
    static final int DOMAIN_NAME = 2;
    static final int DNS_COMPUTER_NAME = 3;
    static final int DNS_DOMAIN_NAME = 4;
    static final int DNS_TREE_NAME = 5;
    static final int FLAGS = 6;
    static final int TIMESTAMP = 7;
    static final int TARGET_NAME = 9;
    static final int CHANNEL_BINDINGS = 10;

    private static final int HEADER = 48;
    private static final int MAX = 1 << 16;
    // From 1601 to 1970, in units of 100 ns (MS-DTYP 2.3.3).
    private static final long EPOCH = 116_444_736_000_000_000L;

    /** Reads one. */
    public static NtlmChallenge read(byte[] message) throws SealException {
        var buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        if (message.length < HEADER || message.length > MAX || !Arrays.equals(message, 0, 8, NtlmClient.SIGNATURE, 0, 8)
                || buffer.getInt(8) != 2) {
            throw new SealException("is no NTLM challenge");
        }
        var flags = buffer.getInt(20);
        var length = buffer.getShort(40) & 0xffff;
        var offset = buffer.getInt(44);
        if (offset < 0 || offset > message.length - length) {
            throw new SealException("is an NTLM challenge that points outside itself");
        }
        var hasVersion = (flags & NtlmClient.NEGOTIATE_VERSION) != 0 && message.length >= HEADER + 8 && message[48] != 0;
        return new NtlmChallenge(message, flags, Arrays.copyOfRange(message, 24, 32),
                pairs(Arrays.copyOfRange(message, offset, offset + length)),
                hasVersion ? Optional.of((message[48] & 0xff) + "." + (message[49] & 0xff) + "." + (buffer.getShort(50) & 0xffff))
                        : Optional.empty());
    }

    private static SequencedMap<Integer, byte[]> pairs(byte[] information) throws SealException {
        var pairs = new LinkedHashMap<Integer, byte[]>();
        var buffer = ByteBuffer.wrap(information).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.remaining() >= 4) {
            var id = buffer.getShort() & 0xffff;
            var length = buffer.getShort() & 0xffff;
            if (id == END) break;
            if (length > buffer.remaining()) {
                throw new SealException("is an NTLM challenge with broken target information");
            }
            var value = new byte[length];
            buffer.get(value);
            pairs.put(id, value);
        }
        return pairs;
    }

    private Optional<String> text(int id) {
        return Optional.ofNullable(pairs.get(id)).map(v -> new String(v, StandardCharsets.UTF_16LE).replaceAll("\\p{Cntrl}", ""))
                .filter(t -> !t.isEmpty());
    }

    /** {@code WINRM1}. */
    public Optional<String> computerName() {
        return text(COMPUTER_NAME);
    }

    /** {@code LABDOM}, or the computer's own name where it is in no domain. */
    public Optional<String> domainName() {
        return text(DOMAIN_NAME);
    }

    /** {@code winrm1.ad.lab.test}. */
    public Optional<String> dnsComputerName() {
        return text(DNS_COMPUTER_NAME);
    }

    /** {@code ad.lab.test}; the computer's own name where it is in no domain. */
    public Optional<String> dnsDomainName() {
        return text(DNS_DOMAIN_NAME);
    }

    /** The forest's name. */
    public Optional<String> dnsTreeName() {
        return text(DNS_TREE_NAME);
    }

    /** The server's clock. */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(pairs.get(TIMESTAMP)).filter(v -> v.length == 8)
                .map(v -> ByteBuffer.wrap(v).order(ByteOrder.LITTLE_ENDIAN).getLong() - EPOCH)
                .map(t -> Instant.ofEpochSecond(Math.floorDiv(t, 10_000_000L), Math.floorMod(t, 10_000_000L) * 100));
    }

    @Override
    public String toString() {
        return "NTLM challenge of " + dnsComputerName().or(this::computerName).orElse("a nameless server");
    }
}
