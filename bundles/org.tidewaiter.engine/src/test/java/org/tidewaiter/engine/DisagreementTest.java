package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Volume;

/** When two sources of one row are disputed. */
class DisagreementTest {

    private static OperatingSystem system(String name, @Nullable String version, @Nullable String boot) {
        return new OperatingSystem(name, version, null, "Linux", null, null, null, null, null, null,
                boot == null ? null : Instant.parse(boot), null, null);
    }

    @Test
    void whatOneLeavesOpenTheOtherMaySayAndAWholeWordMayBeSaidMoreExactly() {
        var snmp = system("Linux", null, "2026-01-01T00:00:00Z");
        assertFalse(Disagreement.between(snmp, system("Debian GNU/Linux", "12", "2026-01-01T00:00:09Z")));
        assertTrue(Disagreement.between(snmp, system("Linux", null, "2026-01-01T01:00:00Z")), "an hour");
        assertTrue(Disagreement.between(snmp, system("FreeBSD", null, null)));
        assertTrue(Disagreement.between(system("Linux", "1.2", null), system("Linux", "1.2.3", null)));
        assertTrue(Disagreement.between(system("Linux", "12", null), system("Linux", "11", null)));
    }

    @Test
    void whoSaysLessAddsNothing() {
        var less = system("Linux", null, "2026-01-01T00:00:00Z");
        var more = system("Debian GNU/Linux", "12", "2026-01-01T00:00:09Z");
        assertTrue(Disagreement.covers(more, less));
        assertFalse(Disagreement.covers(less, more));
        assertFalse(Disagreement.covers(system("Debian GNU/Linux", "12", null), less), "the boot time is new");
        assertFalse(Disagreement.covers(more, system("FreeBSD", null, null)));
    }

    private static Volume volume(long size, long used) {
        return new Volume("/", null, null, null, null, size, used, size - used, true, null, null, List.of());
    }

    @Test
    void amountsMayMoveALittleBetweenTwoLooks() {
        assertFalse(Disagreement.between(volume(1_000_000, 500_000), volume(1_000_000, 501_000)));
        assertTrue(Disagreement.between(volume(1_000_000, 500_000), volume(2_000_000, 500_000)));
    }
}
