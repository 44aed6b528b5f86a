package org.tidewaiter.engine.readiness;

import java.util.List;

/**
 * A way of auditing to which the port rules do not apply.
 *
 * @param title what it is
 * @param text  what it needs instead
 */
public record PortContext(String title, String text) {

    /** All of them, from the vendor page that the rules begin with. */
    public static final List<PortContext> ALL = List.of(
            new PortContext("An audit by a local collector or agent",
                    "it runs on the device itself, so no port is needed from the audit host (`tidewaiter audit local` is such a one)"),
            new PortContext("The way out to a cloud service",
                    "only TCP 443 outbound, from the machine that audits; Tidewaiter itself sends nothing there"));
}
