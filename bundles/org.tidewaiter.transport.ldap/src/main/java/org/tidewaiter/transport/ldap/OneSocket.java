package org.tidewaiter.transport.ldap;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/** Gives the library a socket that is connected already, so that we can break it at any time. */
final class OneSocket extends SocketFactory {

    private final Socket socket;

    OneSocket(Socket socket) {
        this.socket = socket;
    }

    /** There is none that is not connected; the library then asks for one that is. */
    @Override
    public Socket createSocket() throws SocketException {
        throw new SocketException("connected already");
    }

    @Override
    public Socket createSocket(@Nullable InetAddress host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable String host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable String host, int port, @Nullable InetAddress localHost, int localPort) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable InetAddress address, int port, @Nullable InetAddress localAddress, int localPort) {
        return socket;
    }
}
