package org.tidewaiter.engine.spi;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.readiness.Readiness;

/**
 * Everything that one device task brought, ready to be stored in one transaction.
 *
 * @param address     IP address, or {@code local}
 * @param asked       the target as the user wrote it
 * @param names       names known for the device, best first
 * @param macs        hardware addresses, in order of their interfaces
 * @param claims      strongest first; empty when nothing was recognised
 * @param ambiguous   whether the two strongest claims of different families tie
 * @param ports       port states, by protocol and number
 * @param rows        the facts, in the order they were stated
 * @param gaps        the gaps, in the order they were stated
 * @param exchanges   the evidence, ordinals 1 to n
 * @param identifiers for finding the device again
 * @param suspicion   why this may be no device at all, so that it was not read; absent when nothing speaks for that
 * @param readiness   what can be done with the device, of a readiness run; absent otherwise
 * @param checks      what the families' checks came to, in the order of the families' ids; empty where none could be asked
 * @param root        hash chain over the exchanges, hex SHA-256
 */
public record Visit(String address, String asked, List<String> names, List<MacAddress> macs, List<Claim> claims,
        boolean ambiguous,
        List<Observation.Port> ports, List<Row> rows, List<StepGap> gaps, List<Exchange> exchanges, List<Identifier> identifiers,
        Instant started, Instant finished, @Nullable String suspicion, @Nullable Readiness readiness,
        List<CheckOutcome> checks, String root) {

    /**
     * One stored fact.
     *
     * @param ordinal  counts rows of one key, from 0
     * @param disputed another source says otherwise of the same key
     * @param step     {@code family/step} that stated it
     */
    public record Row(Item item, int ordinal, boolean disputed, Evidence evidence, String step) {
    }

    /**
     * One stored gap.
     *
     * @param step {@code family/step} that it comes from; absent when no step ran
     */
    public record StepGap(Gap gap, @Nullable String step) {
    }

    /** Of a device that nothing speaks against. */
    public Visit(String address, String asked, List<String> names, List<MacAddress> macs, List<Claim> claims, boolean ambiguous,
            List<Observation.Port> ports, List<Row> rows, List<StepGap> gaps, List<Exchange> exchanges,
            List<Identifier> identifiers, Instant started, Instant finished, String root) {
        this(address, asked, names, macs, claims, ambiguous, ports, rows, gaps, exchanges, identifiers, started, finished, null,
                null, List.of(), root);
    }

    public Visit {
        names = List.copyOf(names);
        macs = List.copyOf(macs);
        claims = List.copyOf(claims);
        ports = List.copyOf(ports);
        rows = List.copyOf(rows);
        gaps = List.copyOf(gaps);
        exchanges = List.copyOf(exchanges);
        identifiers = List.copyOf(identifiers);
        checks = List.copyOf(checks);
    }

    /** All that the checks found, in their order. */
    public List<Finding> findings() {
        return checks.stream().map(CheckOutcome::result).filter(CheckResult.Found.class::isInstance)
                .flatMap(found -> ((CheckResult.Found) found).findings().stream()).toList();
    }

    /** Whether the device let us in: something was read of it that is not seen from outside. */
    public boolean isRead() {
        return rows.stream().map(r -> exchanges.get(r.evidence().exchange() - 1)).anyMatch(e -> e.kind() != Exchange.Kind.PROBE);
    }
}
