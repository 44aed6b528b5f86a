package org.tidewaiter.family.windows.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.WindowsFamily;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.testkit.FamilyContract;

/** Each check against computers that were thought out by hand. */
public class WindowsChecksTest {

    /** All computers of both tables. */
    static List<CheckCase> cases() {
        var cases = new ArrayList<>(SettingTable.read());
        cases.addAll(RowTable.cases());
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> everyComputerIsJudgedAsTheTableSays() {
        return cases().stream().map(c -> dynamicTest(c.what(), () -> assertEquals(c.expected(), c.outcome(), c::reason)));
    }

    @Test
    void eachCheckHasASafeAnUnsafeAndAnUnreadComputer() {
        Map<String, List<String>> outcomes = new HashMap<>();
        cases().forEach(c -> outcomes.computeIfAbsent("windows-" + c.check(), _ -> new ArrayList<>()).add(c.expected()));
        var poor = new TreeSet<String>();
        for (var check : WindowsChecks.all()) {
            var seen = outcomes.getOrDefault(check.id(), List.of());
            if (!seen.contains("PASS") || !seen.contains("?") || seen.stream().allMatch(o -> o.equals("PASS") || o.equals("?"))) {
                poor.add(check.id() + " " + seen);
            }
        }
        assertTrue(poor.isEmpty(), poor::toString);
    }

    @Test
    void aFindingSaysWhereTheSettingStandsAndWhatItIs() {
        for (var each : SettingTable.read()) {
            if (each.judge() instanceof SettingCheck && each.result() instanceof CheckResult.Found(var findings)) {
                var finding = findings.getFirst();
                for (var statement : finding.because()) {
                    if (statement instanceof Fact(HardeningSetting setting, var _)) {
                        assertTrue(finding.reason().contains(setting.source())
                                && (setting.value() == null || finding.reason().contains(setting.value())),
                                each.what() + ": " + finding.reason());
                    }
                }
            }
        }
    }

    @Test
    void eachCheckIsAskedAtItsOwnComputers() {
        for (var each : cases()) {
            assertTrue(each.spokenOf().containsAll(each.judge().reads()), () -> each.what() + " lacks what the check reads: "
                    + each.judge().reads());
        }
    }

    @Test
    void theReadmeListsEachCheckOnceAndNoOther() throws IOException {
        var listed = Pattern.compile("`(windows-[a-z0-9-]+)`").matcher(
                Files.readString(Path.of("README.md")).replaceFirst("(?s).*?## Checks(.*?)\\n- .*", "$1")).results()
                .map(match -> match.group(1)).sorted().toList();
        assertEquals(WindowsChecks.all().stream().map(Check::id).sorted().toList(), listed);
    }

    @Test
    void theReasonTellsADefaultFromAStoredValue() {
        assertEquals("the place of dns.EnableMulticast is not set, and the default is on (build 19045, work station): "
                + "anybody in the same network answers for a name, and receives the logon",
                reason("llmnr | dns.EnableMulticast= | 19045 client"));
        assertEquals("the place of dns.EnableMulticast is 1: "
                + "anybody in the same network answers for a name, and receives the logon",
                reason("llmnr | dns.EnableMulticast=1 | 19045 client"));
    }

    private static String reason(String start) {
        return SettingTable.read().stream().filter(c -> c.what().startsWith(start)).findFirst().orElseThrow().reason();
    }

    /** The testkit's rules on checks, over these computers; WindowsFamilyTest adds the recordings. */
    @TestFactory
    Stream<DynamicTest> contract() {
        return new FamilyContract(new WindowsFamily(), Map.of(), Path.of("README.md"), List.of(), statements()).rules().stream()
                .filter(rule -> rule.name().contains("check") || rule.name().contains("findings"))
                .map(rule -> dynamicTest(rule.name(), rule.check()::run));
    }

    /** What was stated of each computer. */
    public static List<List<Statement>> statements() {
        return cases().stream().map(CheckCase::statements).toList();
    }
}
