package org.tidewaiter.transport.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

import net.schmizz.sshj.SSHClient;

/** Makes sockets that feel interrupts on any thread: those of a channel do, plain ones do not on platform threads. */
final class Sockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
        return SocketChannel.open().socket();
    }

    /** Closes a client's socket, if it has one. */
    @SuppressWarnings("resource")
    static void close(SSHClient client) {
        try {
            var socket = client.getSocket();
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** Closes it, then lets sshj end its thread: the other way round sshj would wait for a peer that does not read. */
    static void end(SSHClient client) {
        close(client);
        try {
            client.disconnect();
        } catch (IOException e) {
            // The socket is closed, which is all that was wanted.
        }
    }

    @Override
    public Socket createSocket(@Nullable String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(@Nullable String host, int port, @Nullable InetAddress local, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(@Nullable InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(@Nullable InetAddress host, int port, @Nullable InetAddress local, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("sshj asks for sockets that are not connected yet, so that its timeout holds");
    }
}
