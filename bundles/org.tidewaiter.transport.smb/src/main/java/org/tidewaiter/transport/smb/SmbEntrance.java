package org.tidewaiter.transport.smb;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SessionRecord;

/** Logs in for a session, and records how that went. */
final class SmbEntrance {

    private SmbEntrance() {
    }

    /** Makes a session of a login. */
    interface Beginning<L> {
        /**
         * Begins; the login is closed when it fails.
         *
         * @param facts takes what is found out
         */
        L begin(SmbLogin login, SessionFacts facts) throws TransportException;
    }

    /**
     * Opens a session.
     *
     * @param id the transport's
     */
    static <L> L open(Opening opening, String id, Beginning<L> beginning) throws TransportException, InterruptedException {
        var session = new SessionRecord(opening.log(), id, id + " " + opening.target() + ":" + opening.port());
        try {
            var credential = opening.credential();
            if (credential != null) {
                session.facts().put("credential", credential.name());
            }
            var login = SmbChangeTransport.login(opening);
            var opened = false;
            try {
                session.facts().put("encrypted", String.valueOf(login.isEncrypted()));
                var live = beginning.begin(login, session.facts());
                session.succeeded();
                opened = true;
                return live;
            } finally {
                if (!opened) {
                    login.close();
                }
            }
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }
}
