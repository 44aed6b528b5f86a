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
        switch (subject) {
            default -> throw new TransportException(Failure.UNSUPPORTED, subject + " is not asked for yet");
        }
    }
}
