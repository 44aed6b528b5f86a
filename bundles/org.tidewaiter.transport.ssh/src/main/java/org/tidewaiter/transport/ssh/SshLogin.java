package org.tidewaiter.transport.ssh;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Opening;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/**
 * Logs in (RFC 4252, RFC 4256). It first asks by the method "none" what the server accepts, and then uses one method once: a password that is
 * sent by two methods is two failures for the server's lock-out.
 */
final class SshLogin {

    private final Opening opening;
    private final Credential credential;
    private final @Nullable KeyProvider key;
    private final String endpoint;

    private SshLogin(Opening opening, Credential credential, @Nullable KeyProvider key) {
        this.opening = opening;
        this.credential = credential;
        this.key = key;
        endpoint = SshDial.endpoint(opening);
    }

    /**
     * Makes everything ready that needs no network.
     *
     * @throws TransportException {@code WITHHELD} when the private key cannot be read
     */
    static SshLogin prepare(Opening opening, Credential credential) throws TransportException {
        return new SshLogin(opening, credential, switch (credential.kind()) {
            case KEY -> SshKeys.load(credential, Algorithms.LEGACY.config());
            case PASSWORD -> null;
            case COMMUNITY, USM -> throw new TransportException(Failure.WITHHELD,
                    "credential " + credential.name() + " is for SNMP, not for SSH");
        });
    }

    /** Logs in and returns the name of the method that did it. */
    String login(Dialled dialled) throws TransportException, InterruptedException {
        if (authenticate(dialled, new AuthNone())) {
            return "none";
        }
        var offered = dialled.client().getUserAuth().getAllowedMethods();
        var answer = new PasswordAnswer(credential.secret());
        var method = choose(offered, answer);
        var name = method.getName();
        // The lock-out guard may hold us back until another host has tried the credential; that is not the server's fault.
        dialled.watch().pause();
        opening.logins().login(credential, () -> {
            dialled.watch().resume();
            if (!authenticate(dialled, method)) {
                throw refused(dialled.client(), answer, name);
            }
        });
        return name;
    }

    private AuthMethod choose(Collection<String> offered, PasswordAnswer answer) throws TransportException {
        var keys = key;
        if (keys != null && offered.contains("publickey")) {
            return new AuthPublickey(keys);
        }
        if (keys == null && offered.contains("password")) {
            return new AuthPassword(answer);
        }
        if (keys == null && offered.contains("keyboard-interactive")) {
            return new AuthKeyboardInteractive(answer);
        }
        throw new TransportException(Failure.WITHHELD,
                endpoint + ": the server accepts " + String.join(", ", offered) + " and no "
                        + (keys == null ? "password" : "key")
                        + "; nothing was sent. Add a credential of that kind, or allow this one in sshd_config");
    }

    private boolean authenticate(Dialled dialled, AuthMethod method) throws TransportException, InterruptedException {
        var client = dialled.client();
        try {
            return client.getUserAuth().authenticate(credential.user(), (Service) client.getConnection(), method,
                    client.getTransport().getTimeoutMs());
        } catch (SSHException e) {
            Interrupts.rethrow(e);
            var words = String.valueOf(e.getMessage());
            if (words.contains("Too many authentication failures")) {
                throw new TransportException(Failure.REJECTED, rejected(), e);
            }
            if (dialled.watch().expired() || words.contains("imeout")) {
                throw new TransportException(Failure.TIMED_OUT,
                        endpoint + ": the server stopped answering during the login; it may look up"
                                + " names or ask a directory that does not answer: try `ssh -v`, or allow more time for logins",
                        e);
            }
            throw new TransportException(Failure.BROKEN, endpoint + ": the server broke off the login; look at its log", e);
        }
    }

    private TransportException refused(SSHClient client, PasswordAnswer answer, String method) {
        var prompt = answer.otherPrompt();
        if (client.getUserAuth().hadPartialSuccess() || prompt != null) {
            return new TransportException(Failure.UNSUPPORTED, endpoint + ": the server wants more than one proof of the login"
                    + (prompt == null ? "" : ", and asks \"" + (prompt.length() > 80 ? prompt.substring(0, 80) : prompt) + "\"")
                    + "; give the audit a login without a second factor");
        }
        return new TransportException(Failure.REJECTED, rejected() + (method.equals("publickey")
                ? "; check that its public key stands in the user's authorized_keys"
                : "; check user and password with `tidewaiter credentials test`"));
    }

    private String rejected() {
        return endpoint + ": the server refused the credential " + credential.name();
    }
}
