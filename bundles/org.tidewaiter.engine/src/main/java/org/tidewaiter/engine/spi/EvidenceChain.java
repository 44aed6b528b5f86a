package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash chain over a visit's exchanges, and the root over a run's visits. Each link is SHA-256 over the link before, the exchange's fields,
 * each preceded by its length in bytes as decimal and a colon, and the SHA-256 of its two streams. Changing, dropping or reordering anything
 * changes the root.
 */
public final class EvidenceChain {

    private EvidenceChain() {
    }

    /** The chain's last link in hex; of no exchange at all the SHA-256 of nothing. */
    public static String root(List<Exchange> exchanges) {
        var link = sha256(new byte[0]);
        for (var exchange : exchanges) {
            link = sha256(link(link, exchange));
        }
        return HexFormat.of().formatHex(link);
    }

    /** The root of a run: over its visits' roots, in the order given. */
    public static String rootOf(List<String> roots) {
        return HexFormat.of().formatHex(sha256(String.join("\n", roots).getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] link(byte[] before, Exchange exchange) {
        var ending = exchange.ending();
        var shortfall = ending.shortfall();
        var text = new StringBuilder(HexFormat.of().formatHex(before));
        for (var field : new Object[] { exchange.ordinal(), exchange.kind(), exchange.requestId(), exchange.request(),
            ending.failure() == null ? "" : ending.failure(), shortfall == null ? "" : shortfall.reason(), ending.detail(),
            exchange.exit(), HexFormat.of().formatHex(sha256(exchange.out())), HexFormat.of().formatHex(sha256(exchange.err())),
            exchange.started(), exchange.duration() }) {
            var value = field.toString();
            text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
