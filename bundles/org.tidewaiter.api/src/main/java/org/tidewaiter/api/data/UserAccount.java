package org.tidewaiter.api.data;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A local account.
 *
 * @param name              login name
 * @param id                numeric id or SID
 * @param primaryGroup      id of its primary group
 * @param fullName          who it is for
 * @param home              home directory
 * @param shell             login shell
 * @param password          what the password database says, never the hash
 * @param passwordAlgorithm how the password is hashed: {@code yescrypt}, {@code sha512crypt}
 * @param passwordChanged   day of the last change
 * @param expires           day on which the account ends
 * @param administrator     whether it has full rights by its id
 */
public record UserAccount(@Key String name, @Nullable String id, @Nullable String primaryGroup, @Nullable String fullName,
        @Nullable String home, @Nullable String shell, @Nullable PasswordState password, @Nullable String passwordAlgorithm,
        @Nullable LocalDate passwordChanged, @Nullable LocalDate expires, @Nullable Boolean administrator)
        implements Item {

    /** What a password database says about an account. */
    public enum PasswordState {
        /** A password opens it. */
        SET,
        /** Locked: no password opens it, though one may be kept. */
        LOCKED,
        /** Never had one that could match. */
        NONE,
        /** No password is asked. */
        EMPTY
    }
}
