package org.tidewaiter.api.probe;

import org.tidewaiter.api.model.Protocol;

/**
 * A harmless question to a device, as a value: the engine merges equal probes of all families and asks once. An open vocabulary: a plugin
 * brings its own records together with the transport that asks them; those are seen as {@link Observation.RawReply}.
 */
public interface Probe {

    /** The protocol below it. */
    Protocol protocol();

    /** The port it is sent to; 0 for ICMP. */
    int port();

    /** One line for the manifest and the evidence: {@code tcp/22 connect}. Equal probes have equal texts. */
    String text();

    /**
     * Opens a TCP connection and closes it in order; writes nothing.
     *
     * @param port 1 to 65535
     */
    record TcpConnect(int port) implements Probe {
        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }

        @Override
        public String text() {
            return "tcp/" + port + " connect";
        }
    }

    /**
     * Connects and reads what the server says first; writes nothing. For SSH that is the identification string (RFC 4253 section 4.2).
     *
     * @param port 1 to 65535
     */
    record Banner(int port) implements Probe {
        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }

        @Override
        public String text() {
            return "tcp/" + port + " banner";
        }
    }
}
