package org.tidewaiter.transport.smb.rpc;

import java.util.List;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;

/** Which service answers what. */
public final class Inquiries {

    private Inquiries() {
    }

    /**
     * What came of it.
     *
     * @param rows with the values that {@link Subject} names: texts, whole numbers, truth values, and lists of these
     * @param cut  why these are not all; absent when they are
     */
    public record Answer(List<SequencedMap<String, Object>> rows, @Nullable String cut) {
    }

    /**
     * Asks for a subject.
     *
     * @throws TransportException {@code DENIED} when the login may not ask, {@code UNSUPPORTED} when there is no such service
     */
    public static Answer ask(Subject subject, RpcPipes pipes) throws TransportException {
        var rows = rows(subject, pipes);
        var most = most(subject);
        if (rows.size() >= most) {
            return new Answer(rows, "the list goes on after " + most + " rows, which is as far as it is read");
        }
        var crowd = rows.stream()
                .filter(r -> r.get("Members") instanceof List<?> members && members.size() >= SamGroups.MOST_MEMBERS)
                .findFirst();
        return new Answer(rows, crowd.map(r -> r.get("Name") + " has more members than the " + SamGroups.MOST_MEMBERS
                + " that are read").orElse(null));
    }

    /** How many rows are read at most. */
    private static int most(Subject subject) {
        return switch (subject) {
            case ACCOUNTS -> SamAccounts.MOST;
            case GROUPS -> SamGroups.MOST_GROUPS;
            case USER_RIGHTS -> LsaRights.MOST_RIGHTS;
            case SHARES -> ServerService.MOST_SHARES;
            case SESSIONS -> ServerService.MOST_SESSIONS;
            case SERVICES -> ServiceList.MOST_SERVICES;
            case LOGGED_ON -> WorkstationService.MOST_USERS;
            case PASSWORD_POLICY, AUDIT_POLICY, IDENTITY, WORKSTATION -> Integer.MAX_VALUE;
        };
    }

    private static List<SequencedMap<String, Object>> rows(Subject subject, RpcPipes pipes) throws TransportException {
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
