package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A closer look at a port that was silent. A socket that is connected to one address, other than the one that all agents share, is told of ICMP
 * port unreachable.
 */
final class PortCheck {

    private static final int TRIES = 2;
    private static final int PATIENCE_MILLIS = 600;

    /** SNMPv3 engine discovery (RFC 3414 section 4): an empty GetRequest without user or engine id. */
    private static final byte[] DISCOVERY = HexFormat.of().parseHex("303e020103" + "301102044a2f1c7d020300ffe3040104020103"
            + "0410300e0400020100020100040004000400" + "301404000400a00e02046b31e05a0201000201003000");

    /** What is there. */
    enum Seen {
        /** An SNMPv3 engine. */
        ENGINE,
        /** ICMP port unreachable. */
        CLOSED,
        /** Silence, which can mean anything. */
        NOTHING
    }

    private PortCheck() {
    }

    /** Asks the UDP port by SNMPv3 discovery. */
    static Seen udp(InetAddress address, int port) throws InterruptedException {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (var i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(DISCOVERY, DISCOVERY.length));
                try {
                    socket.receive(new DatagramPacket(new byte[1500], 1500));
                    return Seen.ENGINE;
                } catch (SocketTimeoutException e) {
                    // once more, packets get lost
                }
            }
            return Seen.NOTHING;
        } catch (PortUnreachableException e) {
            return Seen.CLOSED;
        } catch (IOException e) {
            return interruptedOr(Seen.NOTHING, e);
        }
    }

    /** Whether the TCP port is open; nothing is written. */
    static boolean tcp(InetAddress address, int port, Duration patience) throws InterruptedException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
            return true;
        } catch (IOException e) {
            return interruptedOr(false, e);
        }
    }

    /** On a virtual thread an interrupt closes the socket under the call. */
    private static <T> T interruptedOr(T result, IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            var interruption = new InterruptedException("cancelled");
            interruption.initCause(e);
            throw interruption;
        }
        return result;
    }
}
