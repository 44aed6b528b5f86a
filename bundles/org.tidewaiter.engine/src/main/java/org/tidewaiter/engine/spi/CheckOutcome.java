package org.tidewaiter.engine.spi;

import java.util.List;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;

/**
 * What one check came to at one device.
 *
 * @param check  the check's id
 * @param family the family that it belongs to
 * @param title  the matter it looks at
 * @param reads  the data classes it looks at, by name
 */
public record CheckOutcome(String check, String family, String title, List<Class<? extends Item>> reads, CheckResult result) {

    public CheckOutcome {
        reads = List.copyOf(reads);
    }
}
