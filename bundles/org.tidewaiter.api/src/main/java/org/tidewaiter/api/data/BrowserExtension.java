package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * An extension of a user's web browser.
 *
 * @param browser {@code Chrome}, {@code Edge}, {@code Firefox}
 * @param user    whose browser, by the name of the home folder
 * @param id      the extension's id
 * @param name    its name
 * @param version its version
 * @param enabled whether it is switched on, where the browser says
 * @param profile the browser's profile
 */
public record BrowserExtension(@Key String browser, @Key String user, @Key String id, @Nullable String name,
        @Nullable String version, @Nullable Boolean enabled, @Nullable String profile)
        implements Item {
}
