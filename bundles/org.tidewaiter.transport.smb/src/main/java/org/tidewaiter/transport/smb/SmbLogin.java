package org.tidewaiter.transport.smb;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.WindowsAccount;
import org.tidewaiter.transport.smb.rpc.RpcPipe;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

import com.hierynomus.security.bc.BCSecurityProvider;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.session.Session;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.PipeShare;

/** A login over SMB 2 or 3, encrypted where the server demands it; its named pipes lead to the registry and the services. One thread at a time. */
final class SmbLogin implements RpcPipes, AutoCloseable {
    private final SMBClient client;
    private final Connection connection;
    private final Session session;
    private final PipeShare pipes;

    private SmbLogin(SMBClient client, Connection connection, Session session, PipeShare pipes) {
        this.client = client;
        this.connection = connection;
        this.session = session;
        this.pipes = pipes;
    }

    /**
     * Connects and logs in, once.
     *
     * @param port       445, usually
     * @param credential a password; its realm is the domain, {@code local} the computer's own accounts
     * @param timeout    of each answer
     */
    @SuppressWarnings("resource")
    static SmbLogin open(ScopedAddress address, int port, Credential credential, Duration timeout) throws TransportException {
        // The client's GUID is another one for each login: servers take connections with equal ones for one client, and mix their pipes up.
        var config = SmbConfig.builder().withClientGuid(UUID.randomUUID()).withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .withSoTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).withSecurityProvider(new BCSecurityProvider())
                .withDfsEnabled(false).withMultiProtocolNegotiate(false).withEncryptData(true).build();
        var client = new SMBClient(config);
        try {
            var connection = client.connect(address.address().toString(), port);
            var account = WindowsAccount.of(credential);
            var session = credential.secret().lend(password -> connection
                    .authenticate(new AuthenticationContext(account.user(), password, account.domain())));
            if (session.connectShare("IPC$") instanceof PipeShare pipes) {
                return new SmbLogin(client, connection, session, pipes);
            }
            throw new TransportException(Failure.UNSUPPORTED, address.address() + ": IPC$ has no pipes");
        } catch (TransportException e) {
            client.close();
            throw e;
        } catch (IOException | SMBRuntimeException e) {
            client.close();
            var failure = SmbFailures.sorted(address.address() + " SMB", e);
            throw failure.failure() != Failure.REJECTED ? failure
                    : new TransportException(Failure.REJECTED, failure.getMessage() + " (credential " + credential.name()
                            + "); check it with `tidewaiter credentials test`", e);
        }
    }

    @Override
    public RpcPipe pipe(String name, String syntax) throws TransportException {
        return RpcPipe.bind(SmbPipe.open(pipes, name), name, syntax);
    }

    /** The folders of a disk share, for reading. */
    Folders folders(String share) throws TransportException {
        try {
            if (session.connectShare(share) instanceof DiskShare disk) {
                return SmbFolders.of(disk);
            }
            throw new TransportException(Failure.UNSUPPORTED, share + " is no share of files");
        } catch (SMBRuntimeException e) {
            throw SmbFolders.sorted("share " + share, e);
        }
    }

    /** Whether everything is encrypted. */
    boolean isEncrypted() {
        return session.getSessionContext().isEncryptData();
    }

    /** Logs off in order. */
    @Override
    public void close() {
        try {
            pipes.close();
            session.close();
            connection.close();
        } catch (IOException | SMBRuntimeException _) {
            // it is over anyway
        } finally {
            client.close();
        }
    }
}
