package org.tidewaiter.replay;

import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ShellReplies;

/** A shell whose commands were all run before. */
record RecordedShell(RecordedReplies replies) implements ShellSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public ShellReply run(ShellCommand command) throws TransportException {
        return ShellReplies.reply(replies.find(command, command));
    }

    @Override
    public ShellReply run(ShellTemplate template, String value) throws TransportException {
        return ShellReplies.reply(replies.find(template, template.with(value)));
    }
}
