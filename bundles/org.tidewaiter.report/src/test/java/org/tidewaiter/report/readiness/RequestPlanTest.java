package org.tidewaiter.report.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.readiness.ReadinessOverview.Device;
import org.tidewaiter.report.readiness.ReadinessOverview.Group;
import org.tidewaiter.store.StoredReadiness.Result;
import org.tidewaiter.store.StoredRule;

/** What is asked of whom, for devices whose reasons are given by hand. */
class RequestPlanTest {

    private static final IpAddress CONTROLLER = IpAddress.parse("192.0.2.53");

    private static Result reason(String rule, Stage stage, int port, String need, Cause cause, @Nullable IpAddress server,
            String... lost) {
        return new Result(new StoredRule(rule, stage, rule.contains("udp") ? Protocol.UDP : Protocol.TCP, port,
                server == null ? Party.TARGET : Party.DOMAIN_CONTROLLER, need, "for " + rule, "without " + rule, List.of(lost),
                "test",
                false, stage == Stage.PREPARE, null), cause, true, server, null, "why " + rule + " " + cause, "do " + rule, null);
    }

    private static Result remoting(Cause cause) {
        return reason("windows-tcp-5985", Stage.AUDIT, 5985, "required", cause, null);
    }

    private static Result preparing(int port, Cause cause) {
        return reason("windows-tcp-" + port + "-prepare", Stage.PREPARE, port, "only-if-fails windows-tcp-5985", cause, null);
    }

    private static Group group(Verdict verdict, List<Result> reasons, String... addresses) {
        return new Group(verdict, "windows", true, reasons,
                Arrays.stream(addresses).map(a -> new Device(IpAddress.parse(a), "")).toList());
    }

    private static RequestPlan plan(Group... groups) {
        return RequestPlan.of(new ReadinessOverview(10, 10, 0, Map.of(), List.of(groups)));
    }

    private static List<String> told(RequestPlan plan) {
        return plan.openings().stream().map(RequestPlanTest::told).toList();
    }

    private static String told(Opening opening) {
        return opening.id() + " to " + String.join(",", opening.destinations().stream().map(Object::toString).toList()) + " for "
                + opening.devices();
    }

    @Test
    void whereTheAuditsOwnPortIsFilteredNothingElseIsAskedFor() {
        var plan = plan(group(Verdict.BLOCKED, List.of(remoting(Cause.SILENCE),
                reason("windows-tcp-139", Stage.RECOGNISE, 139, "only-if-fails windows-tcp-5985", Cause.SILENCE, null),
                preparing(135, Cause.SILENCE), preparing(445, Cause.SILENCE)), "192.0.2.8", "192.0.2.9", "192.0.2.12"));
        assertEquals(List.of("open-tcp-5985 to 192.0.2.8/31,192.0.2.12/32 for 3"), told(plan));
        assertEquals("Opening 1 port makes 3 more devices auditable.", plan.sentence());
    }

    @Test
    void whereRemotingIsOffAndThePreparingPortsAreFilteredTheyAreAskedForUntilItIsPrepared() {
        var plan = plan(group(Verdict.BLOCKED,
                List.of(remoting(Cause.NOTHING_LISTENS), preparing(135, Cause.SILENCE), preparing(445, Cause.PROHIBITED)),
                "192.0.2.8"));
        assertEquals(List.of("open-tcp-135-temporary to 192.0.2.8/32 for 1", "open-tcp-445-temporary to 192.0.2.8/32 for 1"),
                told(plan));
        assertTrue(plan.openings().stream().allMatch(Opening::temporary));
        var request = plan.request(Instant.EPOCH, List.of(IpAddress.parse("192.0.2.2")), LocalDate.EPOCH);
        assertEquals(List.of("windows-tcp-5985"), request.services().stream().map(s -> s.rule()).toList());
        assertEquals(0, plan.freed(), "opening them audits nothing yet");
    }

    @Test
    void aFilteredDomainControllerIsOneDestinationForAllThatDependOnIt() {
        var plan = plan(group(Verdict.DEGRADED,
                List.of(reason("windows-tcp-389", Stage.ENRICH, 389, "optional", Cause.SILENCE, CONTROLLER)), "192.0.2.8",
                "192.0.2.9"));
        assertEquals(List.of("open-tcp-389 to 192.0.2.53/32 for 2"), told(plan));
        assertEquals("Opening 1 port makes 2 more complete.", plan.sentence());
    }

    @Test
    void aRefusedCredentialBehindAFilteredPortKeepsTheDeviceFromBeingFreed() {
        var plan = plan(group(Verdict.BLOCKED, List.of(remoting(Cause.CREDENTIAL),
                reason("windows-tcp-88", Stage.AUTHENTICATE, 88, "required", Cause.SILENCE, CONTROLLER)), "192.0.2.8"));
        assertEquals(0, plan.freed());
        assertEquals(List.of("why windows-tcp-5985 CREDENTIAL"),
                plan.request(Instant.EPOCH, List.of(), LocalDate.EPOCH).others().stream().map(o -> o.why()).toList());
    }

    @Test
    void ofWhatNothingGivesAwayNothingIsAskedFor() {
        var plan = plan(group(Verdict.UNKNOWN,
                List.of(remoting(Cause.SILENCE), reason("unix-tcp-22", Stage.AUDIT, 22, "required", Cause.SILENCE, null)),
                "192.0.2.8"));
        assertFalse(told(plan).iterator().hasNext());
        assertTrue(plan.sentence().contains("Of 1 device nothing says what it is"), plan::sentence);
    }

    @Test
    void openingsAreRankedByTheDevicesAndThenByTheDataThatTheyFree() {
        var plan = plan(
                group(Verdict.BLOCKED,
                        List.of(reason("unix-tcp-22", Stage.AUDIT, 22, "required", Cause.SILENCE, null, "disk", "volume")),
                        "192.0.2.8"),
                group(Verdict.BLOCKED, List.of(remoting(Cause.SILENCE)), "192.0.2.9"),
                group(Verdict.BLOCKED, List.of(reason("esxi-tcp-443", Stage.AUDIT, 443, "required", Cause.SILENCE, null)),
                        "192.0.2.10", "192.0.2.11"));
        assertEquals(List.of("open-tcp-443", "open-tcp-22", "open-tcp-5985"), plan.openings().stream().map(Opening::id).toList());
    }
}
