package org.tidewaiter.transport.winrm.http;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** What HTTP statuses mean here, in words. */
final class Statuses {

    private Statuses() {
    }

    /** A proxy is nobody to log in at: the login belongs to a connection, and would be its. */
    static void expectNoProxy(Wire wire, Answer answer) throws TransportException {
        var proxy = answer.proxy();
        if (proxy.isPresent()) {
            throw wire.failure(Failure.UNSUPPORTED, "an HTTP proxy stands in between (" + proxy.get()
                    + "); nothing of the password was sent through it. Allow a direct connection", null);
        }
    }

    /** Of the answer that ends a login. */
    static void expectLoggedIn(Wire wire, Answer answer) throws TransportException {
        if (!answer.isSuccess()) {
            throw unexpected(wire, answer, "after the login");
        }
    }

    /** A status that holds no envelope. */
    static TransportException unexpected(Wire wire, Answer answer, String when) {
        var status = "HTTP " + answer.status() + " " + when;
        return switch (answer.status()) {
            case 403 ->
                wire.failure(Failure.DENIED, status + ": the login may not use WinRM; look at the service's access list", null);
            case 404 ->
                wire.failure(Failure.UNSUPPORTED, status + ": no WS-Management service there under /wsman; check the port", null);
            case 413 -> wire.failure(Failure.UNSUPPORTED, status + ": the request was too large", null);
            case 503 -> wire.failure(Failure.BROKEN, status + ": the service is not running, or overloaded; try later", null);
            case 301, 302, 303, 307, 308 -> wire.failure(Failure.UNSUPPORTED,
                    status + ": it points elsewhere, where nobody follows; check the port", null);
            default -> wire.failure(Failure.BROKEN, status + ", and no envelope that tells why"
                    + (answer.contentType().isEmpty() ? "" : " (" + Answer.printable(answer.contentType()) + ")")
                    + "; what answers may be no WS-Management service", null);
        };
    }
}
