package org.tidewaiter.transport.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SessionFacts;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;

/**
 * Logs in to one controller with one credential, as often as the connection is lost. The password is sent within TLS alone, to whoever has
 * the pinned certificate: a simple bind in TLS is what every domain controller takes, also one that wants signing or channel binding
 * ([MS-ADTS] 5.1.1.1 and 5.1.2).
 */
final class DirectoryLogin {

    private static final int LARGEST_MESSAGE = 16 << 20;

    private final Opening opening;
    private final ScopedAddress address;
    private final Credential credential;
    private final String principal;
    private final boolean secure;

    private DirectoryLogin(Opening opening, ScopedAddress address, Credential credential, String principal, boolean secure) {
        this.opening = opening;
        this.address = address;
        this.credential = credential;
        this.principal = principal;
        this.secure = secure;
    }

    /** Makes everything ready that needs no network. */
    static DirectoryLogin prepare(Opening opening, boolean secure, SessionFacts facts) throws TransportException {
        var address = opening.address();
        var credential = opening.credential();
        if (address == null || credential == null) {
            throw new TransportException(Failure.WITHHELD, opening.target()
                    + ": LDAP needs a login of the domain; add one with `tidewaiter credentials add`");
        }
        facts.put("credential", credential.name());
        return new DirectoryLogin(opening, address, credential, BindName.of(credential, opening.realm()), secure);
    }

    /** {@code 192.0.2.7:389} or {@code [2001:db8::7]:389}, for messages. */
    String socket() {
        var text = address.toString();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + opening.port();
    }

    /** Connects, secures, binds, and reads the root entry. */
    Directory open(SessionFacts facts) throws TransportException, InterruptedException {
        var socket = new Socket();
        var opened = false;
        try {
            // made here: in a network namespace it is the caller's that counts
            socket.setTcpNoDelay(true);
            var limit = opening.loginTimeout().plus(opening.connectTimeout());
            var connection = Errand.run(socket(), limit, () -> close(socket), () -> connect(socket, facts));
            opening.logins().login(credential,
                    () -> Errand.run(socket() + " login", opening.loginTimeout(), () -> close(socket), () -> bind(connection)));
            var directory = Errand.run(socket() + " root entry", opening.loginTimeout(), () -> close(socket),
                    () -> Directory.of(socket(), connection, socket, principal));
            directory.tell(facts);
            opened = true;
            return directory;
        } catch (IOException e) {
            throw new TransportException(Failure.UNREACHABLE, socket() + " cannot be connected to", e);
        } finally {
            if (!opened) {
                close(socket);
            }
        }
    }

    private LDAPConnection connect(Socket socket, SessionFacts facts) throws TransportException {
        var certificate = new PinnedCertificate(opening.pins(), (secure ? "ldaps://" : "ldap://") + socket(), address.toString(),
                facts);
        try {
            // the address as it is: no name is looked up, in either direction
            socket.connect(new InetSocketAddress(internet(), opening.port()), (int) opening.connectTimeout().toMillis());
            var carrier = secure ? secured(socket, certificate) : socket;
            var connection = new LDAPConnection(new OneSocket(carrier), options());
            connection.connect(internet(), opening.port(), (int) opening.loginTimeout().toMillis() + 1_000);
            if (!secure) {
                startTls(connection, certificate);
            }
            var session = connection.getSSLSession();
            facts.put("tls", session == null ? "" : session.getProtocol());
            return connection;
        } catch (SocketTimeoutException e) {
            certificate.check();
            throw new TransportException(Failure.TIMED_OUT, socket() + " does not answer", e);
        } catch (IOException e) {
            certificate.check();
            throw new TransportException(socket.isConnected() ? Failure.BROKEN : Failure.UNREACHABLE,
                    socket() + (socket.isConnected() ? " breaks off the TLS handshake" : " cannot be connected to"), e);
        } catch (LDAPException e) {
            certificate.check();
            throw Words.failure(socket(), "does not speak LDAP", e);
        }
    }

    private InetAddress internet() throws UnknownHostException {
        return InetAddress.getByName(address.toString());
    }

    /** Its handshake is the library's: a second one would be a change of keys (RFC 8446 section 4.6.3), which not every server bears. */
    private Socket secured(Socket socket, PinnedCertificate certificate) throws IOException, TransportException {
        socket.setSoTimeout((int) opening.loginTimeout().toMillis());
        return certificate.context().getSocketFactory().createSocket(socket, address.toString(), opening.port(), true);
    }

    private LDAPConnectionOptions options() {
        var options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true); // no reader thread
        options.setFollowReferrals(false);
        options.setCaptureConnectStackTrace(false);
        options.setUseSchema(false);
        options.setMaxMessageSize(LARGEST_MESSAGE);
        options.setConnectTimeoutMillis((int) opening.connectTimeout().toMillis());
        options.setResponseTimeoutMillis(opening.loginTimeout().toMillis());
        options.setAbandonOnTimeout(false);
        options.setUseLinger(false, 0);
        return options;
    }

    private void startTls(LDAPConnection connection, PinnedCertificate certificate)
            throws LDAPException, TransportException {
        ResultCode code;
        try {
            code = connection.processExtendedOperation(new StartTLSExtendedRequest(certificate.context())).getResultCode();
        } catch (LDAPException e) {
            code = e.getResultCode();
            if (code.isClientSideResultCode()) {
                throw e;
            }
        }
        if (code != ResultCode.SUCCESS) {
            throw new TransportException(Failure.UNSUPPORTED, socket() + " does not begin TLS (" + code.getName()
                    + "), so no password is sent to it; a domain controller can do that when it has a certificate");
        }
    }

    private Boolean bind(LDAPConnection connection) throws TransportException {
        var password = credential.secret().utf8();
        try {
            connection.bind(new SimpleBindRequest(principal, password));
            return true;
        } catch (LDAPException e) {
            throw BindRefusal.of(socket(), principal, e);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is of no more use either way
        }
    }
}
