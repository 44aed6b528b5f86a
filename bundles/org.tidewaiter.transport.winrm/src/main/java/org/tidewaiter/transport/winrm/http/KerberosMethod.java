package org.tidewaiter.transport.winrm.http;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.winrm.kerberos.KerberosContext;
import org.tidewaiter.transport.winrm.kerberos.KerberosFailure;
import org.tidewaiter.transport.winrm.kerberos.KerberosFailure.Reason;
import org.tidewaiter.transport.winrm.kerberos.KerberosLogin;
import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.MultipartEncrypted;

/** Kerberos, in the scheme Negotiate inside SPNEGO (RFC 4559), or bare in the scheme Kerberos ([MS-WSMV] 2.2.3). */
final class KerberosMethod implements Method {

    private final Legs legs;
    private final WindowsLogin login;
    private final Kdc kdc;
    private final String hostName;
    private final boolean negotiate;
    private @Nullable KerberosLogin ticket;
    private @Nullable KerberosContext context;
    private @Nullable KerberosFailure failure;

    KerberosMethod(Legs legs, WindowsLogin login, Kdc kdc, String hostName, boolean negotiate) {
        this.legs = legs;
        this.login = login;
        this.kdc = kdc;
        this.hostName = hostName;
        this.negotiate = negotiate;
    }

    @Override
    public String scheme() {
        return negotiate ? "Negotiate (Kerberos)" : "Kerberos";
    }

    @Override
    public String protocol() {
        return negotiate ? MultipartEncrypted.SPNEGO : MultipartEncrypted.KERBEROS;
    }

    /** Whether the login failed for a reason that says nothing of the account, so that another method may be tried. */
    boolean mayBeFollowed() {
        return failure != null && !failure.reason().isAboutTheAccount();
    }

    @Override
    public MessageSeal authenticate() throws TransportException, InterruptedException {
        try {
            var tickets = ticket;
            if (tickets == null) {
                legs.settings().logins().login(login.credential(), this::prove);
                tickets = ticket;
            }
            if (tickets == null) {
                throw new IllegalStateException("the lock-out guard did not run the login");
            }
            return establish(tickets);
        } catch (KerberosFailure e) {
            throw failed(e);
        }
    }

    /** The part that the controller counts. */
    private void prove() throws TransportException {
        try {
            ticket = KerberosLogin.authenticate(login.principal(), kdc.realm(), login.password(), kdc.socket(),
                    legs.settings().connectTimeout());
        } catch (KerberosFailure e) {
            throw failed(e);
        }
    }

    private MessageSeal establish(KerberosLogin tickets) throws TransportException, InterruptedException, KerberosFailure {
        var scheme = negotiate ? "Negotiate" : "Kerberos";
        closeContext();
        var next = tickets.context(hostName, negotiate);
        context = next;
        var answer = legs.send(scheme, next.begin());
        var token = answer.token(scheme);
        if (token.isPresent() && !next.isEstablished()) {
            var more = next.step(token.get());
            if (more.length > 0) {
                answer = legs.send(scheme, more);
            }
        }
        if (answer.isUnauthorized()) {
            throw new KerberosFailure(Reason.TICKET_REFUSED, "HTTP/" + hostName, null);
        }
        Statuses.expectLoggedIn(legs.wire(), answer);
        if (!next.isEstablished()) {
            throw legs.wire().failure(Failure.BROKEN, "the server took the ticket, but did not prove that it is HTTP/" + hostName,
                    null);
        }
        legs.note("Kerberos: accepted");
        return next.seal();
    }

    private TransportException failed(KerberosFailure e) {
        failure = e;
        legs.note("Kerberos: " + e.getMessage());
        var sort = switch (e.reason()) {
            case WRONG_PASSWORD, ACCOUNT_LOCKED, PASSWORD_EXPIRED, UNKNOWN_USER -> Failure.REJECTED;
            case UNKNOWN_SERVICE, CLOCK_SKEW, NO_COMMON_ENCRYPTION, WRONG_REALM, TICKET_REFUSED, OTHER -> Failure.UNSUPPORTED;
            case KDC_SILENT -> Failure.UNREACHABLE;
        };
        return legs.wire().failure(sort,
                "no login by Kerberos with the credential " + login.credential().name() + ": " + e.getMessage(),
                e);
    }

    private void closeContext() {
        var old = context;
        if (old != null) {
            old.close();
            context = null;
        }
    }

    @Override
    public void forget() {
        closeContext();
        var tickets = ticket;
        if (tickets != null) {
            tickets.close();
        }
    }
}
