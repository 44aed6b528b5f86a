package org.tidewaiter.transport.winrm.kerberos;

import java.util.concurrent.CompletionException;

import javax.security.auth.Subject;

import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.transport.winrm.kerberos.KerberosFailure.Reason;

/** A security context with one service (RFC 4121), where wanted inside SPNEGO (RFC 4178). For one thread at a time. */
public final class KerberosContext implements AutoCloseable {

    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    /** GSS_KRB5_NT_PRINCIPAL_NAME: a name as it is. Those of host-based services are canonicalised, that is looked up. */
    private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";

    private final Subject subject;
    private final String service;
    private final GSSContext context;

    private KerberosContext(Subject subject, String service, GSSContext context) {
        this.subject = subject;
        this.service = service;
        this.context = context;
    }

    static KerberosContext create(Subject subject, String service, boolean spnego) throws KerberosFailure {
        try {
            var manager = GSSManager.getInstance();
            var name = manager.createName(service, new Oid(PRINCIPAL_NAME));
            var context = manager.createContext(name, new Oid(spnego ? SPNEGO : KERBEROS), null, GSSContext.DEFAULT_LIFETIME);
            context.requestMutualAuth(true);
            context.requestConf(true);
            context.requestInteg(true);
            context.requestReplayDet(true);
            context.requestSequenceDet(true);
            return new KerberosContext(subject, service, context);
        } catch (GSSException e) {
            throw KerberosFailure.of(e, service);
        }
    }

    /** The first token; asks the centre for a ticket for the service. */
    public byte[] begin() throws KerberosFailure {
        return step(new byte[0]);
    }

    /** The next token, empty where there is nothing more to send. */
    public byte[] step(byte[] token) throws KerberosFailure {
        try {
            var next = Subject.callAs(subject, () -> context.initSecContext(token, 0, token.length));
            return next == null ? new byte[0] : next;
        } catch (CompletionException e) {
            throw failure(e.getCause(), token.length > 0);
        }
    }

    private KerberosFailure failure(@Nullable Throwable cause, boolean byService) {
        var exception = cause instanceof Exception e ? e : new IllegalStateException(cause);
        var failure = KerberosFailure.of(exception, service);
        return byService && failure.reason() == Reason.OTHER ? new KerberosFailure(Reason.TICKET_REFUSED, service, exception)
                : failure;
    }

    /** Whether each side has proven itself to the other. */
    public boolean isEstablished() {
        return context.isEstablished();
    }

    /** What seals messages now that it is established. */
    public KerberosSeal seal() {
        return new KerberosSeal(context);
    }

    @Override
    public void close() {
        try {
            context.dispose();
        } catch (GSSException e) {
            // It is forgotten all the same.
        }
    }
}
