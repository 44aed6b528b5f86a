package org.tidewaiter.api.model;

import java.util.List;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Statement.Gap;

/** What a check comes to at one device. */
public sealed interface CheckResult {

    /** All that it looks at is as it should be. */
    record Passed() implements CheckResult {
    }

    /** At least one thing is not as it should be. */
    record Found(List<Finding> findings) implements CheckResult {
        public Found {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("nothing was found: that is a pass, or not to be judged");
            }
        }
    }

    /**
     * It cannot be told, for want of something.
     *
     * @param missing what is missing, and why; the detail names a missing value where only that is absent from the rows
     */
    record NotJudged(Gap missing) implements CheckResult {
    }

    /**
     * What most checks come to: the findings, if there are any; otherwise a pass, unless one of the data classes that it rests on is
     * missing or incomplete, for then what was not read may be what was looked for.
     *
     * @param complete the data classes that must have been read to the end for a pass
     */
    @SafeVarargs
    static CheckResult of(List<Finding> findings, Facts facts, Class<? extends Item>... complete) {
        if (!findings.isEmpty()) {
            return new Found(findings);
        }
        for (var dataClass : complete) {
            var gap = facts.gap(dataClass);
            if (gap.isPresent()) {
                return new NotJudged(gap.get());
            }
            if (!facts.spokenOf(dataClass)) {
                return missing(dataClass, "nothing was read of " + DataClass.of(dataClass).id());
            }
        }
        return new Passed();
    }

    /**
     * What a check comes to that looks only at values which each row has: where there are rows, their gaps tell of other values, such as
     * the processes behind listening ports.
     *
     * @param rows the data class that it rests on
     */
    static CheckResult ofRows(List<Finding> findings, Facts facts, Class<? extends Item> rows) {
        return findings.isEmpty() && !facts.of(rows).isEmpty() ? new Passed() : of(findings, facts, rows);
    }

    /** Not to be judged, since the rows lack a value. */
    static CheckResult missing(Class<? extends Item> dataClass, String detail) {
        return new NotJudged(new Gap(dataClass, GapReason.NOT_REPORTED, detail, null));
    }
}
