package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A site of a web server.
 *
 * @param name                its name
 * @param id                  the server's number for it
 * @param bindings            protocol, address, port and host name, as the server writes them
 * @param folders             where its content lies
 * @param startsAutomatically whether it is started with the server
 */
public record WebSite(@Key String name, @Nullable String id, List<String> bindings, List<String> folders,
        @Nullable Boolean startsAutomatically)
        implements Item {

    public WebSite {
        bindings = List.copyOf(bindings);
        folders = List.copyOf(folders);
    }
}
