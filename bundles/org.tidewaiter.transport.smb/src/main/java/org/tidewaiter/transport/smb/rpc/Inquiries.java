package org.tidewaiter.transport.smb.rpc;

import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;

/** Which service answers what. */
public final class Inquiries {

    private Inquiries() {
    }

    /**
     * The rows of a subject, with the values that {@link Subject} names: texts, whole numbers, truth values, and lists of these.
     *
     * @throws TransportException {@code DENIED} when the login may not ask, {@code UNSUPPORTED} when there is no such service
     */
    public static List<SequencedMap<String, Object>> ask(Subject subject, RpcPipes pipes) throws TransportException {
        return switch (subject) {
            case PASSWORD_POLICY -> SamPolicy.read(pipes);
            case ACCOUNTS -> SamAccounts.read(pipes);
            case GROUPS -> SamGroups.read(pipes);
            case USER_RIGHTS -> LsaRights.read(pipes);
            case AUDIT_POLICY -> LsaAudit.read(pipes);
            case IDENTITY -> LsaIdentity.read(pipes);
            case SHARES -> ServerService.shares(pipes);
            case SESSIONS -> ServerService.sessions(pipes);
            case SERVICES -> ServiceList.services(pipes);
            case WORKSTATION -> WorkstationService.workstation(pipes);
            case LOGGED_ON -> WorkstationService.loggedOn(pipes);
        };
    }
}
