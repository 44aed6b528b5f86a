package org.tidewaiter.transport.shell;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Secret;

/** Finds out, once per session, how the login gets the superuser's rights. A password is sent at most once, and through the lock-out guard. */
final class SudoSearch {

    // A shell, since that is what limits and ends commands behind sudo; who may run it may run anything.
    private static final ShellCommand TRIAL = ShellCommand.root("sudo", "sh -c 'exit 0'").within(Duration.ofSeconds(15));

    private final Opening opening;
    private final ShellMeans means;
    private final DeviceShell shell;
    private final Deadline deadline;

    SudoSearch(Opening opening, ShellMeans means, DeviceShell shell, Deadline deadline) {
        this.opening = opening;
        this.means = means;
        this.shell = shell;
        this.deadline = deadline;
    }

    /** Searches; failing to find a way is a result. */
    Elevation search() throws TransportException, InterruptedException {
        var credential = opening.credential();
        if (shell.isRoot()) {
            return new Elevation(Elevation.Way.ROOT, "the login is root");
        }
        if (credential != null && credential.elevation() == Credential.Elevation.NEVER) {
            return none("the credential says never to ask for root's rights; change its elevation to let it use sudo");
        }
        if (!shell.sudo()) {
            return none(
                    "user " + shell.user() + " is not root and the device has no sudo; log in as root or have sudo installed");
        }
        var frame = trial(Elevation.Way.SUDO_SOME, null, deadline);
        var said = Refusal.sudo(frame.exit(), frame.err());
        var silent = frame.exit() == 0 ? new Elevation(Elevation.Way.SUDO, "sudo without a password") : none(unclear(frame));
        return switch (said) {
            case SILENT -> silent;
            case WANTS_PASSWORD, WRONG_PASSWORD -> withPassword(credential);
            case NOT_THIS_COMMAND -> new Elevation(Elevation.Way.SUDO_SOME, "sudo for some commands without a password");
            case NOT_ALLOWED, WANTS_TERMINAL, BROKEN -> none(words(said, frame));
        };
    }

    private Elevation withPassword(@Nullable Credential credential) throws TransportException, InterruptedException {
        var secret = credential == null ? null : credential.sudoSecret();
        if (credential == null || secret == null) {
            return new Elevation(Elevation.Way.SUDO_SOME,
                    "sudo for some commands at most: for anything else it wants a password");
        }
        if (shell.emitter().isEmpty()) {
            return none("its shell cannot hand sudo a password without showing it to others; ask for a NOPASSWD rule");
        }
        if (secret.<Boolean> lend(text -> new String(text).matches("(?s).*[\\r\\n\\x00].*"))) {
            return none("the password for sudo holds a line break, which sudo cannot be given");
        }
        return verify(credential, secret);
    }

    private Elevation verify(Credential credential, Secret secret) throws TransportException, InterruptedException {
        var found = new Elevation[] { none("sudo was not asked") };
        try {
            var asked = System.nanoTime();
            opening.logins().login(credential.forSudo(), () -> {
                // What the lock-out guard held us back is not the device's time.
                var frame = trial(Elevation.Way.SUDO_SOME_WITH_PASSWORD, secret,
                        new Deadline(deadline.nanos() + System.nanoTime() - asked));
                found[0] = judge(frame);
                if (Refusal.sudo(frame.exit(), frame.err()) == Refusal.Sudo.WRONG_PASSWORD) {
                    throw new TransportException(Failure.REJECTED, opening.target() + ": sudo refused the password of credential "
                            + credential.name() + " for user " + shell.user());
                }
            });
        } catch (TransportException e) {
            return switch (e.failure()) {
                case REJECTED, WITHHELD -> none(String.valueOf(e.getMessage()));
                case UNREACHABLE, TIMED_OUT, DENIED, PEER_CHANGED, UNSUPPORTED, BROKEN -> throw e;
            };
        }
        return found[0];
    }

    private Elevation judge(Frame frame) {
        var said = Refusal.sudo(frame.exit(), frame.err());
        return switch (said) {
            case SILENT -> frame.exit() == 0 ? new Elevation(Elevation.Way.SUDO_WITH_PASSWORD, "sudo with a password")
                    : none(unclear(frame));
            case NOT_THIS_COMMAND ->
                new Elevation(Elevation.Way.SUDO_SOME_WITH_PASSWORD, "sudo for some commands with a password");
            case WRONG_PASSWORD, WANTS_PASSWORD, NOT_ALLOWED, WANTS_TERMINAL, BROKEN -> none(words(said, frame));
        };
    }

    private Frame trial(Elevation.Way way, @Nullable Secret secret, Deadline until)
            throws TransportException, InterruptedException {
        var nonce = Handshake.nonce();
        var frame = new Frame(TRIAL);
        try (var channel = means.open(shell.start(), until.left());
                var conversation = new Conversation(channel, nonce, List.of(frame),
                        new Script(shell, way, secret).of(nonce, List.of(TRIAL)), null, opening.log())) {
            conversation.awaitUntil(frame, until);
            return frame;
        }
    }

    private String words(Refusal.Sudo said, Frame frame) {
        return Refusal.words(said, shell.user(), "the commands of the read-only manifest",
                Words.firstLine(Refusal.sudoLine(frame.err())));
    }

    private static String unclear(Frame frame) {
        if (frame.pending()) {
            return "sudo did not answer in time; try it by hand";
        }
        var line = Words.firstLine(Refusal.sudoLine(frame.err()));
        return "sudo failed: " + (line.isEmpty() ? Words.firstLine(frame.err()) : line);
    }

    private static Elevation none(String reason) {
        return new Elevation(Elevation.Way.NONE, reason);
    }
}
