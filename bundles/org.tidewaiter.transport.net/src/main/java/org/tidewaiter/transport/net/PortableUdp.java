package org.tidewaiter.transport.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.transport.net.linux.UdpExchanges;

/** UDP questions by Java's own sockets, for systems whose native ones we do not speak. */
final class PortableUdp {
    private static final byte[] NOTHING = {};

    private PortableUdp() {
    }

    static ProbeAnswer ask(UdpExchanges.Wish wish) {
        var started = System.nanoTime();
        try (var socket = new DatagramSocket(null)) {
            socket.connect(new InetSocketAddress(wish.address().toInetAddress(), wish.port()));
            socket.send(new DatagramPacket(wish.question(), wish.question().length));
            var packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
            while (true) {
                var left = wish.timeout().toMillis() - (System.nanoTime() - started) / 1_000_000;
                if (left <= 0) {
                    return ProbeAnswer.silence();
                }
                socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                socket.receive(packet);
                var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (wish.isAnswer().test(bytes)) {
                    return new ProbeAnswer(PortState.OPEN, "reply", elapsed(started), bytes);
                }
            }
        } catch (PortUnreachableException _) {
            return new ProbeAnswer(PortState.CLOSED, "port-unreachable", elapsed(started), NOTHING);
        } catch (SocketTimeoutException _) {
            return ProbeAnswer.silence();
        } catch (NoRouteToHostException _) {
            return new ProbeAnswer(PortState.UNREACHABLE, "no-route", null, NOTHING);
        } catch (IOException _) {
            return new ProbeAnswer(PortState.UNREACHABLE, "local-error", null, NOTHING);
        }
    }

    private static Duration elapsed(long started) {
        return Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
    }
}
