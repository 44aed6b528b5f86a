package org.tidewaiter.api.session;

import org.tidewaiter.api.model.GapReason;

/**
 * Why a request has no full reply.
 *
 * @param reason the kind of gap it makes
 * @param detail one line: {@code needs root: dmidecode}
 */
public record Shortfall(GapReason reason, String detail) {
}
