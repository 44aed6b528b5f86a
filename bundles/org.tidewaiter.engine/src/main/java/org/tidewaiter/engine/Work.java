package org.tidewaiter.engine;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.RunHeader.Purpose;

/**
 * What is done with a device, once it is found.
 *
 * @param logsIn      whether a login is tried
 * @param onlyTcp     these TCP ports alone are asked, beside presence and names; empty for what the families want
 * @param assumed     of a readiness run, the family that devices are taken for that nothing gives away; empty for none
 * @param controllers who tells of the domain controllers; absent where no domain is used
 */
public record Work(Purpose purpose, boolean logsIn, Set<Integer> onlyTcp, String assumed,
        @Nullable DomainControllers controllers) {

    public Work {
        onlyTcp = Set.copyOf(onlyTcp);
    }

    /** What a run of this purpose does by default. */
    public static Work of(Purpose purpose) {
        return new Work(purpose, purpose != Purpose.SCAN, Set.of(), "", null);
    }

    /** The domain whose accounts are used; absent where none is. */
    @Nullable
    Realm realm() {
        return controllers == null ? null : controllers.realm();
    }

    /** Whether devices are read. */
    boolean reads() {
        return purpose == Purpose.AUDIT;
    }

    /** Whether devices are judged by what an audit needs. */
    boolean judges() {
        return purpose == Purpose.READINESS;
    }
}
