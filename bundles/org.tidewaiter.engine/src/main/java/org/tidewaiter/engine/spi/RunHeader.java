package org.tidewaiter.engine.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.tidewaiter.api.model.Prefix;

/**
 * What is known of a run when it begins.
 *
 * @param purpose  what the run is for
 * @param targets  as the user wrote them
 * @param scope    what may be touched
 * @param excluded what may not
 * @param ports    transports on other ports than their registered ones: {@code ssh=2222}
 * @param manifests what may be sent in it, as the {@link Manifest#hash} of each family, by the family's id
 * @param software product and version that ran it
 * @param started  to the microsecond
 */
public record RunHeader(Purpose purpose, List<String> targets, List<Prefix> scope, List<Prefix> excluded, List<String> ports,
        SortedMap<String, String> manifests, String software, Instant started) {

    /** What a run is for. */
    public enum Purpose {
        /** Devices are found, recognised and read. */
        AUDIT,
        /** Devices are found and recognised; nobody logs in. */
        SCAN,
        /** Devices are found and recognised, and judged by what an audit of them needs; a login may be tried, nothing is read. */
        READINESS
    }

    public RunHeader {
        targets = List.copyOf(targets);
        scope = List.copyOf(scope);
        excluded = List.copyOf(excluded);
        ports = List.copyOf(ports);
        manifests = Collections.unmodifiableSortedMap(new TreeMap<>(manifests));
    }

    /** Of an audit with no family. */
    public RunHeader(List<String> targets, List<Prefix> scope, List<Prefix> excluded, List<String> ports, String software,
            Instant started) {
        this(Purpose.AUDIT, targets, scope, excluded, ports, Collections.emptySortedMap(), software, started);
    }
}
