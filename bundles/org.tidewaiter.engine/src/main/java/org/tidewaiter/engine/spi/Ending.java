package org.tidewaiter.engine.spi;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/**
 * How an exchange ended: well, short of what was asked, or broken.
 *
 * @param failure   the conversation failed; {@code detail} says how
 * @param shortfall the reply is not what was asked for
 * @param detail    message of the failure, or a short note; "" when there is nothing to say
 */
public record Ending(@Nullable Failure failure, @Nullable Shortfall shortfall, String detail) {

    /** As asked. */
    public static final Ending COMPLETE = new Ending(null, null, "");

    /** As asked, with something to note, such as a port's state. */
    public static Ending complete(String note) {
        return new Ending(null, null, note);
    }

    /** Cut, denied or absent. */
    public static Ending shortOf(Shortfall shortfall) {
        return new Ending(null, shortfall, shortfall.detail());
    }

    /** Broken. */
    public static Ending failed(TransportException e) {
        return new Ending(e.failure(), null, String.valueOf(e.getMessage()));
    }
}
