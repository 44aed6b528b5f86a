package org.tidewaiter.transport.shell;

import java.util.Set;

import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;

/** The session as one step sees it. */
final class LentShell implements ShellSession {

    private final FramedShell shell;
    private final Set<Request> declared;

    LentShell(FramedShell shell, Set<Request> declared) {
        this.shell = shell;
        this.declared = declared;
    }

    @Override
    public String target() {
        return shell.target();
    }

    @Override
    public ShellReply run(ShellCommand command) throws TransportException, InterruptedException {
        check(command);
        return shell.run(command);
    }

    @Override
    public ShellReply run(ShellTemplate template, String value) throws TransportException, InterruptedException {
        check(template);
        return shell.run(template.with(value));
    }

    private void check(Request request) {
        if (!declared.contains(request)) {
            throw new UndeclaredRequestException(shell.target() + ": the step did not declare the request " + request.id() + ": "
                    + Words.printable(request.text()));
        }
    }
}
