package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.family.snmp.SnmpItems.Access;
import org.tidewaiter.family.snmp.check.CommunityCheck;

/** What an answer to a community means, and what silence does not. */
class CommunityCheckTest {

    private static CheckResult judge(String... versions) {
        return new CommunityCheck().judge(new Facts(
                Arrays.stream(versions).map(v -> new Fact(new Access(v), new Evidence(1, ""))).toList(), Instant.EPOCH));
    }

    @Test
    void anAgentThatTakesACommunityIsFoundWithTheVersionsThatAnswered() {
        assertTrue(judge("3", "2c", "1") instanceof CheckResult.Found(var findings)
                && findings.getFirst().reason().equals("SNMPv1 and SNMPv2c answered a community")
                && findings.getFirst().severity() == Severity.MEDIUM && findings.getFirst().because().size() == 2);
    }

    @Test
    void versionThreeAloneDoesNotSayThatCommunitiesAreRefused() {
        assertTrue(judge("3") instanceof CheckResult.NotJudged(var missing)
                && missing.detail().startsWith("no community was taken"));
        assertEquals(CheckResult.NotJudged.class, judge().getClass());
    }
}
