package org.tidewaiter.family.windows.parse;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.BrowserExtension;
import org.tidewaiter.api.session.CimRow;

/** Extensions of browsers. */
public final class Extensions {

    private Extensions() {
    }

    /** An extension with {@code browser}, {@code user}, {@code profile}, {@code id}, {@code name}, {@code version}. */
    public static @Nullable BrowserExtension extension(CimRow row) {
        var browser = Clean.text(row, "browser");
        var user = Clean.text(row, "user");
        var id = Clean.text(row, "id");
        var name = Clean.text(row, "name");
        var version = Clean.text(row, "version");
        return browser == null || user == null || id == null ? null
                : new BrowserExtension(browser, user, id, name == null || name.startsWith("__MSG_") ? null : name,
                        version == null ? null : version.replaceFirst("_[0-9]+$", ""), Clean.flag(row, "enabled"),
                        Clean.text(row, "profile"));
    }
}
