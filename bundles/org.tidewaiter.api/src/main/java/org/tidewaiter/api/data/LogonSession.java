package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A session of a user that is open now.
 *
 * @param id             the system's number for it
 * @param user           account
 * @param kind           {@code interactive}, {@code network}, {@code service}, {@code remote}
 * @param authentication how it logged in: {@code Kerberos}, {@code NTLM}
 * @param started        since when
 */
public record LogonSession(@Key String id, @Nullable String user, @Nullable String kind, @Nullable String authentication,
        @Nullable Instant started)
        implements Item {
}
