package org.tidewaiter.transport.shell;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Exchange;

/**
 * The recorded end of a command, from which every step that asks it gets the same reply.
 *
 * @param failure the conversation broke under it
 */
record Answer(Exchange exchange, @Nullable TransportException failure) {

    /** The reply as it was stored. */
    ShellReply reply() throws TransportException {
        if (failure != null) {
            throw failure;
        }
        return new ShellReply(exchange.exit(), text(exchange.out()), text(exchange.err()), exchange.ending().shortfall(),
                exchange.evidence());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
