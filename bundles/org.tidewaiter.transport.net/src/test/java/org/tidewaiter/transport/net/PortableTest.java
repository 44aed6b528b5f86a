package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.transport.net.linux.UdpExchanges;

/** What systems without native sockets of ours use, here against Linux' kernel: Java's own sockets. */
@Timeout(30)
class PortableTest {
    private static final IpAddress HERE = IpAddress.parse("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private static String said(ProbeAnswer answer) {
        return answer.state() + " " + answer.reason();
    }

    @Test
    void aTcpPortIsOpenWithItsBannerOrRefusedWithoutACause() throws Exception {
        int port;
        try (var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            port = server.getLocalPort();
            Thread.ofPlatform().daemon().start(() -> {
                try (var peer = server.accept()) {
                    peer.getOutputStream().write("SSH-2.0-Test\r\n".getBytes(StandardCharsets.US_ASCII));
                    peer.getInputStream().read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var answer = PortableTcp.ask(HERE, port, true, PATIENCE);
            assertEquals("OPEN syn-ack", said(answer));
            assertArrayEquals("SSH-2.0-Test\r\n".getBytes(StandardCharsets.US_ASCII), answer.bytes());
        }
        assertEquals("CLOSED refused", said(PortableTcp.ask(HERE, port, false, PATIENCE)));
    }

    @Test
    void aDatagramIsAnsweredIgnoredRefusedOrLost() throws Exception {
        int port;
        try (var server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = server.getLocalPort();
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    var packet = new DatagramPacket(new byte[64], 64);
                    server.receive(packet);
                    server.send(new DatagramPacket(new byte[] { 9 }, 1, packet.getSocketAddress()));
                    server.send(new DatagramPacket(new byte[] { 7 }, 1, packet.getSocketAddress()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var wish = new UdpExchanges.Wish(HERE, port, new byte[] { 1 }, PATIENCE,
                    bytes -> Arrays.equals(bytes, new byte[] { 7 }));
            var answer = PortableUdp.ask(wish);
            assertEquals("OPEN reply", said(answer));
            assertArrayEquals(new byte[] { 7 }, answer.bytes());
            assertEquals("NO_ANSWER no-answer", said(PortableUdp.ask(wish)));
        }
        assertEquals("CLOSED port-unreachable",
                said(PortableUdp.ask(new UdpExchanges.Wish(HERE, port, new byte[] { 1 }, PATIENCE, _ -> true))));
    }

    @Test
    void aQuestionThatBlocksIsAnsweredFromAThreadOfItsOwnAndADefectIsSilence() throws Exception {
        var answer = new CompletableFuture<ProbeAnswer>();
        Portable.ask(() -> PortableTcp.ask(HERE, 1, false, PATIENCE), answer::complete);
        assertEquals("CLOSED refused", said(answer.get(5, TimeUnit.SECONDS)));
        var cancelled = new CompletableFuture<ProbeAnswer>();
        Portable.ask(() -> {
            throw new InterruptedException("as if");
        }, cancelled::complete);
        assertEquals("NO_ANSWER no-answer", said(cancelled.get(5, TimeUnit.SECONDS)));
    }
}
