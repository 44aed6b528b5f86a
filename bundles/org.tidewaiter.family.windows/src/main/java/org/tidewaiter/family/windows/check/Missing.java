package org.tidewaiter.family.windows.check;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;

/** What a check comes to for want of something. */
final class Missing {

    private Missing() {
    }

    /** Why a data class was not read, or else what its rows lack. */
    static CheckResult of(Facts facts, Class<? extends Item> dataClass, String detail) {
        return facts.gap(dataClass).<CheckResult> map(CheckResult.NotJudged::new)
                .orElseGet(() -> CheckResult.missing(dataClass, detail));
    }
}
