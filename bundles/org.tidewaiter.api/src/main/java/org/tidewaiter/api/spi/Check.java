package org.tidewaiter.api.spi;

import java.util.Set;

import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;

/**
 * Judges one matter at a device by what was read of it. Pure, total, stateless and safe for many threads: no clock, no network, no exception
 * for any facts, and the same result whatever the order of the rows.
 */
@ConsumerType
public interface Check {

    /** The family's id, then the matter, in kebab case: {@code windows-smb1-enabled}. Never changed once published. */
    String id();

    /** The matter it looks at, as a heading: {@code Accounts with UID 0}. */
    String title();

    /**
     * The data classes it looks at; at least one. It is asked of a device that its family read or recognised, when somebody tried to
     * read each of them there: each has facts or a gap.
     */
    Set<Class<? extends Item>> reads();

    /**
     * Judges. One finding for one matter, however many rows show it: they stand in the reason and in {@code because}.
     *
     * @param facts of all families, also of data classes that are not among {@link #reads()}
     */
    CheckResult judge(Facts facts);
}
