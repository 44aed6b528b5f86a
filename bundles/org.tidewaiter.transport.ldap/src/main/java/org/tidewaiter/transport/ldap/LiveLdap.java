package org.tidewaiter.transport.ldap;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.LdapReplies;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;

/** An open conversation with one controller. A step that is stopped costs the connection; the next one makes another. */
final class LiveLdap implements LiveSession<LdapSession> {

    private static final int MOST_CONNECTIONS = 4;

    private final Opening opening;
    private final DirectoryLogin login;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Directory directory;
    private volatile boolean closed;
    private int connections = 1;

    LiveLdap(Opening opening, DirectoryLogin login, Directory directory) {
        this.opening = opening;
        this.login = login;
        this.directory = directory;
    }

    @Override
    public List<Observation> greeting() {
        return List.of();
    }

    @Override
    public void announce(List<Request> requests) {
        // each is one question and its answer already
    }

    @Override
    public LdapSession lend(List<Request> declared) {
        return new LentLdap(this, opening.target(), declared);
    }

    String principal() {
        return directory.principal();
    }

    String domain() {
        return directory.domain();
    }

    LdapReply search(LdapSearch search) throws TransportException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return LdapReplies.reply(new Question(opening.log(), usable(), search).ask());
        } finally {
            turn.unlock();
        }
    }

    private Directory usable() throws TransportException, InterruptedException {
        if (closed || directory.isBroken() && ++connections > MOST_CONNECTIONS) {
            throw new TransportException(Failure.BROKEN, login.socket() + ": the connection was closed");
        }
        if (directory.isBroken()) {
            directory = login.open(new SessionFacts());
            if (closed) {
                directory.abort();
            }
        }
        return directory;
    }

    @Override
    public void abort() {
        directory.abort();
    }

    @Override
    public void close() {
        closed = true;
        directory.close();
    }
}
