package org.tidewaiter.workbench.read;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredVisit;

/**
 * A device as its last visit left it.
 *
 * @param facts     how many the visit has
 * @param gaps      how many the visit has
 * @param findings  what the checks found; absent where none could be asked
 * @param readiness what a readiness run found; absent after other runs
 */
public record DeviceRow(StoredVisit visit, long facts, long gaps, @Nullable Severities findings,
        @Nullable StoredReadiness readiness) {

    /** The verdict in a word; absent after other runs. */
    public @Nullable String verdict() {
        return readiness == null ? null : readiness.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** The same for the same device in every snapshot of an engagement. */
    public long id() {
        return visit.deviceId();
    }

    /** An {@link IpAddress}, or the text {@code local}. */
    public Object address() {
        var address = IpAddress.tryParse(visit.address());
        return address.isPresent() ? address.get() : visit.address();
    }

    /** The best name; absent when it has none. */
    public @Nullable String name() {
        return visit.names().isEmpty() ? null : visit.names().getFirst();
    }

    /** The strongest claim; absent when nothing was recognised. */
    public @Nullable Claim claim() {
        return visit.claims().isEmpty() ? null : visit.claims().getFirst();
    }

    /** The hardware address that answered; absent where nobody could see it. */
    public @Nullable MacAddress mac() {
        return visit.macs().isEmpty() ? null : visit.macs().getFirst();
    }

    /** Maker, product and version; the hint where there is no more; for what may be no device at all, why. */
    public @Nullable String what() {
        if (visit.suspicion() instanceof String why) {
            return "suspected phantom: " + why;
        }
        var claim = claim();
        if (claim == null) {
            return null;
        }
        var product = claim.product();
        var vendor = claim.vendor();
        if (product == null && vendor == null) {
            return claim.because().isEmpty() ? null : claim.because().getFirst().reason();
        }
        var repeats = product != null && vendor != null
                && product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return Stream.of(repeats ? null : vendor, product, claim.version()).filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** {@code 22, 443, udp 161}; absent when no port is known to be open. */
    public @Nullable String openPorts() {
        var open = visit.ports().stream().filter(p -> p.state() == PortState.OPEN && p.port() > 0)
                .map(p -> (p.protocol() == Protocol.TCP ? "" : p.protocol().name().toLowerCase(Locale.ROOT) + " ") + p.port())
                .distinct().toList();
        return open.isEmpty() ? null : String.join(", ", open);
    }

    /** When its last visit ended. */
    public Instant lastSeen() {
        return visit.finished();
    }
}
