package org.tidewaiter.replay;

import java.util.List;

import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Exchange.Kind;

/** The recorded exchanges as one step may ask for them. */
final class RecordedReplies {

    private final Playback playback;
    private final String target;
    private final List<Request> declared;

    RecordedReplies(Playback playback, String target, List<Request> declared) {
        this.playback = playback;
        this.target = target;
        this.declared = List.copyOf(declared);
    }

    String target() {
        return target;
    }

    /**
     * The exchange of a declared request.
     *
     * @param asked the request itself, or a template with its value filled in
     * @throws TransportException when the recording ends before it
     */
    Exchange find(Request declaration, Request asked) throws TransportException {
        if (!declared.contains(declaration)) {
            throw new UndeclaredRequestException(target + ": undeclared request " + declaration.id());
        }
        try {
            return playback.find(Kind.REQUEST, asked.id(), asked.text());
        } catch (UnrecordedRequestException e) {
            if (playback.hasCuts()) {
                throw new TransportException(Failure.BROKEN, "the recording was cut before " + asked.id(), e);
            }
            throw e;
        }
    }
}
