package org.tidewaiter.replay;

import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.FileShareReplies;

/** Shared files that were read before. */
record RecordedFileShare(RecordedReplies replies) implements FileShareSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public FileShareReply read(FileShareRead request) throws TransportException {
        return FileShareReplies.reply(replies.find(request, request));
    }
}
