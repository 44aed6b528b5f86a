package org.tidewaiter.transport.winrm.http;

import java.util.Locale;

import org.tidewaiter.engine.spi.ScopedAddress;

/**
 * A key distribution centre that may be asked.
 *
 * @param realm   its Kerberos realm, {@code AD.LAB.TEST}; kept in upper case
 * @param address where it is
 * @param port    88, usually
 */
public record Kdc(String realm, ScopedAddress address, int port) {

    /** Where the port is that of Kerberos (RFC 4120, 7.2). */
    public static final int PORT = 88;

    public Kdc {
        realm = realm.toUpperCase(Locale.ROOT);
        if (!realm.matches("[A-Z0-9._-]{1,255}")) {
            // It is written into a configuration file.
            throw new IllegalArgumentException("not the name of a realm: " + realm);
        }
    }

    /** {@code 192.0.2.25:88} or {@code [2001:db8::25]:88}. */
    String socket() {
        var text = address.toString();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }
}
