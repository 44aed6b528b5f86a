package org.tidewaiter.transport.smb.rpc;

import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Which service answers what. */
public final class Inquiries {

    private Inquiries() {
    }

    /**
     * The rows of a subject, with the values that {@link Subject} names: texts, whole numbers, and lists of texts.
     *
     * @throws TransportException {@code DENIED} when the login may not ask, {@code UNSUPPORTED} when there is no such service
     */
    public static List<SequencedMap<String, Object>> ask(Subject subject, RpcPipes pipes) throws TransportException {
        return switch (subject) {
            case SHARES -> ServerService.shares(pipes);
            case SESSIONS -> ServerService.sessions(pipes);
            case SERVICES -> ServiceList.services(pipes);
            case WORKSTATION -> WorkstationService.workstation(pipes);
            case LOGGED_ON -> WorkstationService.loggedOn(pipes);
            case PASSWORD_POLICY, ACCOUNTS, GROUPS, USER_RIGHTS, AUDIT_POLICY, IDENTITY ->
                throw new TransportException(Failure.UNSUPPORTED, subject + " is not asked for yet");
        };
    }
}
