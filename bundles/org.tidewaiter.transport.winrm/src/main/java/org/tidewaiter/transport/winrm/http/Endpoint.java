package org.tidewaiter.transport.winrm.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.ScopedAddress;

/**
 * Where a WS-Management service listens. Connections go to the address; the name is for Kerberos alone and is never looked up.
 *
 * @param address  the device
 * @param hostName the name that its service principal has, if it is known: {@code srv1.ad.lab.test}
 * @param port     5985 or 5986, usually
 * @param secure   whether TLS is spoken there
 */
public record Endpoint(ScopedAddress address, @Nullable String hostName, int port, boolean secure) {

    /** The address that envelopes name as {@code To}, and that is connected to: {@code http://192.0.2.7:5985/wsman}. */
    public URI uri() {
        // RFC 6874 would have the zone's percent sign escaped; Java's URI has it plain.
        return URI.create((secure ? "https://" : "http://") + socket() + "/wsman");
    }

    /** {@code 192.0.2.7:5985} or {@code [2001:db8::7]:5985}, for messages. */
    public String socket() {
        var text = address.toString();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }

    /** The name under which its certificate is pinned. */
    String pinName() {
        return "winrm://" + socket();
    }
}
