package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.RegistryReply.Value;
import org.tidewaiter.api.session.TransportException;

/** What a registry's stored exchanges say, a line {@code PATH=TEXT} for each value: the one reading of them. Pure and total. */
public final class RegistryReplies {

    private RegistryReplies() {
    }

    /** A value as it is stored. */
    public static String line(String path, String text) {
        return path + "=" + text.replaceAll("\\p{Cntrl}", " ") + "\n";
    }

    /**
     * The reply in a stored exchange.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static RegistryReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        var values = new ArrayList<Value>();
        var lines = new String(exchange.out(), StandardCharsets.UTF_8).lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var equals = lines.get(i).indexOf('=');
            if (equals > 0) {
                values.add(new Value(lines.get(i).substring(0, equals), lines.get(i).substring(equals + 1), i + 1));
            }
        }
        return new RegistryReply(List.copyOf(values), exchange.ending().shortfall(), exchange.evidence());
    }
}
