package org.tidewaiter.api.session;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/** What came back for a request, as it is stored: secrets are already cut. */
public interface Reply {

    /** The whole exchange. */
    Evidence evidence();

    /** Why the reply is not what was asked for; absent when it is. */
    @Nullable
    Shortfall shortfall();

    /** A place in the reply. */
    default Evidence at(String place) {
        return evidence().at(place);
    }

    /** A line of the reply, from 1. */
    default Evidence at(int line) {
        return at("line " + line);
    }
}
